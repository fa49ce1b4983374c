/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.snapshot;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far the service miscounts a folder (docs/115-open-api.md I.3). The count is taken to be wrong when two passes
 * over the whole folder read the same files and the count differs. Not thread-safe.
 */
final class CountCorrection {

    private static final Logger LOG = LoggerFactory.getLogger(CountCorrection.class);

    private long bias;
    private long lastFingerprint;
    private long lastRows = -1;

    /** By how much the count is too high. */
    long bias() {
        return bias;
    }

    void setBias(long newBias) {
        if (newBias != bias) {
            LOG.debug("The service counts {} rows too many, not {}", newBias, bias);
        }
        bias = newBias;
    }

    /** The number of rows that a count stands for. */
    long corrected(long count) {
        return count - bias;
    }

    /**
     * A pass over the whole folder ended, and the count did not confirm its rows.
     *
     * @param fingerprint of the rows that it read
     * @return whether the rows are accepted although the count differs
     */
    boolean acceptsInSpiteOfCount(long count, long rows, long fingerprint) {
        if (count == rows || rows == lastRows && fingerprint == lastFingerprint) {
            setBias(count - rows);
            return true;
        }
        lastRows = rows;
        lastFingerprint = fingerprint;
        return false;
    }
}
