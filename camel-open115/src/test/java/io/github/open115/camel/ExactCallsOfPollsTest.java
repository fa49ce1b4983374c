/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedFile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What polls of large trees cost, call by call. */
@Tag("slow")
class ExactCallsOfPollsTest extends PollFixture {

    private static final String NEW_ONES = "recursive=true&include=new.*";

    @Test
    @DisplayName("R21 the first listing of 50 000 files in 3000 folders, of which 10 pass a filter on the name")
    void firstListingOfATree() throws Exception {
        tree(50_000, 3000);
        for (int i = 0; i < 10; i++) {
            put("/inbox/f" + i * 7, "new-" + i + ".txt");
        }
        try (Routes routes = route(NEW_ONES)) {
            long calls = callsOfPoll(routes);
            assertThat(delivered).hasSize(10).allMatch(name -> name.matches("f\\d+/new-\\d\\.txt"));
            assertThat(listings()).isEqualTo(44);
            assertThat(calls)
                    .as("the pages, one look-up for each of ten folders, and one for the polled folder")
                    .isEqualTo(44 + 10 + 1);
        }
    }

    @Test
    @DisplayName(
            "R20 R21 an idle poll of 50 000 files in 3000 folders is one call; also averaged with a reconciliation")
    void idlePollIsOneCall() throws Exception {
        tree(50_000, 3000);
        try (Routes routes = route(NEW_ONES)) {
            poll(routes);
            assertThat(callsOfPoll(routes)).isEqualTo(1);
            long calls = callsOf(() -> {
                for (int i = 0; i < 100; i++) {
                    emulator().clock().advance(Duration.ofMinutes(4));
                    poll(routes);
                }
            });
            assertThat(calls)
                    .as("100 idle polls over 400 minutes, one of which reads all 44 pages")
                    .isEqualTo(99 + 44);
        }
        assertThat(delivered).isEmpty();
    }

    @Test
    @DisplayName("R20 ten new uploads in three folders of a tree of 50 000 files cost one call and three look-ups")
    void newUploadsCostOneCallAndTheirFolders() throws Exception {
        tree(50_000, 3000);
        try (Routes routes = route(NEW_ONES)) {
            poll(routes);
            for (int i = 0; i < 10; i++) {
                put("/inbox/f" + i % 3, "new-" + i + ".txt");
            }
            assertThat(callsOfPoll(routes)).isEqualTo(1 + 3);
            assertThat(delivered).hasSize(10);
            assertThat(callsOfPoll(routes)).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("R20 10 000 new files in batches of ten are delivered in order, with nine pages of one listing")
    void deliversABacklogWithOneListing() throws Exception {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            expected.add(put("/inbox", "n" + i + ".txt").name());
            emulator().clock().advance(Duration.ofSeconds(1));
        }
        try (Routes routes = route("maxMessagesPerPoll=10")) {
            while (delivered.size() < expected.size()) {
                poll(routes);
            }
            assertThat(listings()).isEqualTo(9);
        }
        assertThat(delivered).isEqualTo(expected);
    }

    @Test
    @DisplayName("R10 a restart with 100 000 known files costs two calls and delivers none of them again")
    void restartCostsTwoCalls() throws Exception {
        tree(100_000, 10);
        try (Routes routes = route("recursive=true&include=none")) {
            poll(routes);
        }
        try (Routes routes = route("recursive=true&include=none")) {
            assertThat(callsOfPoll(routes)).isEqualTo(2);
        }
        assertThat(delivered).isEmpty();
    }

    @Test
    @DisplayName("R8 R20 one old file of 100 000 that is deleted, or moved in, is found with few pages")
    void findsOneOldFileWithFewPages() throws Exception {
        List<EmulatedFile> files = tree(100_000, 10);
        EmulatedFile old = drive().addFile(
                        drive().folder("/elsewhere"),
                        "new-but-old.txt",
                        Content.of("old"),
                        Instant.parse("2020-01-01T00:00:00Z"));
        try (Routes routes = route(NEW_ONES)) {
            poll(routes);
            drive().purge(files.get(31_415).id());
            assertThat(callsOfPoll(routes)).isLessThanOrEqualTo(10);
            assertThat(callsOfPoll(routes)).isEqualTo(1);
            drive().move(old.id(), drive().folder("/inbox/f3"));
            assertThat(callsOfPoll(routes)).isLessThanOrEqualTo(10 + 1);
            assertThat(delivered).containsExactly("f3/new-but-old.txt");
        }
    }
}
