/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The connections that are open on each link (docs/115-open-api.md G.1, {@code c}). Thread-safe.
 *
 * <p>A connection that the client has closed is noticed only when the next bytes are sent, so a surplus one waits for a
 * moment before it is refused.
 */
final class Connections {

    private static final long GRACE_MILLIS = 200;

    private final int limit;
    private final Map<String, Integer> open = new HashMap<>();

    Connections(int limit) {
        this.limit = limit;
    }

    /** Takes a connection of a link, or returns false when there is none left. */
    synchronized boolean take(String link) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS);
        try {
            while (limit > 0 && open.getOrDefault(link, 0) >= limit) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    return false;
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        open.merge(link, 1, Integer::sum);
        return true;
    }

    synchronized void giveBack(String link) {
        open.computeIfPresent(link, (key, n) -> n == 1 ? null : n - 1);
        notifyAll();
    }
}
