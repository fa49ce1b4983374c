/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import io.github.open115.client.http.Sleeper;
import io.github.open115.emulator.EmulatorClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The time of threads that wait: it stands still until the test lets it pass, and advances only when all these threads wait,
 * to the end of the first wait. So the order of events does not depend on the speed of the machine.
 */
final class PassingTime implements Sleeper, AutoCloseable {

    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(1);

    private final EmulatorClock clock;
    private final List<Wait> waits = new ArrayList<>();
    private boolean closed;

    private static final class Wait {

        private final Instant end;

        Wait(Instant end) {
            this.end = end;
        }
    }

    PassingTime(EmulatorClock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void sleep(Duration duration) throws InterruptedException {
        Wait mine = new Wait(clock.instant().plus(duration));
        waits.add(mine);
        notifyAll();
        try {
            while (waits.contains(mine) && !closed) {
                wait();
            }
        } finally {
            waits.remove(mine);
        }
        if (closed) {
            throw new InterruptedException("the test is over");
        }
    }

    /** The same for code that cannot be interrupted, such as the emulated service. */
    void pass(Duration duration) {
        try {
            sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets so much time pass for so many threads; returns when all of them wait for more. */
    synchronized void run(Duration duration, int threads) throws InterruptedException {
        Instant limit = clock.instant().plus(duration);
        while (true) {
            awaitWaits(threads);
            Instant next =
                    waits.stream().map(wait -> wait.end).min(Instant::compareTo).orElse(Instant.MAX);
            Instant now = next.isBefore(limit) ? next : limit;
            if (clock.instant().isBefore(now)) {
                clock.advance(Duration.between(clock.instant(), now));
            }
            if (next.isAfter(limit)) {
                return;
            }
            waits.removeIf(wait -> !wait.end.isAfter(clock.instant()));
            notifyAll();
        }
    }

    /** The same for one thread. */
    void run(Duration duration) throws InterruptedException {
        run(duration, 1);
    }

    private void awaitWaits(int threads) throws InterruptedException {
        long begun = System.nanoTime();
        while (waits.size() < threads) {
            long left = PATIENCE - (System.nanoTime() - begun);
            if (left <= 0) {
                throw new AssertionError("only " + waits.size() + " of " + threads + " threads wait");
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
