package io.github.open115.camel.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.client.auth.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("R41 a step of the clock")
class FullListingScheduleTest {

    private static final Duration INTERVAL = Duration.ofHours(6);

    private final SettableClock clock = new SettableClock();

    @ParameterizedTest
    @ValueSource(strings = {"-PT1H", "PT1H", "-P1D", "P1D"})
    @DisplayName("makes the next reconciliation neither later nor earlier, while the process runs")
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
    @DisplayName("makes it no later than an interval after a restart")
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
    @DisplayName("makes the pause after incomplete listings neither longer nor shorter")
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
