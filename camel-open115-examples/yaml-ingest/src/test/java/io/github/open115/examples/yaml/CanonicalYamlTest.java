/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * No YAML for Camel in documents and examples has the compact forms that Camel warns about each time it loads a file. The schema is the one
 * that the camel-yaml-dsl of this build has.
 */
class CanonicalYamlTest {

    private static final Path PROJECT = Path.of("../..").toAbsolutePath().normalize();

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```ya?ml\\R(.*?)^```$");

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static JsonSchema schema;

    @BeforeAll
    static void readSchema() throws IOException {
        try (InputStream canonical =
                CanonicalYamlTest.class.getResourceAsStream("/schema/camelYamlDsl-canonical.json")) {
            schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(canonical);
        }
    }

    @Test
    @DisplayName("Camel warns about no YAML of documents and examples")
    void allYamlIsCanonical() throws IOException {
        Map<String, List<String>> faults = new LinkedHashMap<>();
        int routes = 0;
        for (Map.Entry<String, String> text : texts().entrySet()) {
            JsonNode content = camel(MAPPER.valueToTree(Yaml.read(text.getValue())));
            if (content != null) {
                routes++;
                faults.put(text.getKey(), faults(content));
            }
        }
        faults.values().removeIf(List::isEmpty);
        assertThat(faults).isEmpty();
        assertThat(routes)
                .as("four routes of the README, one of the example, four Kamelets")
                .isGreaterThanOrEqualTo(9);
    }

    @Test
    @DisplayName("the compact forms that Camel warns about are found")
    void compactFormsAreFound() {
        String route = "- route: { from: { uri: 'direct:in', steps: [ %s ] } }";
        assertThat(faults(route.formatted("{ to: { uri: 'mock:out' } }"))).isEmpty();
        assertThat(faults(route.formatted("{ to: 'mock:out' }"))).isNotEmpty();
        assertThat(faults(route.formatted("{ log: 'text' }"))).isNotEmpty();
        assertThat(faults(route.formatted("{ setBody: { constant: 'text' } }"))).isNotEmpty();
        assertThat(faults("- from: { uri: 'direct:in', steps: [ { to: { uri: 'mock:out' } } ] }"))
                .isNotEmpty();
    }

    private static List<String> faults(String yaml) {
        return faults(MAPPER.valueToTree(Yaml.read(yaml)));
    }

    private static List<String> faults(JsonNode routes) {
        List<String> faults = new ArrayList<>();
        // Camel 4.22 does not warn about a language that is an object, but stands beside the other options of its step
        schema.validate(routes).stream()
                .map(ValidationMessage::getMessage)
                .filter(fault -> fault.endsWith("string found, object expected"))
                .forEach(faults::add);
        for (String language : List.of("simple", "constant", "tokenize", "jsonpath", "xpath", "jq")) {
            routes.findValues(language).stream()
                    .filter(JsonNode::isTextual)
                    .forEach(text -> faults.add("'" + language + ": " + text + "' without 'expression'"));
        }
        for (JsonNode item : routes) {
            if (item.has("from")) {
                faults.add("Camel warns about a 'from' without 'route', which the schema allows");
            }
        }
        return faults;
    }

    /** What of a YAML document is for Camel, as a list of routes; null if nothing is. */
    private static JsonNode camel(JsonNode document) {
        if (document.path("kind").asText().equals("Kamelet")) {
            JsonNode template = document.at("/spec/template");
            JsonNode item =
                    template.has("route") ? template : MAPPER.createObjectNode().set("route", template);
            return MAPPER.createArrayNode().add(item);
        }
        if (!document.isArray()) {
            return null;
        }
        for (JsonNode item : document) {
            for (Iterator<String> names = item.fieldNames(); names.hasNext(); ) {
                if (names.next().matches("from|rest|beans|route.*|template.*|on[A-Z].*|intercept.*")) {
                    return document;
                }
            }
        }
        return null;
    }

    /** All YAML of the project by the place where it stands: the blocks of documents, and files outside of tests. */
    private static Map<String, String> texts() throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        Files.walkFileTree(PROJECT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                String name = directory.getFileName().toString();
                boolean isMade = name.equals("target") || name.startsWith(".") && !directory.equals(PROJECT);
                return isMade ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String name = PROJECT.relativize(file).toString();
                if (name.endsWith(".yaml") || name.endsWith(".yml")) {
                    texts.put(name, Files.readString(file));
                } else if (name.endsWith(".md")) {
                    Matcher block = BLOCK.matcher(Files.readString(file));
                    for (int i = 1; block.find(); i++) {
                        texts.put(name + ", block " + i, block.group(1));
                    }
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return texts;
    }
}
