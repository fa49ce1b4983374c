/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.camel.claims.JdbcClaimRepository;
import io.github.open115.client.account.JdbcAccountStateStore;
import io.github.open115.client.auth.JdbcTokenStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The code that the documents show is code that is compiled or run: each block stands in a source of the project. */
class DocumentBlocksTest {

    private static final List<String> LANGUAGES = List.of("java", "yaml", "properties", "xml");

    private static final List<String> sources = new ArrayList<>();

    @BeforeAll
    static void readSources() throws IOException {
        for (Path file : Documents.files(path -> LANGUAGES.stream().anyMatch(path::endsWith))) {
            sources.add(trimmed(Files.readString(file)));
        }
    }

    /** The lines of a text without their indentation, empty ones left out. */
    private static String trimmed(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n", "\n", "\n"));
    }

    static List<Path> documents() throws IOException {
        return Documents.all();
    }

    /** Without the tutorial: TutorialIT runs the files that it shows, taken from the page. */
    static List<Path> documentsWithBlocksOfSources() throws IOException {
        return documents().stream()
                .filter(document -> !document.endsWith("tutorial.md"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("documentsWithBlocksOfSources")
    @DisplayName("every code block of a document is compiled or run")
    void everyBlockIsCompiledOrRun(Path document) throws IOException {
        String text = Files.readString(document);
        for (String language : LANGUAGES) {
            assertThat(Documents.codeBlocks(text, language))
                    .as("%s blocks of %s that are in no source", language, document)
                    .filteredOn(block -> !block.startsWith("<dependency>"))
                    .filteredOn(block -> sources.stream().noneMatch(source -> source.contains(trimmed(block))))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    @DisplayName("every dependency that a document shows is a module of the project, in its version")
    void everyDependencyIsAModule(Path document) throws IOException {
        List<String> modules = Poms.coordinates();
        assertThat(Documents.codeBlocks(Files.readString(document), "xml"))
                .filteredOn(block -> block.startsWith("<dependency>"))
                .allSatisfy(block -> assertThat(Poms.coordinates(block)).isIn(modules));
    }

    @ParameterizedTest
    @MethodSource("documents")
    @DisplayName("the SQL that a document shows is what the stores would run, or a test")
    void everyStatementIsRun(Path document) throws IOException {
        List<String> known = new ArrayList<>(Stream.of(
                        JdbcTokenStore.tableStatements(),
                        JdbcAccountStateStore.tableStatements(),
                        JdbcClaimRepository.tableStatements())
                .flatMap(List::stream)
                .toList());
        for (Path file : Documents.files(path -> path.contains("/src/test/resources/") && path.endsWith(".sql"))) {
            known.addAll(statements(Files.readString(file)));
        }
        assertThat(Documents.codeBlocks(Files.readString(document), "sql"))
                .flatMap(DocumentBlocksTest::statements)
                .isSubsetOf(known);
    }

    private static List<String> statements(String sql) {
        return Arrays.stream(sql.split(";"))
                .map(statement -> statement.replaceAll("\\s+", " ").strip())
                .filter(statement -> !statement.isEmpty())
                .toList();
    }
}
