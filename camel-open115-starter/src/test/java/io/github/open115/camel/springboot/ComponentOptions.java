/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.springboot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The options of the component, as its generated description tells them. */
final class ComponentOptions {

    private static final String DESCRIPTION = "/META-INF/io/github/open115/camel/open115.json";

    private ComponentOptions() {}

    /** One option. */
    record Option(String name, String type, String javaType, String description, String defaultValue) {

        /** The type of the property: references to beans are texts such as {@code #myStore}. */
        String propertyType() {
            return switch (type) {
                case "boolean" -> "Boolean";
                case "integer" -> javaType.equals("long") ? "Long" : "Integer";
                case "number" -> "Double";
                case "duration" -> "Duration";
                case "enum" -> javaType;
                default -> "String";
            };
        }

        /** The name in a properties file. */
        String kebabName() {
            return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
        }

        boolean isReference() {
            return type.equals("object");
        }
    }

    /** All options, by name in the order of the alphabet. */
    static List<Option> all() throws IOException {
        try (InputStream description = ComponentOptions.class.getResourceAsStream(DESCRIPTION)) {
            JsonNode options = new ObjectMapper().readTree(description).path("componentProperties");
            return options.properties().stream()
                    .map(ComponentOptions::option)
                    .sorted((one, other) -> one.name().compareTo(other.name()))
                    .toList();
        }
    }

    private static Option option(Map.Entry<String, JsonNode> entry) {
        JsonNode option = entry.getValue();
        return new Option(
                entry.getKey(),
                option.path("type").asText(),
                option.path("javaType").asText(),
                option.path("description").asText(),
                option.has("defaultValue") ? option.path("defaultValue").asText() : null);
    }
}
