/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The classes and packages that {@code docs/architecture.md} names are there. */
class ArchitectureDocumentTest {

    /** A class, with or without its package below the one of the client or the component. */
    private static final Pattern CLASS = Pattern.compile("`((?:[a-z]\\w*\\.)*)([A-Z]\\w*[a-z]\\w*)`");

    private static final Pattern DRAWN = Pattern.compile("(?m)^\\s+\\w+\\[(\\w+): ");

    private static String document;
    private static List<String> sources;

    @BeforeAll
    static void read() throws IOException {
        document = Documents.read("docs/architecture.md");
        sources = Documents.files(path -> path.endsWith(".java")).stream()
                .map(file -> file.toString().replace('\\', '/'))
                .toList();
    }

    @Test
    @DisplayName("every class that is named exists, in the package that is named with it")
    void namedClassesExist() {
        List<String> missing = CLASS.matcher(document)
                .results()
                .filter(name -> !exists(name.group(1), name.group(2)))
                .map(name -> name.group(1) + name.group(2))
                .distinct()
                .toList();
        assertThat(missing).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"camel, camel-open115", "client, open115-client"})
    @DisplayName("every package is drawn, and no other")
    void packagesAreDrawn(String house, String module) throws IOException {
        String picture = document.split("subgraph " + house + " ")[1].split("(?m)^\\s+end$")[0];
        Set<String> drawn = DRAWN.matcher(picture)
                .results()
                .map(node -> node.group(1))
                .filter(name -> !name.equals("what"))
                .collect(Collectors.toCollection(TreeSet::new));
        Path sourcesOfHouse = Documents.PROJECT.resolve(module + "/src/main/java/io/github/open115/" + house);
        try (Stream<Path> folders = Files.list(sourcesOfHouse)) {
            assertThat(drawn)
                    .containsExactlyInAnyOrderElementsOf(folders.filter(Files::isDirectory)
                            .map(folder -> folder.getFileName().toString())
                            .toList());
        }
    }

    private static boolean exists(String inPackage, String name) {
        String below = inPackage.startsWith("client.") || inPackage.isEmpty() ? "" : "camel/";
        String path = "/" + below + inPackage.replace('.', '/') + name + ".java";
        return sources.stream().anyMatch(source -> source.endsWith(path));
    }
}
