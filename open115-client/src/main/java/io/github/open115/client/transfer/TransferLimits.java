package io.github.open115.client.transfer;

import java.time.Duration;

/**
 * Bounds of the transfers of one account.
 *
 * @param maxConcurrentDownloads connections to the CDN at a time, over all routes
 * @param maxConnectionsPerLink connections that one download opens to its link, 1 or 2 (docs/115-open-api.md G.4)
 * @param readTimeout how long a transfer may stand still before its connection is replaced
 * @param maxWait how long a reader waits for a free connection before it fails
 * @param minimumRate bytes per second, below which a connection is replaced; time in which nobody reads does not count
 * @param idleAfter how long nobody must have read from a connection before another reader may have it; the first one goes
 *     on later where it stopped
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

    /** At least 1 KiB/s; a connection that nobody read from for 2 s is idle. */
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
