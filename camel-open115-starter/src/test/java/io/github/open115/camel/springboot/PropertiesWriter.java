/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.springboot;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.open115.camel.springboot.ComponentOptions.Option;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the class of the properties, and what IDEs are to know beyond it. Camel's own generator does this for Camel's
 * own components only.
 */
final class PropertiesWriter {

    private static final int WIDTH = 110;

    private final List<Option> options;

    PropertiesWriter(List<Option> options) {
        this.options = options;
    }

    /** The source of the class. */
    String source() {
        StringBuilder source = new StringBuilder("""
                /* Generated from the options of the component by PropertiesWriter; do not edit. */
                package io.github.open115.camel.springboot;

                import java.time.Duration;
                import org.apache.camel.spring.boot.ComponentConfigurationPropertiesCommon;
                import org.springframework.boot.context.properties.ConfigurationProperties;

                /** The options of the open115 component as properties; null where the default of the component holds. */
                @ConfigurationProperties(prefix = "camel.component.open115")
                public class Open115ComponentProperties extends ComponentConfigurationPropertiesCommon {
                """);
        options.forEach(option -> source.append(field(option)));
        options.forEach(option -> source.append(accessors(option)));
        return source.append("}\n").toString();
    }

    private static String field(Option option) {
        String reference = option.isReference() ? " The name of a bean, such as #bean:name." : "";
        StringBuilder field = new StringBuilder("\n    /**\n");
        for (String line : wrapped(option.description() + reference)) {
            field.append("     * ").append(line).append('\n');
        }
        return field.append("     */\n    private ")
                .append(option.propertyType())
                .append(' ')
                .append(option.name())
                .append(";\n")
                .toString();
    }

    private static String accessors(Option option) {
        String suffix =
                Character.toUpperCase(option.name().charAt(0)) + option.name().substring(1);
        return """

                    public %1$s get%2$s() {
                        return %3$s;
                    }

                    public void set%2$s(%1$s %3$s) {
                        this.%3$s = %3$s;
                    }
                """.formatted(option.propertyType(), suffix, option.name());
    }

    private static List<String> wrapped(String text) {
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : escaped.split(" ")) {
            if (!line.isEmpty() && line.length() + word.length() >= WIDTH) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /** The defaults, which the fields do not have, so that only what a user sets reaches the component. */
    String metadata() throws IOException {
        List<Map<String, String>> defaults = new ArrayList<>();
        for (Option option : options) {
            if (option.defaultValue() != null) {
                Map<String, String> property = new LinkedHashMap<>();
                property.put("name", "camel.component.open115." + option.kebabName());
                property.put("defaultValue", option.defaultValue());
                defaults.add(property);
            }
        }
        return new ObjectMapper()
                        .writerWithDefaultPrettyPrinter()
                        .writeValueAsString(Map.of("properties", defaults))
                        .replace("\r\n", "\n")
                + "\n";
    }
}
