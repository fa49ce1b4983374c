/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.client.auth.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailurePausesTest {

    private final SettableClock clock = new SettableClock();
    private final FailurePauses pauses = new FailurePauses(clock, () -> Duration.ofMinutes(1));

    @ParameterizedTest
    @ValueSource(strings = {"-PT1H", "PT1H", "-P1D", "P1D"})
    @DisplayName("R41 a step of the clock makes the pause of a file that fails neither longer nor shorter")
    void stepsOfTheClock(Duration step) {
        pauses.failed("1");
        assertThat(pauses.isPaused("1")).isFalse();
        pauses.failed("1");

        clock.step(step);

        clock.advance(Duration.ofSeconds(59));
        assertThat(pauses.isPaused("1")).isTrue();
        clock.advance(Duration.ofSeconds(1));
        assertThat(pauses.isPaused("1")).isFalse();
    }
}
