/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.catalog.EndpointValidationResult;
import org.apache.camel.catalog.RuntimeCamelCatalog;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What tools learn from the jar. */
class CatalogTest {

    private static final Pattern DESCRIPTION = Pattern.compile("description =\\s*((?:\"[^\"]*\"[\\s+]*)+)");

    private DefaultCamelContext context;
    private RuntimeCamelCatalog catalog;

    @BeforeEach
    void start() {
        context = new DefaultCamelContext();
        context.start();
        catalog = context.getCamelContextExtension().getContextPlugin(RuntimeCamelCatalog.class);
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void theCatalogAtRunTimeFindsTheComponent() {
        assertThat(catalog.componentJSonSchema("open115")).contains("\"scheme\": \"open115\"", "\"pathMaxAge\"");
    }

    @Test
    void validOptionsPass() {
        assertThat(validate(Map.of("recursive", "true", "delay", "5000")).isSuccess())
                .isTrue();
    }

    @Test
    void anUnknownOptionIsFlagged() {
        EndpointValidationResult result = validate(Map.of("recursiv", "true"));
        assertThat(result.isSuccess()).isFalse();
        assertThat(result.getUnknown()).containsExactly("recursiv");
    }

    private EndpointValidationResult validate(Map<String, String> options) {
        Map<String, String> all = new HashMap<>(options);
        all.put("directoryName", "/inbox");
        return catalog.validateProperties("open115", all);
    }

    @Test
    void theJarSaysWhichComponentsItHas() throws IOException {
        Properties properties = new Properties();
        try (InputStream file =
                getClass().getResourceAsStream("/META-INF/services/org/apache/camel/component.properties")) {
            properties.load(file);
        }
        assertThat(properties)
                .containsEntry("components", "open115")
                .containsEntry("groupId", "io.github.open115")
                .containsEntry("artifactId", "camel-open115");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "options/AccountConfiguration",
                "Open115Component",
                "Open115Configuration",
                "Open115Constants",
                "options/ServeConfiguration"
            })
    @DisplayName("Camel drops some characters from descriptions, such as + and *: ours have none of them")
    void descriptionsComeWhole(String source) throws IOException {
        Set<String> shown = new HashSet<>();
        for (JsonNode kind : new ObjectMapper().readTree(catalog.componentJSonSchema("open115"))) {
            shown.add(kind.path("description").asText());
            kind.forEach(entry -> shown.add(entry.path("description").asText()));
        }
        Matcher written = DESCRIPTION.matcher(
                Documents.read("camel-open115/src/main/java/io/github/open115/camel/" + source + ".java"));
        int texts = 0;
        while (written.find()) {
            String text = written.group(1)
                    .replaceAll("\"\\s*\\+\\s*\"", "")
                    .replaceAll("[\"`]", "")
                    .trim();
            assertThat(shown).contains(text);
            texts++;
        }
        assertThat(texts).isPositive();
    }
}
