/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.springboot;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** The auto-configurations that Spring Boot finds in the jar, but for those whose classes this Spring Boot lacks. */
final class Announced {

    private static final String LIST =
            "/META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports";

    private Announced() {}

    static Class<?>[] classes() {
        try (InputStream list = Announced.class.getResourceAsStream(LIST)) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .flatMap(Announced::load)
                    .toArray(Class<?>[]::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Class<?>> load(String name) {
        try {
            return Stream.of(Class.forName(name));
        } catch (ClassNotFoundException e) {
            return Stream.empty();
        }
    }
}
