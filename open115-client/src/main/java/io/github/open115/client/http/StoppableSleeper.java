/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.http;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Sleeps in real time until it is closed, which ends all sleeps, so that a shutdown does not wait. A sleep that is
 * ended this way throws an {@link Open115Exception}, because the work after it must not begin.
 */
public final class StoppableSleeper implements Sleeper, AutoCloseable {

    private final CountDownLatch stopped = new CountDownLatch(1);

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        if (stopped.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new Open115Exception("the client was closed during a wait");
        }
    }

    /** Ends all sleeps, also later ones. */
    @Override
    public void close() {
        stopped.countDown();
    }
}
