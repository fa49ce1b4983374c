/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Files that a filter refused whose answer may change. */
class FilesHeldByFiltersTest extends PollFixture {

    private static final Duration PATHS_GROW_OLD = Duration.ofMinutes(11);

    @Test
    @DisplayName("R21 folders that a filter leaves out cost one look-up a poll at most, however many they are")
    void looksUpOneFilteredFolderAPoll() throws Exception {
        for (int i = 0; i < 30; i++) {
            put("/inbox/f" + i, "a.txt");
        }
        try (Routes routes = route("recursive=true&antExclude=f*/**")) {
            poll(routes);
            assertThat(callsOfPoll(routes)).isEqualTo(1);
            emulator().clock().advance(PATHS_GROW_OLD);
            assertThat(callsOfPoll(routes)).isEqualTo(2);
            assertThat(callsOfPoll(routes)).isEqualTo(2);
        }
        assertThat(delivered).isEmpty();
    }

    @Test
    @DisplayName("R21 files of a folder that is renamed so that the filter takes it are delivered under its new path")
    void deliversFilesOfARenamedFolder() throws Exception {
        for (int i = 0; i < 5; i++) {
            put("/inbox/x" + i, "a.txt");
        }
        try (Routes routes = route("recursive=true&antInclude=good/*")) {
            poll(routes);
            drive().rename(drive().folder("/inbox/x3"), "good");
            emulator().clock().advance(PATHS_GROW_OLD);
            for (int i = 0; i < 6; i++) {
                poll(routes);
            }
        }
        assertThat(delivered).containsExactly("good/a.txt");
    }

    @Test
    @DisplayName(
            "a done file lets the files of its folder go at once, also where all paths are old, and after a restart")
    void doneFileReleasesItsFolderAtOnce() throws Exception {
        for (int i = 0; i < 10; i++) {
            put("/inbox/f" + i, "a.txt");
        }
        String options = "recursive=true&noop=true&doneFileName=ready";
        try (Routes routes = route(options)) {
            poll(routes);
            emulator().clock().advance(PATHS_GROW_OLD);
            put("/inbox/f6", "ready");
            poll(routes);
            assertThat(delivered).containsExactly("f6/a.txt");
        }
        try (Routes routes = route(options)) {
            poll(routes);
            put("/inbox/f8", "ready");
            poll(routes);
        }
        assertThat(delivered).containsExactly("f6/a.txt", "f8/a.txt");
    }

    @Test
    @DisplayName("R9 a file that becomes old enough is delivered without a change of its row")
    void deliversAFileWhenItIsOldEnough() throws Exception {
        put("/inbox", "a.txt");
        try (Routes routes = route("minAge=60000")) {
            poll(routes);
            assertThat(delivered).isEmpty();
            emulator().clock().advance(Duration.ofMinutes(2));
            assertThat(callsOfPoll(routes)).isEqualTo(1);
        }
        assertThat(delivered).containsExactly("a.txt");
    }
}
