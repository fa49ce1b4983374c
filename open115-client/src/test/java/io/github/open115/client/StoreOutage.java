/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client;

import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Many threads that need a store at once, while it cannot be reached and each attempt takes long. */
public final class StoreOutage {

    private final AtomicInteger attempts = new AtomicInteger();
    private final List<Thread> callers = new CopyOnWriteArrayList<>();

    /** To be called by the store for each attempt. The first one ends when all other callers wait for it. */
    public void attempt() {
        if (attempts.incrementAndGet() == 1) {
            await().until(() -> callers.stream()
                            .filter(caller -> caller.getState() == Thread.State.BLOCKED)
                            .count()
                    == callers.size() - 1);
        }
    }

    /** How often the store was asked. */
    public int attempts() {
        return attempts.get();
    }

    /** Has threads make a call at the same time; returns what it failed with. */
    public List<Exception> callTogether(int threads, Callable<?> call) throws InterruptedException {
        List<Exception> failures = new CopyOnWriteArrayList<>();
        Runnable caller = () -> {
            try {
                call.call();
            } catch (Exception e) {
                failures.add(e);
            }
        };
        callers.addAll(Stream.generate(() -> new Thread(caller)).limit(threads).toList());
        callers.forEach(Thread::start);
        for (Thread thread : callers) {
            thread.join();
        }
        return failures;
    }
}
