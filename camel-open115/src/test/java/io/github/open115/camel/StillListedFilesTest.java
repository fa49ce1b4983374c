/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.emulator.EmulatorClock;
import io.github.open115.emulator.Open115Emulator;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A change takes effect seconds after the service accepted it (docs/115-open-api.md C.8 and I.4). */
class StillListedFilesTest extends InboxFixture {

    private static final Duration LATE = Duration.ofSeconds(5);

    private final Open115Emulator late = Open115Emulator.builder()
            .clock(new EmulatorClock().freeze())
            .visibilityDelay(LATE)
            .start();

    @Override
    Open115Emulator emulator() {
        return late;
    }

    @AfterEach
    void end() {
        late.close();
    }

    @Test
    @DisplayName("R38 a deleted file that is still listed is not delivered again, also without idempotency")
    void isNotDeliveredAgain() throws Exception {
        String id = put("/inbox", "a.txt").id();
        try (Routes routes = polling("delete=true&idempotent=false")) {
            await().until(() -> calls(DELETE) == 1);
            awaitPolls(3);
            assertThat(drive().isBinned(id)).isFalse();
            emulator().clock().advance(LATE);
            awaitPolls(3);
            assertThat(drive().isBinned(id)).isTrue();
            assertThat(delivered).containsExactly("a.txt");
            drive().restore(id);
            awaitDelivered(2);
        }
        assertThat(delivered).containsExactly("a.txt", "a.txt");
    }

    @Test
    @DisplayName("R38 a failed file whose move is accepted is not delivered again while it is still listed")
    void failedFilesAreNotDeliveredAgain() throws Exception {
        put("/inbox", "a.txt");
        drive().folder("/inbox/.error");
        AtomicInteger deliveries = new AtomicInteger();
        try (Routes routes = routes().from(inbox("moveFailed=.error"), exchange -> {
                    deliveries.incrementAndGet();
                    throw new IllegalStateException("on purpose");
                })
                .start()) {
            await().until(() -> calls(MOVE) == 1);
            awaitPolls(3);
            emulator().clock().advance(LATE);
            await().until(() -> isAt("/inbox/.error/a.txt"));
            awaitPolls(3);
        }
        assertThat(deliveries).hasValue(1);
        assertThat(calls(MOVE)).isEqualTo(1);
    }
}
