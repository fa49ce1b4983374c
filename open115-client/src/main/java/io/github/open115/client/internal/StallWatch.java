/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.internal;

import java.io.IOException;
import java.time.Duration;

/**
 * Detects a connection that delivers or takes only a few bytes again and again. Only the time spent waiting for the
 * connection counts, so a slow reader or a slow source is not blamed on the connection. Not thread-safe.
 */
public final class StallWatch {

    /** The connection is slower than the minimum rate. */
    public static final class StalledException extends IOException {

        private static final long serialVersionUID = 1L;

        private StalledException(long bytes, long nanos) {
            super("only " + bytes + " bytes in " + Duration.ofNanos(nanos).toSeconds() + " s");
        }
    }

    private final long windowNanos;
    private final long minimumBytes;
    private long waited;
    private long transferred;

    /**
     * @param minimumRate bytes per second
     * @param window the time over which the rate is measured
     */
    public StallWatch(long minimumRate, Duration window) {
        this.windowNanos = window.toNanos();
        this.minimumBytes = minimumRate * window.toMillis() / 1000;
    }

    /**
     * Records a read or a write.
     *
     * @param bytes how many were transferred; negative at the end
     * @param nanos how long the connection took for them
     * @throws StalledException if fewer bytes than the minimum were transferred within the window
     */
    public void transferred(int bytes, long nanos) throws StalledException {
        waited += nanos;
        transferred += Math.max(bytes, 0);
        if (waited >= windowNanos) {
            if (bytes >= 0 && transferred < minimumBytes) {
                throw new StalledException(transferred, waited);
            }
            waited = 0;
            transferred = 0;
        }
    }
}
