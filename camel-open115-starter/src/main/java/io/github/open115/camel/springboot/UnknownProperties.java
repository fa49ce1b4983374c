/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.springboot;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.BeanUtils;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.core.env.Environment;

/** Finds properties of the component that no option has. Spring Boot passes over them without a word. */
final class UnknownProperties {

    private static final Logger LOG = LoggerFactory.getLogger(UnknownProperties.class);

    private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("camel.component.open115");

    /** In the uniform writing, and without dots: a variable of the environment has an underscore for both. */
    private static final Set<String> KNOWN = Stream.concat(
                    Arrays.stream(BeanUtils.getPropertyDescriptors(Open115ComponentProperties.class))
                            .map(property -> property.getName().toLowerCase(Locale.ROOT)),
                    Stream.of("enabled", "customizerenabled", "jdbctokenstoreenabled", "jdbctokenstorecreatetables"))
            .collect(Collectors.toSet());

    private UnknownProperties() {}

    /** Logs a warning for each, without its value. */
    static void warn(Environment environment) {
        // with where they stand
        Map<String, String> unknown = new TreeMap<>();
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (source instanceof IterableConfigurationPropertySource iterable) {
                iterable.stream()
                        .filter(name -> PREFIX.isAncestorOf(name) && !KNOWN.contains(option(name)))
                        .forEach(name -> unknown.putIfAbsent(
                                name.toString(), String.valueOf(Origin.from(iterable.getConfigurationProperty(name)))));
            }
        }
        unknown.forEach((name, origin) -> LOG.warn(
                "The property {} does nothing, because the component open115 has no such option: is it misspelt? It"
                        + " stands in {}",
                name,
                origin));
    }

    private static String option(ConfigurationPropertyName name) {
        StringBuilder option = new StringBuilder();
        for (int i = PREFIX.getNumberOfElements(); i < name.getNumberOfElements(); i++) {
            option.append(name.getElement(i, Form.UNIFORM));
        }
        return option.toString();
    }
}
