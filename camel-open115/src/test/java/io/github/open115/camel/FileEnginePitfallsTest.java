/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pitfalls of Camel's file engine that the test of no feature covers. */
class FileEnginePitfallsTest extends PollFixture {

    @Test
    @DisplayName("two files of one name in one folder are both delivered, by the same poll")
    void deliversTwoFilesOfOneName() throws Exception {
        put("/inbox", "a.txt", "one");
        String younger = put("/inbox", "a.txt", "two").id();
        poll("", 2);
        assertThat(delivered).containsExactlyInAnyOrder("a.txt", "a~" + younger + ".txt");
        assertThat(calls(LIST)).isEqualTo(1);
    }

    @Test
    @DisplayName("producer and configuration are the component's own, under the types that the engine fixes")
    void producerAndConfigurationAreOfTheComponent() throws Exception {
        try (Routes routes = routes().start()) {
            Open115Endpoint endpoint = routes.context().getEndpoint("open115:/inbox", Open115Endpoint.class);
            assertThat(endpoint.createProducer()).isInstanceOf(Open115Producer.class);
            Open115Configuration other = endpoint.getConfiguration().copy();
            endpoint.setConfiguration(other);
            assertThat(endpoint.getConfiguration()).isSameAs(other);
            other.setDirectory("elsewhere");
            assertThat(endpoint.getConfiguration().getDirectory()).isEqualTo("elsewhere");
        }
    }

    @Test
    @DisplayName("fileName with a path finds the file in its sub-folder, with one look-up for each poll")
    void fileNameWithAPathCostsOneLookUp() throws Exception {
        put("/inbox/sub", "a.txt", "right");
        put("/inbox", "a.txt", "wrong");
        poll("recursive=true&fileName=sub/a.txt", 1);
        assertThat(delivered).containsExactly("sub/a.txt");
        assertThat(calls(LIST)).isZero();
    }

    @Test
    @DisplayName("a backslash in a name is no separator")
    void backslashIsNoSeparator() throws Exception {
        put("/inbox", "a\\b.txt", "x");
        poll("", 1);
        assertThat(deliveries.headers().get(0))
                .containsEntry(Open115Constants.FILE_NAME, "a_b.txt")
                .containsEntry(Open115Constants.FILE_NAME_ONLY, "a\\b.txt")
                .containsEntry(Open115Constants.NAME, "a\\b.txt");
    }

    @Test
    @DisplayName("a done file is looked for in the listing that is there, without a call")
    void findsADoneFileInTheListing() throws Exception {
        put("/inbox", "ready.txt", "x");
        put("/inbox", "ready.txt.done", "");
        put("/inbox", "waiting.txt", "y");
        poll("noop=true&doneFileName=${file:name}.done", 1);
        assertThat(delivered).containsExactly("ready.txt");
        assertThat(calls(LIST)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"markerFile", "fileLock", "rename", "changed", "idempotent"})
    @DisplayName("a read lock is refused when the endpoint is created, with what to use instead")
    void refusesAReadLock(String lock) {
        refused("readLock=" + lock, "minAge");
    }

    @Test
    @DisplayName("fresh files are left alone by what the listing says: no call, no waiting")
    void minAgeMakesNoCall() throws Exception {
        put("/inbox", "fresh.txt", "x");
        try (Routes routes = route("minAge=60000")) {
            poll(routes, 4);
            assertThat(calls(LIST)).isEqualTo(4);
            assertThat(delivered).isEmpty();
            emulator().clock().advance(Duration.ofSeconds(61));
            poll(routes);
            assertThat(delivered).hasSize(1);
        }
        assertThat(calls("/open/folder/get_info")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tempPrefix=x", "tempFileName=x"})
    @DisplayName("temporary names are refused when the endpoint is created")
    void refusesTemporaryNames(String option) {
        refused(option, "temporary name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "../../etc/passwd", "/etc/passwd", "..\\..\\boot.ini"})
    @DisplayName("no name leads out of the folder that files are written to")
    void noNameLeadsOutOfTheTargetFolder(String name) throws Exception {
        put("/inbox", name, "x");
        poll("includeHiddenFiles=true", 1);
        Path target = Path.of("target-folder").toAbsolutePath();
        Path written = target.resolve(delivered.get(0)).normalize();
        assertThat(written.getParent()).isEqualTo(target);
    }

    private void refused(String option, String advice) {
        try (Routes routes = routes().start()) {
            assertThatThrownBy(() -> routes.context().getEndpoint("open115:/inbox?" + option))
                    .hasStackTraceContaining(option.substring(0, option.indexOf('=')))
                    .hasStackTraceContaining(advice);
        }
    }

    private void poll(String options, int expected) throws Exception {
        try (Routes routes = route(options)) {
            poll(routes);
            assertThat(delivered).hasSize(expected);
        }
    }
}
