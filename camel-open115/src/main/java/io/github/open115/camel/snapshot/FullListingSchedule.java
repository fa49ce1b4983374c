/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.snapshot;

import io.github.open115.client.http.Deadlines;
import io.github.open115.client.http.SteadyClock;
import io.github.open115.client.internal.Backoff;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** When all rows of a folder are due to be read: each reconcile interval, with growing pauses while that fails. */
final class FullListingSchedule {

    private static final Backoff BACKOFF = new Backoff(Duration.ofMinutes(5), Duration.ofHours(6));

    private final SteadyClock clock;
    private final Deadlines deadlines;
    private final Duration interval;
    private Instant notBefore = Instant.MIN;
    private int failures;

    /** @param interval zero or negative for no reconciliation */
    FullListingSchedule(Clock clock, Duration interval) {
        this.clock = SteadyClock.of(clock);
        this.deadlines = new Deadlines(this.clock);
        this.interval = interval;
    }

    /** @param last when the last complete pass ended, by the time of day; null for never */
    boolean isDue(Instant last) {
        return last == null
                || !interval.isNegative()
                        && !interval.isZero()
                        && !clock.instant().isBefore(deadlines.end(last, last.plus(interval), interval));
    }

    /** Whether no pause after failures is under way. */
    boolean isAllowed() {
        return !clock.instant().isBefore(notBefore);
    }

    void succeeded() {
        failures = 0;
        notBefore = Instant.MIN;
    }

    /**
     * A pass did not prove the listing complete: the next poll may try again, the one after it 5 minutes later, then
     * 10, up to 6 hours.
     */
    void failed() {
        failures++;
        notBefore = clock.instant().plus(pause());
    }

    /** How long the next pass is put off. */
    Duration pause() {
        return failures < 2 ? Duration.ZERO : BACKOFF.after(failures - 1);
    }
}
