/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;

/** A body that comes no faster than a rate. Single bytes are never read from it, only blocks. */
final class PacedBody extends FilterInputStream {

    private final double bytesPerNano;
    private final long start = System.nanoTime();
    private long sent;

    /** @param rate in bytes per second of real time */
    PacedBody(InputStream in, long rate) {
        super(in);
        this.bytesPerNano = rate / 1e9;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = super.read(buffer, offset, length);
        sent += Math.max(n, 0);
        try {
            TimeUnit.NANOSECONDS.sleep(start + (long) (sent / bytesPerNano) - System.nanoTime());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DroppedConnectionException();
        }
        return n;
    }
}
