/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The checksum of {@code x-oss-hash-crc64ecma}: CRC-64 with the polynomial of ECMA-182, reflected (docs/115-open-api.md
 * D.5). Takes eight bytes at a time.
 */
final class Crc64 {

    private static final long POLYNOMIAL = 0xC96C5795D7870F42L;
    private static final int SLICES = 8;
    private static final long[][] TABLES = tables();
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private long state = -1;

    void update(byte[] bytes, int offset, int length) {
        long crc = state;
        int i = offset;
        int end = offset + length;
        for (; end - i >= SLICES; i += SLICES) {
            long word = crc ^ (long) LONGS.get(bytes, i);
            crc = TABLES[7][(int) word & 0xff]
                    ^ TABLES[6][(int) (word >>> 8) & 0xff]
                    ^ TABLES[5][(int) (word >>> 16) & 0xff]
                    ^ TABLES[4][(int) (word >>> 24) & 0xff]
                    ^ TABLES[3][(int) (word >>> 32) & 0xff]
                    ^ TABLES[2][(int) (word >>> 40) & 0xff]
                    ^ TABLES[1][(int) (word >>> 48) & 0xff]
                    ^ TABLES[0][(int) (word >>> 56)];
        }
        for (; i < end; i++) {
            crc = TABLES[0][(int) (crc ^ bytes[i]) & 0xff] ^ crc >>> 8;
        }
        state = crc;
    }

    /** The checksum so far, as the storage writes it: an unsigned decimal number. */
    String text() {
        return Long.toUnsignedString(~state);
    }

    private static long[][] tables() {
        long[][] tables = new long[SLICES][256];
        for (int n = 0; n < 256; n++) {
            long crc = n;
            for (int bit = 0; bit < 8; bit++) {
                crc = crc >>> 1 ^ ((crc & 1) == 0 ? 0 : POLYNOMIAL);
            }
            tables[0][n] = crc;
        }
        for (int n = 0; n < 256; n++) {
            for (int slice = 1; slice < SLICES; slice++) {
                long before = tables[slice - 1][n];
                tables[slice][n] = tables[0][(int) before & 0xff] ^ before >>> 8;
            }
        }
        return tables;
    }
}
