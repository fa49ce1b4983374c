/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import java.time.Duration;
import java.util.Objects;

/**
 * Limits of the uploads of one account.
 *
 * @param maxConcurrentUploads uploads at a time, over all threads that use the client
 * @param maxWait how long an upload waits for its turn, and for another upload to the same name, before it fails
 * @param readTimeout how long a connection to the object storage may take no byte and give none before it is replaced
 * @param minimumRate bytes per second below which a connection is replaced; the whole upload has no time limit
 */
public record UploadLimits(int maxConcurrentUploads, Duration maxWait, Duration readTimeout, long minimumRate) {

    /** Two uploads at a time, a wait of 5 minutes, 60 s without a byte, 1 KiB/s. */
    public static final UploadLimits DEFAULT = new UploadLimits(2, Duration.ofMinutes(5), Duration.ofSeconds(60), 1024);

    /**
     * @throws IllegalArgumentException if there is no room for an upload
     */
    public UploadLimits {
        Objects.requireNonNull(maxWait, "maxWait");
        Objects.requireNonNull(readTimeout, "readTimeout");
        if (maxConcurrentUploads < 1) {
            throw new IllegalArgumentException("maxConcurrentUploads must be at least 1, not " + maxConcurrentUploads);
        }
    }
}
