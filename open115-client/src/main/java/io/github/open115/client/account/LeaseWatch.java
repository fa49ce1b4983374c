/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.account;

import io.github.open115.client.http.SteadyClock;
import java.time.Duration;
import java.time.Instant;

/**
 * Tells whether another process holds a lease in the shared state, also if the clocks of the processes differ. A process
 * that renews its lease is alive, even if its clock is wrong: a lease that changed since the last look counts for its
 * whole length from that look on, by the steady clock. A lease that has not changed since the first look counts until its
 * end by the time of day. Not thread-safe.
 */
final class LeaseWatch {

    private final String self;
    private final Duration length;
    private final SteadyClock clock;

    private boolean looked;
    private String holder;
    private Instant until;
    // by the steady clock; null as long as the lease has not changed
    private Instant aliveUntil;

    /**
     * @param self name of this process
     * @param length of a lease
     */
    LeaseWatch(String self, Duration length, SteadyClock clock) {
        this.self = self;
        this.length = length;
        this.clock = clock;
    }

    /**
     * Looks at a lease.
     *
     * @param newHolder the process that has it; empty for none
     * @param newUntil its end, by the clock of the holder
     */
    void look(String newHolder, Instant newUntil) {
        if (looked && !(newHolder.equals(holder) && newUntil.equals(until))) {
            aliveUntil = clock.instant().plus(length);
        }
        looked = true;
        holder = newHolder;
        until = newUntil;
    }

    /** Looks at a lease; returns whether another process holds it now. */
    boolean isHeldByOther(String newHolder, Instant newUntil) {
        look(newHolder, newUntil);
        boolean isOther = !holder.isEmpty() && !holder.equals(self);
        return isOther && (aliveUntil == null ? isValid() : clock.instant().isBefore(aliveUntil));
    }

    /** By the time of day. A lease longer than any was written while a clock was wrong. */
    private boolean isValid() {
        Instant now = clock.wall();
        return now.isBefore(until) && !until.isAfter(now.plus(length).plus(AccountState.CLOCK_SKEW));
    }
}
