/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How the client waits; tests wait on a clock of their own. */
@FunctionalInterface
public interface Sleeper {

    /** Sleeps in real time. */
    Sleeper SYSTEM = duration -> TimeUnit.MILLISECONDS.sleep(duration.toMillis());

    /**
     * Waits.
     *
     * @param duration how long; zero or negative returns at once
     * @throws InterruptedException if the waiting thread was interrupted
     */
    void sleep(Duration duration) throws InterruptedException;
}
