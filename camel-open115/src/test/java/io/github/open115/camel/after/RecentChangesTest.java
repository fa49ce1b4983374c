/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.after;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.client.auth.SettableClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecentChangesTest {

    private final SettableClock clock = new SettableClock();
    private final RecentChanges changes = new RecentChanges(clock);

    @ParameterizedTest
    @ValueSource(strings = {"-PT1H", "PT1H", "-P1D", "P1D"})
    @DisplayName("R41 a step of the clock makes a change recent for neither more nor less time")
    void stepsOfTheClock(Duration step) {
        changes.add(List.of("1"));

        clock.step(step);

        clock.advance(Duration.ofSeconds(59));
        assertThat(changes.contains("1")).isTrue();
        clock.advance(Duration.ofSeconds(1));
        assertThat(changes.contains("1")).isFalse();
    }
}
