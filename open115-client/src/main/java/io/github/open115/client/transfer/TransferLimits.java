/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.transfer;

import java.time.Duration;

/**
 * Limits of the transfers of one account.
 *
 * @param maxConcurrentDownloads connections to the CDN at a time, over all downloads of the account
 * @param maxConnectionsPerLink connections that one download opens to its link, 1 or 2 (docs/115-open-api.md G.4)
 * @param readTimeout how long a connection may deliver nothing before it is replaced
 * @param maxWait how long a reader waits for a free connection before it fails
 * @param minimumRate bytes per second below which a connection is replaced; only the time spent waiting for bytes counts
 * @param idleAfter how long a connection must not have been read from before another reader that waits gets it; the first
 *     reader goes on later where it stopped
 */
public record TransferLimits(
        int maxConcurrentDownloads,
        int maxConnectionsPerLink,
        Duration readTimeout,
        Duration maxWait,
        long minimumRate,
        Duration idleAfter) {

    private static final long DEFAULT_MINIMUM_RATE = 1024;
    private static final Duration DEFAULT_IDLE_AFTER = Duration.ofSeconds(2);

    public TransferLimits {
        if (maxConcurrentDownloads < 1) {
            throw new IllegalArgumentException(
                    "maxConcurrentDownloads must be at least 1, not " + maxConcurrentDownloads);
        }
        if (maxConnectionsPerLink < 1 || maxConnectionsPerLink > 2) {
            throw new IllegalArgumentException("maxConnectionsPerLink must be 1 or 2, not " + maxConnectionsPerLink);
        }
    }

    /** With a minimum rate of 1 KiB/s; a connection is idle after 2 s. */
    public TransferLimits(
            int maxConcurrentDownloads, int maxConnectionsPerLink, Duration readTimeout, Duration maxWait) {
        this(
                maxConcurrentDownloads,
                maxConnectionsPerLink,
                readTimeout,
                maxWait,
                DEFAULT_MINIMUM_RATE,
                DEFAULT_IDLE_AFTER);
    }
}
