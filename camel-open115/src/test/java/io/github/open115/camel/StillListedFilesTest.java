/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.emulator.Open115Emulator;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A change takes effect seconds after the service accepted it (docs/115-open-api.md C.8 and I.4). */
class StillListedFilesTest extends PollFixture {

    private static final Duration LATE = Duration.ofSeconds(5);

    @Override
    Open115Emulator.Builder service() {
        return Open115Emulator.builder().visibilityDelay(LATE);
    }

    @Test
    @DisplayName("R38 a deleted file that is still listed is not delivered again, also without idempotency")
    void isNotDeliveredAgain() throws Exception {
        String id = put("/inbox", "a.txt").id();
        try (Routes routes = route("delete=true&idempotent=false")) {
            poll(routes);
            assertThat(calls(DELETE)).isEqualTo(1);
            poll(routes, 3);
            assertThat(drive().isBinned(id)).isFalse();
            emulator().clock().advance(LATE);
            pollOn(routes, 3);
            assertThat(drive().isBinned(id)).isTrue();
            assertThat(delivered).containsExactly("a.txt");
            drive().restore(id);
            poll(routes);
            assertThat(delivered).hasSize(2);
        }
        assertThat(delivered).containsExactly("a.txt", "a.txt");
    }

    @Test
    @DisplayName("R38 a failed file whose move is accepted is not delivered again while it is still listed")
    void failedFilesAreNotDeliveredAgain() throws Exception {
        put("/inbox", "a.txt");
        drive().folder("/inbox/.error");
        AtomicInteger attempts = new AtomicInteger();
        try (Routes routes = route("moveFailed=.error", exchange -> {
            attempts.incrementAndGet();
            throw new IllegalStateException("on purpose");
        })) {
            poll(routes);
            assertThat(calls(MOVE)).isEqualTo(1);
            poll(routes, 3);
            assertThat(isAt("/inbox/a.txt")).isTrue();
            emulator().clock().advance(LATE);
            poll(routes);
            assertThat(isAt("/inbox/.error/a.txt")).isTrue();
            pollOn(routes, 3);
        }
        assertThat(attempts).hasValue(1);
        assertThat(calls(MOVE)).isEqualTo(1);
    }
}
