/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.auth;

import io.github.open115.client.http.Sleeper;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Lets threads sleep on a settable clock: its time passes from one awakening to the next, never while one is awake. */
final class SteppedSleeper implements Sleeper {

    private final SettableClock clock;
    private final int threads;
    private final Map<Thread, Instant> asleep = new HashMap<>();

    /** @param threads how many sleep here; time waits for all of them */
    SteppedSleeper(SettableClock clock, int threads) {
        this.clock = clock;
        this.threads = threads;
    }

    @Override
    public synchronized void sleep(Duration duration) throws InterruptedException {
        asleep.put(Thread.currentThread(), clock.steady().instant().plus(duration));
        notifyAll();
        try {
            while (clock.steady().instant().isBefore(asleep.get(Thread.currentThread()))) {
                wait();
            }
        } finally {
            asleep.remove(Thread.currentThread());
        }
    }

    /** Lets the time pass; returns when all sleep again. */
    synchronized void advance(Duration duration) throws InterruptedException {
        Instant end = clock.steady().instant().plus(duration);
        awaitSleep();
        for (Instant next = earliest(); !next.isAfter(end); next = earliest()) {
            clock.advance(Duration.between(clock.steady().instant(), next));
            notifyAll();
            awaitSleep();
        }
        clock.advance(Duration.between(clock.steady().instant(), end));
    }

    private void awaitSleep() throws InterruptedException {
        while (asleep.size() < threads || !earliest().isAfter(clock.steady().instant())) {
            wait();
        }
    }

    private Instant earliest() {
        return asleep.values().stream().min(Instant::compareTo).orElse(Instant.MAX);
    }
}
