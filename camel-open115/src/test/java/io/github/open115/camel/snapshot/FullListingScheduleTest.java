/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.client.auth.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FullListingScheduleTest {

    private static final Duration INTERVAL = Duration.ofHours(6);

    private final SettableClock clock = new SettableClock();

    @Test
    void theFirstFullListingIsDueAtOnce() {
        assertThat(new FullListingSchedule(clock, INTERVAL).isDue(null)).isTrue();
        assertThat(new FullListingSchedule(clock, Duration.ZERO).isDue(null)).isTrue();
    }

    @Test
    void withoutAnIntervalNoOtherFullListingIsDue() {
        FullListingSchedule schedule = new FullListingSchedule(clock, Duration.ZERO);
        Instant last = clock.instant();
        clock.advance(INTERVAL.multipliedBy(100));
        assertThat(schedule.isDue(last)).isFalse();
    }

    @Test
    void failuresInARowPauseLongerAndLonger() {
        FullListingSchedule schedule = new FullListingSchedule(clock, INTERVAL);
        List<Long> minutes = new ArrayList<>();
        for (int failure = 0; failure < 10; failure++) {
            schedule.failed();
            minutes.add(schedule.pause().toMinutes());
        }
        assertThat(minutes).containsExactly(0L, 5L, 10L, 20L, 40L, 80L, 160L, 320L, 360L, 360L);

        schedule.succeeded();

        assertThat(schedule.pause()).isZero();
        assertThat(schedule.isAllowed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-PT1H", "PT1H", "-P1D", "P1D"})
    @DisplayName(
            "R41 a step of the clock makes the next full listing neither later nor earlier, while the process runs")
    void aStepOfTheClockDoesNotMoveTheNextReconciliation(Duration step) {
        FullListingSchedule schedule = new FullListingSchedule(clock, INTERVAL);
        Instant last = clock.instant();
        assertThat(schedule.isDue(last)).isFalse();

        clock.step(step);

        clock.advance(INTERVAL.minusSeconds(1));
        assertThat(schedule.isDue(last)).isFalse();
        clock.advance(Duration.ofSeconds(1));
        assertThat(schedule.isDue(last)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-PT1H", "-P1D"})
    @DisplayName("R41 a step of the clock makes the next full listing no later than an interval after a restart")
    void aStepOfTheClockBeforeARestartDelaysByAnIntervalAtMost(Duration step) {
        Instant last = clock.instant();

        clock.step(step);

        FullListingSchedule restarted = new FullListingSchedule(clock, INTERVAL);
        assertThat(restarted.isDue(last)).isFalse();
        clock.advance(INTERVAL);
        assertThat(restarted.isDue(last)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-PT1H", "PT1H", "-P1D", "P1D"})
    @DisplayName("R41 a step of the clock makes the pause after incomplete listings neither longer nor shorter")
    void aStepOfTheClockDoesNotChangeThePause(Duration step) {
        FullListingSchedule schedule = new FullListingSchedule(clock, INTERVAL);
        schedule.failed();
        schedule.failed();

        clock.step(step);

        clock.advance(schedule.pause().minusSeconds(1));
        assertThat(schedule.isAllowed()).isFalse();
        clock.advance(Duration.ofSeconds(1));
        assertThat(schedule.isAllowed()).isTrue();
    }
}
