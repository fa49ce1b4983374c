/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Keeps {@code docs/promises.md} true: each promise names its tests, and each test names promises that exist. */
class PromisesTest {

    private static final Pattern PROMISE = Pattern.compile("(?m)^### (R\\d+) .*$");
    private static final Pattern PROOF = Pattern.compile("`(\\w+Test)(?:#(\\w+))?`");

    /** The numbers at the beginning of a display name, of a class, a test or a parameterized test. */
    private static final Pattern DISPLAYED = Pattern.compile("(?:@DisplayName\\(|\\bname\\s*=)\\s*\"((?:R\\d+ )+)");

    private static Map<String, String> promises;
    private static Map<String, String> tests;

    @BeforeAll
    static void read() throws IOException {
        String document = Documents.read("docs/promises.md");
        promises = new LinkedHashMap<>();
        List<MatchResult> headings = PROMISE.matcher(document).results().toList();
        for (MatchResult heading : headings) {
            promises.put(heading.group(1), document.substring(heading.end()).split("(?m)^##", 2)[0]);
        }
        tests = Documents.files(path -> path.contains("/src/test/java/") && path.endsWith(".java")).stream()
                .collect(Collectors.toMap(PromisesTest::className, PromisesTest::text, (one, other) -> one + other));
    }

    @Test
    @DisplayName("every promise from R1 to R43 is there")
    void everyPromiseIsThere() {
        Set<Integer> numbers = promises.keySet().stream()
                .map(number -> Integer.valueOf(number.substring(1)))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(numbers).containsExactlyElementsOf(range(1, 43));
    }

    @Test
    @DisplayName(
            "every promise names a method that proves it, or says that it is not kept yet, when no test has its number")
    void everyPromiseHasProofs() {
        Set<String> displayed = displayedNumbers().keySet();
        promises.forEach((number, promise) -> {
            boolean hasMethod = PROOF.matcher(promise).results().anyMatch(proof -> proof.group(2) != null);
            boolean notYetKept = promise.contains("*Not yet kept");
            assertThat(hasMethod)
                    .as("%s names a test method, or is not yet kept", number)
                    .isEqualTo(!notYetKept);
            assertThat(displayed.contains(number))
                    .as("a display name has %s", number)
                    .isEqualTo(!notYetKept);
        });
    }

    @Test
    @DisplayName("every test that is named as a proof exists and has the number of the promise")
    void everyProofExists() {
        Map<String, Set<String>> displayed = displayedNumbers();
        List<String> wrong = new ArrayList<>();
        promises.forEach((number, promise) -> PROOF.matcher(promise).results().forEach(proof -> {
            String test = proof.group(1);
            String method = proof.group(2);
            if (!displayed.getOrDefault(number, Set.of()).contains(test)
                    || method != null && !tests.get(test).contains("void " + method + "(")) {
                wrong.add(number + ": " + proof.group());
            }
        }));
        assertThat(wrong).isEmpty();
    }

    @Test
    @DisplayName("every number in a display name is that of a promise")
    void everyNumberExists() {
        assertThat(promises.keySet()).containsAll(displayedNumbers().keySet());
    }

    /** The test classes by the numbers that their display names begin with. */
    private static Map<String, Set<String>> displayedNumbers() {
        Map<String, Set<String>> classes = new TreeMap<>();
        tests.forEach((name, text) -> DISPLAYED
                .matcher(text)
                .results()
                .flatMap(display -> Arrays.stream(display.group(1).split(" ")))
                .forEach(number ->
                        classes.computeIfAbsent(number, key -> new TreeSet<>()).add(name)));
        return classes;
    }

    private static List<Integer> range(int first, int last) {
        return IntStream.rangeClosed(first, last).boxed().toList();
    }

    private static String className(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
