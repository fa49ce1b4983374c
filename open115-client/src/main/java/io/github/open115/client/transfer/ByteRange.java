/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.transfer;

/**
 * A part of a file; both ends belong to it.
 *
 * @param first first byte, from 0
 * @param last last byte
 */
public record ByteRange(long first, long last) {

    public ByteRange {
        if (first < 0 || last < first) {
            throw new IllegalArgumentException("not a byte range: " + first + "-" + last);
        }
    }

    /** Number of bytes. */
    public long length() {
        return last - first + 1;
    }
}
