/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.open115.camel.account.AccountRegistry;
import io.github.open115.camel.options.RefusedOptions;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Keeps {@code docs/component-reference.md} true: its tables are compared with what the build generates. */
class ReferenceDocTest {

    private static final String OWN_METADATA = "/META-INF/io/github/open115/camel/open115.json";
    private static final String FILE_METADATA = "/META-INF/org/apache/camel/component/file/file.json";
    private static final String NONE = "–";

    private static String reference;
    private static JsonNode metadata;
    private static JsonNode inherited;

    @BeforeAll
    static void read() throws IOException {
        reference = Documents.read("docs/component-reference.md");
        metadata = json(OWN_METADATA);
        inherited = json(FILE_METADATA);
        // the options that are inherited differ from version to version: the reference describes those of one
        String version = inherited.at("/component/version").asText();
        assumeThat(reference).contains("(Camel " + version.substring(0, version.lastIndexOf('.')) + ")");
    }

    @Test
    @DisplayName("every option stands in the reference once, with its default and with where it is set, and no other")
    void everyOptionStandsOnce() {
        Map<String, List<String>> documented = table("Options", row -> row.subList(1, 3));

        Map<String, List<String>> actual = new TreeMap<>();
        for (String level : List.of("componentProperties", "properties")) {
            metadata.get(level)
                    .properties()
                    .forEach(option ->
                            actual.put(option.getKey(), List.of(defaultOf(option.getValue()), where(option.getKey()))));
        }
        assertThat(documented).isEqualTo(actual);
    }

    @Test
    @DisplayName("every header stands in the reference once, with its type, and no other")
    void everyHeaderStandsOnce() {
        Map<String, List<String>> actual = new TreeMap<>();
        metadata.get("headers")
                .properties()
                .forEach(header -> actual.put(
                        header.getKey(),
                        List.of(simpleName(header.getValue().get("javaType").asText()))));

        assertThat(table("Headers", row -> List.of(Documents.plain(row.get(1)))))
                .isEqualTo(actual);
    }

    @Test
    @DisplayName("every operation stands in the reference once, and no other")
    void everyOperationStandsOnce() {
        assertThat(table("Operations", row -> List.of()).keySet())
                .isEqualTo(new TreeSet<>(
                        Arrays.stream(Open115Operation.values()).map(Enum::name).toList()));
    }

    @Test
    @DisplayName("every option of Camel's file component has one status, and it is what the code does")
    void everyInheritedOptionHasItsStatus() {
        Map<String, List<String>> documented =
                table("Options inherited from Camel's file component", row -> row.subList(1, 3));
        JsonNode ofFile = inherited.get("properties");

        ofFile.fieldNames().forEachRemaining(name -> assertThat(documented).containsKey(name));
        documented.forEach((name, cells) -> assertThat(cells.get(0))
                .as("status of %s", name)
                .isEqualTo(status(name, cells.get(0), ofFile.path(name))));
        RefusedOptions.all()
                .forEach((name, reason) -> assertThat(documented)
                        .hasEntrySatisfying(
                                name,
                                cells -> assertThat(Documents.plain(cells.get(1)))
                                        .isEqualTo(reason)));
    }

    @Test
    @DisplayName("an option that the reference calls rejected or unknown cannot be used, and the error names it")
    void refusedOptionsCannotBeUsed() {
        Map<String, List<String>> documented =
                table("Options inherited from Camel's file component", row -> row.subList(1, 2));
        DefaultCamelContext context = new DefaultCamelContext();
        documented.forEach((name, status) -> {
            if (List.of("rejected", "unknown").contains(status.get(0))) {
                assertThatThrownBy(() -> context.getEndpoint("open115:/x?" + name + "=1"))
                        .isInstanceOf(ResolveEndpointFailedException.class)
                        .hasStackTraceContaining(name);
            }
        });
        context.stop();
    }

    /** What the code does with an option; two of the words are a matter of meaning as well as of defaults. */
    private static String status(String name, String documented, JsonNode ofFile) {
        if (RefusedOptions.all().containsKey(name)) {
            return "rejected";
        }
        JsonNode own = metadata.get("properties").path(name);
        if (own.isMissingNode()) {
            return "unknown";
        }
        boolean sameDefault = ofFile.isMissingNode() || defaultOf(own).equals(defaultOf(ofFile));
        return documented.equals("as in Camel") && sameDefault ? "as in Camel" : "changed";
    }

    private static String where(String name) {
        if (!AccountRegistry.optionsAmong(Set.of(name)).isEmpty()) {
            return "account";
        }
        boolean onComponent = metadata.get("componentProperties").has(name);
        boolean onEndpoint = metadata.get("properties").has(name);
        return onComponent && onEndpoint ? "both" : onEndpoint ? "endpoint" : "component";
    }

    private static Map<String, List<String>> table(String heading, UnaryOperator<List<String>> cells) {
        Map<String, List<String>> table = new TreeMap<>();
        for (List<String> row : Documents.rows(Documents.section(reference, heading))) {
            String name = Documents.plain(row.get(0));
            assertThat(table.put(name, cells.apply(row)))
                    .as("a second row for %s", name)
                    .isNull();
        }
        return table;
    }

    private static String defaultOf(JsonNode option) {
        String value = option.path("defaultValue").asText();
        return value.isEmpty() ? NONE : "`" + value.replaceFirst("\\.0$", "") + "`";
    }

    private static String simpleName(String type) {
        return type.substring(type.lastIndexOf('.') + 1);
    }

    private static JsonNode json(String resource) throws IOException {
        try (InputStream stream = ReferenceDocTest.class.getResourceAsStream(resource)) {
            return new ObjectMapper().readTree(stream);
        }
    }
}
