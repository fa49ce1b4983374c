/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.component.file.GenericFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryOrderTest extends PollFixture {

    /** Uploaded in the order 3, 1, 4, 2, 5; of the sizes 30, 10, 40, 20, 50. */
    @BeforeEach
    void fill() {
        for (int i : new int[] {3, 1, 4, 2, 5}) {
            put("/inbox", i + ".txt", "x".repeat(10 * i));
            emulator().clock().advance(Duration.ofSeconds(10));
        }
    }

    @ParameterizedTest(name = "options: {0}")
    @DisplayName("the orders of Camel's file component; by default the oldest comes first")
    @CsvSource({
        "'', 3 1 4 2 5",
        "sortBy=file:name, 1 2 3 4 5",
        "sortBy=reverse:file:name, 5 4 3 2 1",
        "sortBy=file:size, 1 2 3 4 5",
        "sortBy=reverse:file:modified, 5 2 4 1 3",
        "sorter=#bySize, 1 2 3 4 5",
        "preSort=name, 1 2 3 4 5",
        "preSort=true, 1 2 3 4 5",
        "preSort=-size, 5 4 3 2 1",
        "preSort=-modified, 5 2 4 1 3"
    })
    void sortsAsTheFileComponentDoes(String options, String expected) throws Exception {
        Comparator<GenericFile<Open115File>> bySize = Comparator.comparing(GenericFile::getFileLength);
        try (Routes routes = route(options, Map.of("bySize", bySize))) {
            poll(routes);
            assertThat(delivered).hasSize(5);
        }
        assertThat(delivered).containsExactly(names(expected));
    }

    @Test
    @DisplayName("shuffle delivers each file once")
    void shuffleDeliversEachFileOnce() throws Exception {
        try (Routes routes = route("shuffle=true")) {
            poll(routes);
            assertThat(delivered).hasSize(5);
            pollOn(routes, 2);
        }
        assertThat(delivered).containsExactlyInAnyOrder("1.txt", "2.txt", "3.txt", "4.txt", "5.txt");
    }

    @ParameterizedTest(name = "options: {0}")
    @DisplayName("R20 a backlog is worked off from memory, in order, without listing again")
    @CsvSource({
        "'', 3 1 4 2 5",
        "preSort=name, 1 2 3 4 5",
        "sortBy=file:name, 1 2 3 4 5",
        "sortBy=file:name&eagerMaxMessagesPerPoll=false, 1 2 3 4 5",
        "eagerMaxMessagesPerPoll=false, 3 1 4 2 5"
    })
    void deliversABacklogInOrderWithoutListing(String options, String expected) throws Exception {
        List<Long> listings = new CopyOnWriteArrayList<>();
        try (Routes routes = route(options + (options.isEmpty() ? "" : "&") + "maxMessagesPerPoll=1", exchange -> {
            listings.add(calls(LIST));
            deliveries.process(exchange);
        })) {
            poll(routes, 5);
            assertThat(delivered).hasSize(5);
        }
        assertThat(delivered).containsExactly(names(expected));
        assertThat(listings).containsOnly(1L);
    }

    private static String[] names(String digits) {
        return digits.replaceAll("(\\d)", "$1.txt").split(" ");
    }

    @Test
    @DisplayName("R20 a backlog that is older than five minutes does not hide what is new")
    void listsAgainAfterFiveMinutesDespiteABacklog() throws Exception {
        try (Routes routes = route("maxMessagesPerPoll=1", exchange -> {
            deliveries.process(exchange);
            if (delivered.size() == 2) {
                emulator().clock().advance(Duration.ofMinutes(6));
            }
        })) {
            poll(routes, 5);
            assertThat(delivered).hasSize(5);
            pollOn(routes, 2);
        }
        assertThat(delivered).hasSize(5).doesNotHaveDuplicates();
        assertThat(calls(LIST)).isEqualTo(4);
    }
}
