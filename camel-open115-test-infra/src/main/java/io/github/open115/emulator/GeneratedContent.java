/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Pseudo-random bytes that can be read from any position: each eight bytes are a hash of the seed and their place. */
final class GeneratedContent extends Content {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final long seed;
    private final long size;

    GeneratedContent(long seed, long size) {
        this(seed, size, null);
    }

    /** @param sha1 null when it shall be computed */
    GeneratedContent(long seed, long size, String sha1) {
        super(sha1);
        if (size < 0) {
            throw new IllegalArgumentException("size must not be negative: " + size);
        }
        this.seed = seed;
        this.size = size;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public InputStream open(long offset) {
        return new Reader(offset);
    }

    /** The finalizer of the SplitMix64 generator: well mixed, and fast enough for gigabytes. */
    private long word(long index) {
        long z = seed + (index + 1) * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    private byte byteAt(long position) {
        return (byte) (word(position >>> 3) >>> ((position & 7) * 8));
    }

    private final class Reader extends InputStream {
        private long position;

        Reader(long position) {
            this.position = position;
        }

        @Override
        public int read() {
            return position < size ? byteAt(position++) & 0xFF : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (length == 0) {
                return 0;
            }
            if (position >= size) {
                return -1;
            }
            int n = (int) Math.min(length, size - position);
            int at = offset;
            int end = offset + n;
            while (at < end) {
                if ((position & 7) == 0 && end - at >= Long.BYTES) {
                    LONGS.set(buffer, at, word(position >>> 3));
                    at += Long.BYTES;
                    position += Long.BYTES;
                } else {
                    buffer[at++] = byteAt(position++);
                }
            }
            return n;
        }
    }
}
