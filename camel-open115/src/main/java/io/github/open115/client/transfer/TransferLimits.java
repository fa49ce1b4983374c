package io.github.open115.client.transfer;

import java.time.Duration;

/**
 * Bounds of the transfers of one account.
 *
 * @param maxConcurrentDownloads connections to the CDN at a time, over all routes
 * @param maxConnectionsPerLink connections to one link at a time, 1 or 2 (section G.4)
 * @param readTimeout how long a transfer may stand still
 * @param maxWait how long a reader waits for a free connection before it fails
 */
public record TransferLimits(
        int maxConcurrentDownloads, int maxConnectionsPerLink, Duration readTimeout, Duration maxWait) {

    public TransferLimits {
        if (maxConcurrentDownloads < 1) {
            throw new IllegalArgumentException(
                    "maxConcurrentDownloads must be at least 1, not " + maxConcurrentDownloads);
        }
        if (maxConnectionsPerLink < 1 || maxConnectionsPerLink > 2) {
            throw new IllegalArgumentException("maxConnectionsPerLink must be 1 or 2, not " + maxConnectionsPerLink);
        }
    }
}
