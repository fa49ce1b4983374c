/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The CRC-64 of the object storage, {@code x-oss-hash-crc64ecma} (docs/115-open-api.md D.5): ECMA-182, reflected, with
 * all bits inverted at both ends. Not thread-safe.
 */
final class Crc64 {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long POLYNOMIAL = 0xC96C5795D7870F42L;
    private static final int SLICES = 8;
    private static final long[][] TABLES = new long[SLICES][256];

    static {
        for (int i = 0; i < 256; i++) {
            long value = i;
            for (int bit = 0; bit < 8; bit++) {
                value = (value & 1) == 1 ? (value >>> 1) ^ POLYNOMIAL : value >>> 1;
            }
            TABLES[0][i] = value;
        }
        for (int slice = 1; slice < SLICES; slice++) {
            for (int i = 0; i < 256; i++) {
                long value = TABLES[slice - 1][i];
                TABLES[slice][i] = (value >>> 8) ^ TABLES[0][(int) value & 0xFF];
            }
        }
    }

    private long state;

    /** The CRC of nothing. */
    Crc64() {
        this(~0L);
    }

    private Crc64(long state) {
        this.state = state;
    }

    Crc64 copy() {
        return new Crc64(state);
    }

    /** Eight bytes at a time: a byte at a time would take longer than the SHA-1. */
    void update(byte[] bytes, int offset, int length) {
        long crc = state;
        int at = offset;
        int end = offset + length;
        for (; end - at >= SLICES; at += SLICES) {
            crc ^= (long) LONGS.get(bytes, at);
            crc = TABLES[7][(int) crc & 0xFF]
                    ^ TABLES[6][(int) (crc >>> 8) & 0xFF]
                    ^ TABLES[5][(int) (crc >>> 16) & 0xFF]
                    ^ TABLES[4][(int) (crc >>> 24) & 0xFF]
                    ^ TABLES[3][(int) (crc >>> 32) & 0xFF]
                    ^ TABLES[2][(int) (crc >>> 40) & 0xFF]
                    ^ TABLES[1][(int) (crc >>> 48) & 0xFF]
                    ^ TABLES[0][(int) (crc >>> 56) & 0xFF];
        }
        for (; at < end; at++) {
            crc = (crc >>> 8) ^ TABLES[0][(int) (crc ^ bytes[at]) & 0xFF];
        }
        state = crc;
    }

    /** The value as an unsigned decimal number. */
    @Override
    public String toString() {
        return Long.toUnsignedString(~state);
    }
}
