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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Keeps {@code src/main/docs/open115-component.adoc} equal to the reference. To write it anew after a change of the
 * reference, run this test with {@code -Dopen115.docs.write=true}.
 */
class ComponentPageTest {

    private static final Path PAGE = Documents.PROJECT.resolve("camel-open115/src/main/docs/open115-component.adoc");

    private static String made;

    @BeforeAll
    static void make() throws IOException {
        try (InputStream catalog =
                ComponentPageTest.class.getResourceAsStream("/META-INF/io/github/open115/camel/open115.json")) {
            JsonNode component = new ObjectMapper().readTree(catalog).get("component");
            made = ComponentPage.of(Documents.read("docs/component-reference.md"), component);
        }
        if (Boolean.getBoolean("open115.docs.write")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, made);
        }
    }

    @Test
    @DisplayName("the page of the component is current")
    void isCurrent() throws IOException {
        assertThat(Files.readString(PAGE).equals(made))
                .as("run this test with -Dopen115.docs.write=true to write the page")
                .isTrue();
    }

    @Test
    @DisplayName("every reference within the page has its target, and nothing of Markdown is left")
    void isWellFormed() {
        assertThat(Pattern.compile("<<([^,>]+)").matcher(made).results().map(MatchResult::group))
                .allSatisfy(reference -> assertThat(made).contains("[[" + reference.substring(2) + "]]"));
        assertThat(made).doesNotContain("](", "```", "|:-").contains("operation=resolveLink", "|===");
        assertThat(Pattern.compile("(?m)^\\|===$").matcher(made).results().count())
                .isEven();
        assertThat(Pattern.compile("(?m)^----$").matcher(made).results().count())
                .isEven();
    }
}
