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
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents point at is there. */
class DocumentsTest {

    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]*)(?:#([^)]*))?\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT))`");

    static List<Path> documents() throws IOException {
        return Documents.all();
    }

    @ParameterizedTest
    @MethodSource("documents")
    @DisplayName("every link within the project leads to a file and a heading that are there")
    void everyLinkLeadsToAFileAndAHeading(Path document) throws IOException {
        String text = Files.readString(document);
        for (MatchResult link : LINK.matcher(text).results().toList()) {
            Path target = link.group(1).isEmpty()
                    ? document
                    : document.getParent().resolve(link.group(1)).normalize();
            assertThat(target).exists();
            if (link.group(2) != null) {
                assertThat(anchors(Files.readString(target))).contains(link.group(2));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    @DisplayName("every test that a document names as a proof is there")
    void everyProofExists(Path document) throws IOException {
        List<String> named = TEST.matcher(Files.readString(document))
                .results()
                .map(test -> test.group(1) + ".java")
                .toList();
        Set<String> present = Documents.files(path -> path.contains("/src/test/java/")).stream()
                .map(file -> file.getFileName().toString())
                .collect(Collectors.toSet());
        assertThat(present).containsAll(named);
    }

    /** The README and the documents in English. */
    static List<Path> englishPages() throws IOException {
        return Documents.files(path -> path.matches("/README[.]md|/docs/[^/]+[.]md"));
    }

    @ParameterizedTest
    @MethodSource("englishPages")
    @DisplayName("no paragraph is longer than 400 characters, without the targets of its links")
    void paragraphsAreShort(Path document) throws IOException {
        // the page about the service is a collection of facts with their sources
        String text = document.endsWith("115-open-api.md") ? "" : Files.readString(document);
        assertThat(Documents.paragraphs(text))
                .filteredOn(paragraph -> paragraph.length() > 400 && !paragraph.startsWith("Tests: "))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("englishPages")
    @DisplayName("a document says at its top for whom it is")
    void pagesSayForWhomTheyAre(Path document) throws IOException {
        assertThat(Documents.paragraphs(Files.readString(document)))
                .filteredOn(paragraph -> !paragraph.startsWith("[中文]"))
                .first()
                .satisfies(paragraph -> assertThat(document.endsWith("README.md") || paragraph.startsWith("For "))
                        .as(paragraph)
                        .isTrue());
    }

    @Test
    @DisplayName("the list of documents names every one")
    void indexNamesEveryDocument() throws IOException {
        List<String> listed = LINK.matcher(Documents.read("docs/README.md"))
                .results()
                .map(link -> link.group(1))
                .toList();
        assertThat(listed)
                .containsAll(Documents.files(path -> path.matches("/docs/.*[.]md")).stream()
                        .map(file -> file.getFileName().toString())
                        .filter(name -> !name.equals("README.md"))
                        .toList());
    }

    private static List<String> anchors(String document) {
        return HEADING.matcher(document)
                .results()
                .map(heading -> Documents.anchor(heading.group(1)))
                .toList();
    }
}
