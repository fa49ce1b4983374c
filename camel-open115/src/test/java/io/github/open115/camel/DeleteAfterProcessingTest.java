/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.Fault;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DeleteAfterProcessingTest extends PollFixture {

    @Test
    @DisplayName("R38 nothing is done to a file unless asked for")
    void leavesFilesByDefault() throws Exception {
        EmulatedFile file = put("/inbox", "a.txt");
        try (Routes routes = route("")) {
            poll(routes);
            assertThat(delivered).hasSize(1);
            pollOn(routes, 3);
        }
        assertThat(delivered).containsExactly("a.txt");
        assertThat(drive().file(file.id())).isPresent();
        assertThat(drive().isBinned(file.id())).isFalse();
        assertThat(callsBesideListings()).isEqualTo(Map.of(LOOK_UP, 1L));
    }

    @Test
    @DisplayName("R38 delete puts a file into the bin, with one call")
    void deletesToTheBin() throws Exception {
        EmulatedFile file = put("/inbox", "a.txt");
        try (Routes routes = route("delete=true")) {
            poll(routes);
            assertThat(drive().isBinned(file.id())).isTrue();
            pollOn(routes, 3);
        }
        assertThat(delivered).containsExactly("a.txt");
        assertThat(callsBesideListings()).isEqualTo(Map.of(LOOK_UP, 1L, DELETE, 1L));
    }

    @Test
    @DisplayName("R8 R38 a deleted file that is restored is delivered again")
    void deliversRestoredFilesAgain() throws Exception {
        EmulatedFile file = put("/inbox", "a.txt");
        try (Routes routes = route("delete=true")) {
            poll(routes);
            assertThat(drive().isBinned(file.id())).isTrue();
            pollOn(routes, 2);
            drive().restore(file.id());
            poll(routes);
            assertThat(delivered).hasSize(2);
            assertThat(calls(DELETE)).isEqualTo(2);
        }
        assertThat(delivered).containsExactly("a.txt", "a.txt");
    }

    @Test
    @DisplayName("R38 a deletion that is throttled is tried again and the file is not delivered twice")
    void deletesAgainAfterThrottling() throws Exception {
        EmulatedFile file = put("/inbox", "a.txt");
        emulator().faults().arm(DELETE, Fault.error(770004, "已达到当前访问上限，请稍后再试"));
        try (Routes routes = route("delete=true")) {
            poll(routes);
            assertThat(calls(DELETE)).isEqualTo(1);
            emulator().clock().advance(Duration.ofMinutes(10));
            poll(routes);
            assertThat(drive().isBinned(file.id())).isTrue();
            pollOn(routes, 2);
        }
        assertThat(delivered).containsExactly("a.txt");
        assertThat(calls(DELETE)).isEqualTo(2);
    }

    @Test
    @DisplayName("R38 a failed exchange deletes nothing, and its file is delivered again")
    void keepsFilesOfFailedExchanges() throws Exception {
        EmulatedFile file = put("/inbox", "a.txt");
        try (Routes routes = route("delete=true", exchange -> {
            deliveries.process(exchange);
            if (delivered.size() == 1) {
                throw new IllegalStateException("on purpose");
            }
        })) {
            poll(routes);
            assertThat(calls(DELETE)).isZero();
            poll(routes);
            assertThat(drive().isBinned(file.id())).isTrue();
        }
        assertThat(delivered).containsExactly("a.txt", "a.txt");
        assertThat(calls(DELETE)).isEqualTo(1);
    }
}
