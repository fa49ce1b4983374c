/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.client.auth.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnRemovalsTest {

    private final SettableClock clock = new SettableClock();

    @ParameterizedTest
    @ValueSource(strings = {"-PT1H", "PT1H", "-P1D", "P1D"})
    @DisplayName("R41 a step of the clock gives a removed file neither more nor less time to leave")
    void aStepOfTheClockDoesNotChangeTheTimeToLeave(Duration step) {
        OwnRemovals removals = new OwnRemovals(clock);
        removals.add(1);

        clock.step(step);

        clock.advance(OwnRemovals.LAG.minusSeconds(1));
        assertThat(removals.isLeaving(1)).isTrue();
        clock.advance(Duration.ofSeconds(1));
        assertThat(removals.isLeaving(1)).isFalse();
    }
}
