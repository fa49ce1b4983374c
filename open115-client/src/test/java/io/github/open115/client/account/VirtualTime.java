/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.account;

import io.github.open115.client.http.Sleeper;
import io.github.open115.client.http.SteadyClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A clock for several threads that stands still while one of them works, and moves on to the next wake-up when all of them
 * sleep: what they do takes no time, what they wait takes exactly that long.
 */
final class VirtualTime extends Clock implements SteadyClock.Settable {

    private final PriorityQueue<Instant> wakeUps = new PriorityQueue<>();
    private Instant now;
    private Duration steps = Duration.ZERO;
    private int working;

    VirtualTime(String start) {
        now = Instant.parse(start);
    }

    /** Runs the workers, all at once, to their end. */
    void run(List<? extends Callable<?>> workers) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(workers.size());
        try {
            synchronized (this) {
                working = workers.size();
            }
            List<Future<?>> results = new ArrayList<>();
            for (Callable<?> worker : workers) {
                results.add(pool.submit(() -> work(worker)));
            }
            for (Future<?> result : results) {
                result.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private Object work(Callable<?> worker) throws Exception {
        try {
            return worker.call();
        } finally {
            synchronized (this) {
                working--;
                wakeNext();
            }
        }
    }

    Sleeper sleeper() {
        return this::sleep;
    }

    /** Lets time pass while nobody works. */
    synchronized void advance(Duration duration) {
        now = now.plus(duration);
    }

    /** Sets the clock forward or back, while no time passes and nobody works. */
    synchronized void step(Duration step) {
        now = now.plus(step);
        steps = steps.plus(step);
    }

    @Override
    public InstantSource steady() {
        return () -> {
            synchronized (this) {
                return now.minus(steps);
            }
        };
    }

    synchronized void sleep(Duration duration) throws InterruptedException {
        if (working == 0) {
            now = now.plus(duration);
            return;
        }
        Instant end = now.plus(duration);
        wakeUps.add(end);
        working--;
        wakeNext();
        while (now.isBefore(end)) {
            wait();
        }
        wakeUps.remove(end);
        working++;
    }

    private void wakeNext() {
        // those whose time has come already are still about to remove their wake-up
        if (working == 0 && !wakeUps.isEmpty() && wakeUps.peek().isAfter(now)) {
            now = wakeUps.peek();
        }
        notifyAll();
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
