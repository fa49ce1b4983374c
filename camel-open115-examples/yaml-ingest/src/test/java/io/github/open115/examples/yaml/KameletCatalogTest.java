/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rules by which Camel's Kamelet catalog takes a file, as its validator applies them, for the Kamelets of this project. The provider is
 * the one value that differs: the catalog wants its own name there.
 */
class KameletCatalogTest {

    private static final Path DIRECTORY = Path.of("src/main/resources/kamelets");

    private static final Pattern PARAMETER = Pattern.compile("\\{\\{[?]?([A-Za-z0-9-._]+)(?::[^}]*)?}}");

    private static final Pattern VERSION = Pattern.compile("<version>(.+)</version>");

    static List<Path> kamelets() throws IOException {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    @DisplayName("the name is that of the file, and ends with the type")
    void nameIsThatOfTheFile(Path file) throws IOException {
        Kamelet kamelet = Kamelet.read(file);
        assertThat(kamelet.text("apiVersion")).isEqualTo("camel.apache.org/v1");
        assertThat(kamelet.text("kind")).isEqualTo("Kamelet");
        assertThat(kamelet.type()).isIn("source", "sink", "action");
        assertThat(kamelet.text("metadata", "name"))
                .isEqualTo(file.getFileName().toString().replace(".kamelet.yaml", ""))
                .endsWith("-" + kamelet.type());
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    @DisplayName("the annotations of the catalog are there, with an icon that is an image")
    void annotationsAreThere(Path file) throws IOException {
        Map<String, Object> annotations = Kamelet.read(file).map("metadata", "annotations");
        assertThat(annotations)
                .containsEntry("camel.apache.org/kamelet.support.level", "Preview")
                .containsEntry("camel.apache.org/provider", "camel-open115")
                .containsKeys("camel.apache.org/kamelet.group", "camel.apache.org/kamelet.namespace");
        String icon = annotations.get("camel.apache.org/kamelet.icon").toString();
        assertThat(icon).startsWith("data:image/svg+xml;base64,");
        assertThat(Base64.getDecoder().decode(icon.substring(icon.indexOf(',') + 1)))
                .asString()
                .startsWith("<svg ")
                .endsWith("</svg>");
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    @DisplayName("the catalog version and the dependency on the component are the version of the project")
    void versionIsThatOfTheProject(Path file) throws IOException {
        Kamelet kamelet = Kamelet.read(file);
        String version = VERSION.matcher(Files.readString(Path.of("pom.xml")))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
        assertThat(kamelet.map("metadata", "annotations")).containsEntry("camel.apache.org/catalog.version", version);
        assertThat(kamelet.list("spec", "dependencies"))
                .containsExactly("camel:core", "camel:kamelet", "mvn:io.github.open115:camel-open115:" + version);
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    @DisplayName("the definition and each of its properties have a title, a description and a type")
    void definitionIsComplete(Path file) throws IOException {
        Kamelet kamelet = Kamelet.read(file);
        Map<String, Object> definition = kamelet.map("spec", "definition");
        String type = kamelet.type();
        assertThat(definition).containsEntry("type", "object").containsKey("description");
        assertThat(definition.get("title").toString())
                .endsWith(" " + type.substring(0, 1).toUpperCase() + type.substring(1));
        assertThat(kamelet.properties()).isNotEmpty().allSatisfy((name, property) -> {
            assertThat(property).containsKeys("title", "description", "type");
            assertThat(property.get("title").toString().split(" "))
                    .allSatisfy(word -> assertThat(word).matches("[A-Z0-9].*"))
                    .doesNotContain("The", "A", "An");
        });
        List<?> required = (List<?>) definition.getOrDefault("required", List.of());
        assertThat(required).doesNotHaveDuplicates().allMatch(kamelet.properties()::containsKey);
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    @DisplayName("a secret is marked as a password and as a credential, a switch as a checkbox")
    void secretsAreMarked(Path file) throws IOException {
        assertThat(Kamelet.read(file).properties()).allSatisfy((name, property) -> {
            if (name.toLowerCase().contains("token")) {
                assertThat(property)
                        .containsEntry("format", "password")
                        .doesNotContainKeys("default", "example")
                        .containsEntry(
                                "x-descriptors",
                                List.of("urn:alm:descriptor:com.tectonic.ui:password", "urn:camel:group:credentials"));
            } else if (property.get("type").equals("boolean")) {
                assertThat(property)
                        .containsEntry("x-descriptors", List.of("urn:alm:descriptor:com.tectonic.ui:checkbox"));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    @DisplayName("every property is used by the template, and the template uses no other")
    void propertiesAreThoseOfTheTemplate(Path file) throws IOException {
        Kamelet kamelet = Kamelet.read(file);
        Set<String> used = new HashSet<>();
        collect(kamelet.map("spec", "template"), used);
        assertThat(used).isEqualTo(kamelet.properties().keySet());
    }

    @Test
    @DisplayName("no two Kamelets have one title or description")
    void titlesAndDescriptionsDiffer() throws IOException {
        Set<Object> texts = new HashSet<>();
        for (Path file : kamelets()) {
            Map<String, Object> definition = Kamelet.read(file).map("spec", "definition");
            assertThat(texts.add(definition.get("title")))
                    .as("title of %s", file)
                    .isTrue();
            assertThat(texts.add(definition.get("description")))
                    .as("description of %s", file)
                    .isTrue();
        }
    }

    @Test
    @DisplayName("the README lists the Kamelets with their properties")
    void readmeListsTheProperties() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        for (Path file : kamelets()) {
            Kamelet kamelet = Kamelet.read(file);
            String row = readme.lines()
                    .filter(line -> line.startsWith("| `" + kamelet.text("metadata", "name") + "` |"))
                    .findFirst()
                    .orElseThrow();
            assertThat(row.substring(row.lastIndexOf('|', row.length() - 2)))
                    .isEqualTo(kamelet.properties().keySet().stream()
                            .map(name -> "`" + name + "`")
                            .collect(Collectors.joining(", ", "| ", " |")));
        }
    }

    private static void collect(Object part, Set<String> used) {
        if (part instanceof String text) {
            PARAMETER.matcher(text).results().forEach(found -> used.add(found.group(1)));
        } else if (part instanceof Map<?, ?> map) {
            map.values().forEach(value -> collect(value, used));
        } else if (part instanceof Collection<?> list) {
            list.forEach(value -> collect(value, used));
        }
    }

    /** A file, read. */
    private record Kamelet(Map<String, Object> content) {

        static Kamelet read(Path file) throws IOException {
            return new Kamelet(cast(Yaml.read(Files.readString(file))));
        }

        String type() {
            return map("metadata", "labels")
                    .get("camel.apache.org/kamelet.type")
                    .toString();
        }

        Map<String, Map<String, Object>> properties() {
            Map<String, Object> properties = map("spec", "definition", "properties");
            return properties.keySet().stream()
                    .collect(Collectors.toMap(
                            name -> name, name -> cast(properties.get(name)), (one, other) -> one, LinkedHashMap::new));
        }

        String text(String... path) {
            return at(path).toString();
        }

        Map<String, Object> map(String... path) {
            return cast(at(path));
        }

        List<Object> list(String... path) {
            return List.copyOf((List<?>) at(path));
        }

        private Object at(String... path) {
            Object part = content;
            for (String name : path) {
                part = cast(part).get(name);
                assertThat(part).as("%s", String.join("/", path)).isNotNull();
            }
            return part;
        }

        @SuppressWarnings("unchecked")
        private static Map<String, Object> cast(Object part) {
            return (Map<String, Object>) part;
        }
    }
}
