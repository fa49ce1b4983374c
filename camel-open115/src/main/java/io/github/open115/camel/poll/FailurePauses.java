/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.poll;

import io.github.open115.client.http.SteadyClock;
import io.github.open115.client.internal.Backoff;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Delays the retries of files that fail repeatedly: after its first failure a file comes with the next poll, then after
 * pauses that double, up to 6 hours. Thread-safe.
 */
public final class FailurePauses {

    private static final Duration LONGEST = Duration.ofHours(6);

    private final SteadyClock clock;
    private final Supplier<Duration> unit;
    private final Map<String, Failures> failures = new ConcurrentHashMap<>();

    private record Failures(Duration pause, Instant until) {}

    /** @param unit the pause after the second failure; zero for no pauses at all */
    public FailurePauses(Clock clock, Supplier<Duration> unit) {
        this.clock = SteadyClock.of(clock);
        this.unit = unit;
    }

    /** Records a failure. */
    public void failed(String fileId) {
        if (unit.get().isZero()) {
            return;
        }
        failures.compute(fileId, (id, before) -> {
            Duration pause = before == null ? Duration.ZERO : new Backoff(unit.get(), LONGEST).next(before.pause());
            return new Failures(pause, clock.instant().plus(pause));
        });
    }

    /** Forgets the failures of a file. */
    public void succeeded(String fileId) {
        failures.remove(fileId);
    }

    /** Whether it is too early to try a file again. */
    public boolean isPaused(String fileId) {
        Failures known = failures.get(fileId);
        return known != null && known.until().isAfter(clock.instant());
    }

    /** Files whose last attempt failed; 0 if failures do not delay a retry. */
    public int failing() {
        return failures.size();
    }

    /** Forgets files that are not there any more. */
    public void retain(Predicate<String> present) {
        failures.keySet().removeIf(id -> !present.test(id));
    }
}
