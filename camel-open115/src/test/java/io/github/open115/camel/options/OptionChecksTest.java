/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.open115.camel.Open115Component;
import io.github.open115.camel.Open115Endpoint;
import io.github.open115.client.upload.ConflictPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionChecksTest {

    private final DefaultCamelContext context = new DefaultCamelContext();

    @AfterEach
    void stop() {
        context.stop();
    }

    @ParameterizedTest(name = "{0}={1} is refused with the advice: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "account | %20 | give it a name",
                "rootFolderId | inbox | the number after cid=",
                "rootFolderId | -1 | the number after cid=",
                "requestsPerSecond | 0 | a number above 0",
                "requestsPerSecond | -1.0 | a number above 0",
                "requestsPerSecond | NaN | a number above 0",
                "requestsPerSecond | Infinity | a number above 0",
                "requestsPerDay | 0 | 1 or more",
                "pageSize | 0 | 1 to 1150",
                "pageSize | 1151 | 1 to 1150",
                "throttlePolicy | retry | one of wait, fail",
                "listOutput | stream | one of list, iterator",
                "maxConnectionsPerLink | 0 | 1 or 2",
                "maxConnectionsPerLink | 3 | refuses a third connection",
                "maxConcurrentDownloads | 0 | 1 or more",
                "userAgent | %20 | leave it out for the default",
                "userAgent | a%0Ab | no control characters",
                "throttleCooldown | 0 | above 0, in milliseconds",
                "throttleCooldownMax | 1000 | throttleCooldown (300000) or more",
                "throttleMaxWait | -1 | 0 or more",
                "connectTimeout | 0 | above 0, in milliseconds",
                "readTimeout | -1 | above 0, in milliseconds",
                "callTimeout | 0 | above 0, in milliseconds",
                "minAge | -1 | 0 or more",
                "pathMaxAge | -1 | 0 or more",
                "deletedFilesMax | -1 | 0 or more",
                "deletedFilesMaxPercent | -1 | 0 to 100",
                "deletedFilesMaxPercent | 101 | 0 to 100",
                "apiBaseUrl | proapi.115.com | absolute http or https URL",
                "authBaseUrl | ftp://host | absolute http or https URL",
                "qrCodeBaseUrl | http: | absolute http or https URL",
                "readLock | changed | minAge",
                "maxConcurrentUploads | 0 | 1 or more",
                "uploadPartSize | 1048576 | 16777216 (16 MiB) to 5368709120 (5 GiB)",
                "uploadPartSize | 5368709121 | 16777216 (16 MiB) to 5368709120 (5 GiB)",
                "uploadPartSize | -1 | or 0 to choose it",
                "conflictPolicy | append | use one of override, fail, ignore, rename, keepBoth",
                "whenNotInstant | wait | use one of upload, skip, fail",
                "fileExist | Append | conflictPolicy=override, fail, ignore, rename, keepBoth",
                "fileExist | Move | conflictPolicy=override",
                "fileExist | TryRename | conflictPolicy=override",
                "fileExist | never | use one of Override, Append, Fail",
                "doneFileName | ${date:now:yyyy}.done | only ${file:name} and ${file:name.noext}",
                "doneFileName | done/${file:name} | without a folder",
                "doneFileName | ${file:name} | ${file:name}.done",
                "doneFileName | .. | use another one",
                "doneFileName | a<b | the character < in a name: 'a<b': use another one",
                "doneFileName | <${file:name}> | the character < in a name: '<x>': use another one",
                "uploadPartSize | 16MB | a number without a unit",
                "maxConcurrentUploads | two | a number without a unit",
                "pageSize | 1k | a number without a unit",
                "minDepth | x | a number without a unit",
                "delay | 6H | such as 30s or 5m",
                "delay | P1D | such as 30s or 5m",
                "delay | s | such as 30s or 5m",
                "minAge | 90S | such as 30s or 5m",
                "minAge | 6 hours | such as 30s or 5m",
                "reconcileInterval | 1w | such as 30s or 5m",
                "reconcileInterval | -5s | such as 30s or 5m",
                "localWorkDirectory | %20 | a directory of its own",
                "charset | utf8mb4 | such as UTF-8",
                "operation | shred | use one of list, search"
            })
    void refusesValuesOutOfRange(String option, String value, String advice) {
        String decoded = value.replace("%20", " ").replace("%0A", "\n");
        assertThatThrownBy(() -> context.getEndpoint("open115:/a?" + option + "=" + value))
                .isInstanceOf(ResolveEndpointFailedException.class)
                .rootCause()
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .contains(option, decoded.isBlank() ? option : decoded, advice);
    }

    @Test
    @DisplayName("a text that is no time is refused for each option that takes a time: Camel reads it as 0")
    void refusesTextsThatAreNoTime() throws Exception {
        List<String> times = new ArrayList<>(List.of("delay", "initialDelay"));
        properties("/META-INF/io/github/open115/camel/open115.json").forEach((option, description) -> {
            if (description.get("type").asText().equals("duration")) {
                times.add(option);
            }
        });
        assertThat(times).hasSizeGreaterThan(10);
        for (String option : times) {
            assertThatThrownBy(() -> context.getEndpoint("open115:/a?" + option + "=never"))
                    .rootCause()
                    .hasMessage("The option " + option + "=never cannot be used: use milliseconds, or a time such as"
                            + " 30s or 5m");
        }
    }

    @ParameterizedTest
    @CsvSource({"0,0", "0s,0", "250,250", "500ms,500", "30sec,30000", "5min,300000", "1h30m,5400000", "PT5M,300000"})
    @DisplayName("a time is taken in each notation of Camel")
    void takesTimes(String text, long millis) {
        Open115Endpoint endpoint = context.getEndpoint("open115:/a?minAge=" + text, Open115Endpoint.class);
        assertThat(endpoint.getConfiguration().getMinAge()).isEqualTo(millis);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a/../b", "..", "./a"})
    @DisplayName("a directory with . or .. is refused")
    void refusesDotSegments(String directory) {
        assertThatThrownBy(() -> context.getEndpoint("open115:" + directory))
                .rootCause()
                .hasMessageContaining("directoryName")
                .hasMessageContaining("without . and ..");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fileId=1&fileName=a",
                "listPaths=true&listOutput=iterator&recursive=true",
                "fileExist=Ignore&conflictPolicy=override",
                "conflictPolicy=rename&fileExist=Override"
            })
    @DisplayName("options that contradict each other are refused")
    void refusesContradictions(String options) {
        assertThatThrownBy(() -> context.getEndpoint("open115:/a?" + options))
                .rootCause()
                .hasMessageContaining("cannot be used")
                .hasMessageContaining("leave");
    }

    @ParameterizedTest
    @CsvSource({
        "'', fail",
        "?fileExist=Ignore, ignore",
        "?fileExist=Override, override",
        "?conflictPolicy=keep-both, keepBoth",
        "?fileExist=Fail&conflictPolicy=fail, fail"
    })
    @DisplayName("fileExist is another name of conflictPolicy; without either the component says it")
    void mapsFileExist(String options, ConflictPolicy policy) {
        Open115Component component = context.getComponent("open115", Open115Component.class);
        component.getConfiguration().setConflictPolicy(ConflictPolicy.fail);
        Open115Endpoint endpoint = context.getEndpoint("open115:/a" + options, Open115Endpoint.class);
        assertThat(endpoint.getConfiguration().getConflictPolicy()).isEqualTo(policy);
    }

    static Stream<String> refusedOptions() {
        return RefusedOptions.all().keySet().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusedOptions")
    @DisplayName("each inherited option that makes no sense is refused by name, with the reason")
    void refusesInheritedOptions(String option) {
        assertThatThrownBy(() -> context.getEndpoint("open115:/a?" + option + "=1"))
                .rootCause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The option " + option + " ")
                .hasMessageContaining(RefusedOptions.all().get(option));
    }

    @Test
    @DisplayName("no option of Camel's file component is silently without effect: each is ours, refused or unknown")
    void closesTheTableOfInheritedOptions() throws Exception {
        List<String> ours = names("/META-INF/io/github/open115/camel/open115.json");
        Map<String, String> accepted = new TreeMap<>();
        for (String option : names("/META-INF/org/apache/camel/component/file/file.json")) {
            if (!ours.contains(option)) {
                try {
                    context.getEndpoint("open115:/a?" + option + "=1");
                    accepted.put(option, "accepted, but not documented");
                } catch (ResolveEndpointFailedException refused) {
                    assertThat(refused).hasMessageContaining(option);
                }
            }
        }
        assertThat(accepted).isEmpty();
    }

    private static List<String> names(String path) throws IOException {
        return List.copyOf(properties(path).keySet());
    }

    /** The options of an endpoint, according to the description that its component carries. */
    private static Map<String, JsonNode> properties(String path) throws IOException {
        try (InputStream json = OptionChecksTest.class.getResourceAsStream(path)) {
            Map<String, JsonNode> properties = new TreeMap<>();
            JsonNode all = new ObjectMapper().readTree(json).get("properties");
            all.fieldNames().forEachRemaining(name -> properties.put(name, all.get(name)));
            return properties;
        }
    }
}
