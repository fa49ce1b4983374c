/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import io.github.open115.client.http.SteadyClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The time of the object storage. It is the time of this machine until the storage says that this clock is wrong: then the
 * storage's own time is used. Thread-safe.
 */
final class StorageClock {

    /** What the time of the storage was at an instant of the steady clock. */
    private record Correction(Instant steady, Instant storage) {

        Instant at(Instant time) {
            return storage.plus(Duration.between(steady, time));
        }
    }

    private final SteadyClock clock;
    private volatile Correction correction;

    StorageClock(Clock clock) {
        this.clock = SteadyClock.of(clock);
    }

    /** The time of the storage, as far as it is known. */
    Instant now() {
        Correction known = correction;
        return known == null ? clock.wall() : known.at(clock.instant());
    }

    /** For intervals; see {@link SteadyClock}. */
    Instant steady() {
        return clock.instant();
    }

    /**
     * The time of the storage at an earlier instant.
     *
     * @param steady an earlier result of {@link #steady()}
     * @param believed the result of {@link #now()} at that instant
     */
    Instant at(Instant steady, Instant believed) {
        Correction known = correction;
        return known == null ? believed : known.at(steady);
    }

    /** The storage refused a request because of its time. */
    void correct(Instant storageTime) {
        correction = new Correction(clock.instant(), storageTime);
    }
}
