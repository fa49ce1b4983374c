/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangedFiltersTest extends PollFixture {

    @ParameterizedTest(name = "{0}, then {1}")
    @DisplayName("a changed filter looks again at what the old one had set aside; nothing comes twice")
    @CsvSource(
            delimiter = '|',
            value = {
                "include=a.* | include=[ab].* | a.txt b.txt",
                "exclude=b.* | '' | a.txt c.bin b.txt",
                "includeExt=txt | includeExt=bin | a.txt b.txt c.bin",
                "excludeExt=txt | excludeExt=bin | c.bin a.txt b.txt",
                "filterFile=${file:ext} == 'bin' | filterFile=${file:ext} == 'txt' | c.bin a.txt b.txt"
            })
    void changedFilterExaminesHeldFilesAgain(String before, String after, String expected) throws Exception {
        put("/inbox", "a.txt");
        put("/inbox", "b.txt");
        put("/inbox", "c.bin");
        try (Routes routes = route(before)) {
            poll(routes);
            poll(routes);
        }
        try (Routes routes = route(after)) {
            poll(routes);
            poll(routes);
        }
        assertThat(delivered).containsExactlyInAnyOrder(expected.split(" "));
    }

    @Test
    @DisplayName("R21 a filterFile that asks for nothing but the extension comes before any path")
    void rowFiltersCostNoPath() throws Exception {
        for (int i = 0; i < 20; i++) {
            put("/inbox/f" + i, "a.txt");
        }
        put("/inbox/f7", "b.bin");
        try (Routes routes = route("recursive=true&filterFile=${file:ext} == 'bin'")) {
            assertThat(callsOfPoll(routes)).as("the folder, one page, one path").isEqualTo(3);
        }
        assertThat(delivered).containsExactly("f7/b.bin");
    }

    @Test
    @DisplayName("idempotent=false hands over every file at each poll, as Camel's file component does")
    void deliversAtEachPollWithoutIdempotency() throws Exception {
        put("/inbox", "a.txt");
        put("/inbox", "b.txt");
        try (Routes routes = route("idempotent=false")) {
            poll(routes);
            poll(routes);
        }
        assertThat(delivered).containsExactly("a.txt", "b.txt", "a.txt", "b.txt");
    }

    @Test
    @DisplayName("incremental=false lists everything at each poll, and delivers each file once")
    void listsEverythingAndDeliversOnceWithoutIncremental() throws Exception {
        for (int i = 0; i < 25; i++) {
            put("/inbox", i + ".txt");
        }
        try (Routes routes = route("incremental=false&pageSize=10")) {
            poll(routes);
            long before = listings();
            poll(routes);
            assertThat(listings() - before).isGreaterThanOrEqualTo(3);
        }
        assertThat(delivered).hasSize(25).doesNotHaveDuplicates();
    }
}
