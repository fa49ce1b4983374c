package io.github.open115.camel.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.client.auth.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("R41 a step of the clock")
class SnapshotClockTest {

    private static final Duration INTERVAL = Duration.ofHours(6);

    private final SettableClock clock = new SettableClock();

    @ParameterizedTest
    @ValueSource(strings = {"-PT1H", "PT1H", "-P1D", "P1D"})
    @DisplayName("makes the next reconciliation neither later nor earlier, while the process runs")
    void whileItRuns(Duration step) {
        FullListingSchedule passes = new FullListingSchedule(clock, INTERVAL);
        Instant last = clock.instant();
        assertThat(passes.isDue(last)).isFalse();

        clock.step(step);

        clock.advance(INTERVAL.minusSeconds(1));
        assertThat(passes.isDue(last)).isFalse();
        clock.advance(Duration.ofSeconds(1));
        assertThat(passes.isDue(last)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-PT1H", "-P1D"})
    @DisplayName("makes it no later than an interval after a restart")
    void beforeARestart(Duration step) {
        Instant last = clock.instant();

        clock.step(step);

        FullListingSchedule restarted = new FullListingSchedule(clock, INTERVAL);
        assertThat(restarted.isDue(last)).isFalse();
        clock.advance(INTERVAL);
        assertThat(restarted.isDue(last)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-PT1H", "PT1H", "-P1D", "P1D"})
    @DisplayName("makes the pause after readings that do not add up neither longer nor shorter")
    void pauses(Duration step) {
        FullListingSchedule passes = new FullListingSchedule(clock, INTERVAL);
        passes.failed();
        passes.failed();

        clock.step(step);

        clock.advance(passes.pause().minusSeconds(1));
        assertThat(passes.isAllowed()).isFalse();
        clock.advance(Duration.ofSeconds(1));
        assertThat(passes.isAllowed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-PT1H", "PT1H", "-P1D", "P1D"})
    @DisplayName("lets a file that we removed leave in neither more nor less time")
    void ownRemovals(Duration step) {
        OwnRemovals removals = new OwnRemovals(clock);
        removals.add(1);

        clock.step(step);

        clock.advance(OwnRemovals.LAG.minusSeconds(1));
        assertThat(removals.isLeaving(1)).isTrue();
        clock.advance(Duration.ofSeconds(1));
        assertThat(removals.isLeaving(1)).isFalse();
    }
}
