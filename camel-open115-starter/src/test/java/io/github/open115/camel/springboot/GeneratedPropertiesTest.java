/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each option of the component has its property: what is generated is what the component has now. */
class GeneratedPropertiesTest {

    private static final Path SOURCE =
            Path.of("src/generated/java/io/github/open115/camel/springboot/Open115ComponentProperties.java");
    private static final Path METADATA =
            Path.of("src/generated/resources/META-INF/additional-spring-configuration-metadata.json");
    private static final String ADVICE =
            "the options of the component have changed: run this test with -Dwrite.properties=true and commit %s";

    private static PropertiesWriter writer;

    @BeforeAll
    static void readOptions() throws IOException {
        writer = new PropertiesWriter(ComponentOptions.all());
        if (Boolean.getBoolean("write.properties")) {
            write(SOURCE, writer.source());
            write(METADATA, writer.metadata());
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void eachOptionOfTheComponentHasItsProperty() throws IOException {
        assertThat(SOURCE).as(ADVICE, SOURCE).hasContent(writer.source());
    }

    @Test
    void ideHelpKnowsTheDefaults() throws IOException {
        assertThat(METADATA).as(ADVICE, METADATA).hasContent(writer.metadata());
    }
}
