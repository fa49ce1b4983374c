/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.open115.camel.poll.SetAsideReason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The messages that "Troubleshooting" explains are messages of the code, and one of Camel. */
class TroubleshootingTest {

    /** What stands between two fixed parts of a message, as code. */
    private static final String VARIABLE = "(?s:.{0,400}?)";

    /** A message of Camel, and the class that has it since 4.22. */
    private static final String OF_CAMEL = "Secret property is configured with plain-text value";

    private static final String CLASS_OF_CAMEL = "/org/apache/camel/util/SecurityUtils.class";

    private static final List<String> sources = new ArrayList<>();

    @BeforeAll
    static void readSources() throws IOException {
        for (Path file : Documents.files(path ->
                path.contains("/camel-open115/src/main/java/") || path.contains("/open115-client/src/main/java/"))) {
            // texts that are cut at the end of a line are one text
            sources.add(Files.readString(file).replaceAll("\"\\s*\\+\\s*\"", ""));
        }
    }

    /** The messages that are explained, but the one of Camel. */
    static List<String> messages() throws IOException {
        return Documents.rows(Documents.read("docs/troubleshooting.md")).stream()
                .map(row -> Documents.plain(row.get(0)))
                .filter(message -> !message.equals(OF_CAMEL))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("messages")
    @DisplayName("a message that is explained is one of the code")
    void isInTheCode(String message) {
        Pattern inCode = Pattern.compile(
                Arrays.stream(message.split("…")).map(Pattern::quote).collect(Collectors.joining(VARIABLE)));
        assertThat(sources.stream().filter(source -> inCode.matcher(source).find()))
                .as("%s", inCode)
                .isNotEmpty();
    }

    @Test
    @DisplayName("the message of Camel that is explained is one of Camel")
    void isInCamel() throws IOException {
        assertThat(Documents.read("docs/troubleshooting.md")).contains("| `" + OF_CAMEL + "` |");
        try (InputStream camel = CamelContext.class.getResourceAsStream(CLASS_OF_CAMEL)) {
            assumeTrue(camel != null, "an older Camel");
            assertThat(new String(camel.readAllBytes(), ISO_8859_1)).contains(OF_CAMEL);
        }
    }

    @Test
    @DisplayName("the page on polling has each reason for setting a file aside, in the words of the log")
    void reasonsAreThoseOfTheLog() throws IOException {
        String table = Documents.section(Documents.read("docs/how-polling-works.md"), "Waiting and set aside");
        assertThat(SetAsideReason.values())
                .allSatisfy(reason -> assertThat(table).contains("`" + reason.text() + "`"));
    }

    @Test
    @DisplayName("every row says what a message means or what to do")
    void rowsAreComplete() throws IOException {
        assertThat(Documents.rows(Documents.read("docs/troubleshooting.md")))
                .hasSizeGreaterThan(30)
                .allSatisfy(row -> assertThat(row).hasSize(3))
                .allSatisfy(row -> assertThat(row.get(2)).isNotEmpty());
    }
}
