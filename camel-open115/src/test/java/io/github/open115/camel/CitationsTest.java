/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Comments and display names cite only what is in this repository. */
class CitationsTest {

    private static final String SERVICE = "docs/115-open-api.md";

    /** A section of the description of the service, such as C.1.7, B.8, J 16 or appendix 1. */
    private static final String SECTION = "(?:[A-K](?:\\.\\d+){1,2}|J \\d+|[A-K](?=[);,]| and)|appendix \\d)";

    private static final Pattern COMMENT =
            Pattern.compile("/\\*.*?\\*/|(?m:(?:^\\h*//.*\\R)+)|\"(?:[^\"\\\\\\n]|\\\\.)*\"", Pattern.DOTALL);
    private static final Pattern CITATION =
            Pattern.compile(SERVICE + " (" + SECTION + "(?:(?:,| and| to|, and) " + SECTION + ")*)");
    private static final Pattern BARE = Pattern.compile("(?<![\\w./-])[A-K]\\.\\d+(?:\\.\\d+)?(?![\\w/])");
    private static final Pattern ELSEWHERE =
            Pattern.compile("\\b[Ss]ections? [A-K][. ]\\d|\\brequirements? R\\d|\\bpitfalls? P\\d");
    private static final Pattern PROMISE = Pattern.compile("docs/promises\\.md (R\\d+)");
    private static final Pattern DOCUMENT = Pattern.compile("\\bdocs/[\\w-]+\\.md");

    private static Set<String> sections;
    private static String promises;

    @BeforeAll
    static void read() throws IOException {
        String service = Documents.read(SERVICE);
        sections = new TreeSet<>();
        collect("(?m)^#+ ([A-K](?:\\.\\d+)*)\\.? ", "", service);
        collect("(?m)^# Appendix (\\d)", "appendix ", service);
        collect("(?m)^\\| (\\d+) \\|", "J ", Documents.section(service, "J. What could not be established"));
        promises = Documents.read("docs/promises.md");
    }

    @Test
    @DisplayName("every section, promise and document that a comment cites exists, and no other numbers are cited")
    void everyCitationExists() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Path file : Documents.files(CitationsTest::mayCite)) {
            for (MatchResult match :
                    COMMENT.matcher(Files.readString(file)).results().toList()) {
                for (String problem : problems(match.group())) {
                    wrong.add(file.getFileName() + ": " + problem);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    @DisplayName("a section that does not exist, or of a document that is not named, is found")
    void findsWrongCitations() {
        assertThat(problems("/** A page (docs/115-open-api.md C.1 and C.1.7). */"))
                .isEmpty();
        assertThat(problems("/** A page (docs/115-open-api.md C.1\n * and C.99). */"))
                .containsExactly("C.99");
        assertThat(problems("// see C.1.7")).containsExactly("C.1.7 of which document?");
        assertThat(problems("// see section J 99")).hasSize(1);
        assertThat(problems("// docs/115-open-api.md J 99")).containsExactly("J 99");
        assertThat(problems("// docs/promises.md R99")).containsExactly("R99");
        assertThat(problems("// docs/nowhere.md")).containsExactly("docs/nowhere.md");
    }

    private static boolean mayCite(String path) {
        return path.endsWith(".java") && !path.contains("/src/generated/") && !path.endsWith("/CitationsTest.java");
    }

    private static List<String> problems(String comment) {
        String text = comment.replaceAll("\\s*\\R\\s*(?:\\*|//)?\\s*", " ");
        List<String> problems = new ArrayList<>();
        CITATION.matcher(text)
                .results()
                .forEach(citation -> Pattern.compile(SECTION)
                        .matcher(citation.group(1) + ")")
                        .results()
                        .map(MatchResult::group)
                        .filter(section -> !sections.contains(section))
                        .forEach(problems::add));
        if (!text.contains(SERVICE)) {
            BARE.matcher(text).results().forEach(bare -> problems.add(bare.group() + " of which document?"));
        }
        ELSEWHERE.matcher(text).results().forEach(elsewhere -> problems.add(elsewhere.group()));
        PROMISE.matcher(text)
                .results()
                .map(promise -> promise.group(1))
                .filter(number -> !promises.contains("### " + number + " "))
                .forEach(problems::add);
        DOCUMENT.matcher(text)
                .results()
                .map(MatchResult::group)
                .filter(document -> !Files.exists(Documents.PROJECT.resolve(document)))
                .forEach(problems::add);
        return problems;
    }

    private static void collect(String pattern, String prefix, String text) {
        Pattern.compile(pattern).matcher(text).results().forEach(match -> sections.add(prefix + match.group(1)));
    }
}
