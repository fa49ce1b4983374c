/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.concurrent.ThreadLocalRandom;

/** Some bytes in the middle of content that is not kept: enough to demand a proof of possession (docs/115-open-api.md D.3). */
final class Sample {

    private static final int LENGTH = 4096;

    private final long first;
    private final byte[] bytes;

    Sample(long first, int length) {
        this.first = first;
        this.bytes = new byte[length];
    }

    /** Somewhere in content of this size. */
    static Sample of(long size) {
        int length = (int) Math.min(LENGTH, size);
        return new Sample(ThreadLocalRandom.current().nextLong(size - length + 1), length);
    }

    long first() {
        return first;
    }

    int length() {
        return bytes.length;
    }

    /** Takes what it needs of a block that begins at this position of the content. */
    void take(long position, byte[] block, int length) {
        long from = Math.max(first, position);
        long to = Math.min(first + bytes.length, position + length);
        if (from < to) {
            System.arraycopy(block, (int) (from - position), bytes, (int) (from - first), (int) (to - from));
        }
    }

    InputStream open(long offset) {
        if (offset < first || offset > first + bytes.length) {
            throw new IllegalStateException(DigestedContent.NOT_KEPT);
        }
        int from = (int) (offset - first);
        return new ByteArrayInputStream(bytes, from, bytes.length - from);
    }
}
