/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * The body of a request to the object storage, read once and block by block. It is no longer held when the request has
 * been answered.
 */
final class RequestBody {

    private static final int BLOCK = 64 * 1024;

    private final AtomicLong received = new AtomicLong();
    private final LongConsumer counter;
    private InputStream in;
    private long end = Long.MAX_VALUE;
    private CountDownLatch stalledUntil;

    /** @param counter is told of each block how many bytes it has */
    RequestBody(InputStream in, LongConsumer counter) {
        this.in = in;
        this.counter = counter;
    }

    static RequestBody empty() {
        return new RequestBody(InputStream.nullInputStream(), bytes -> {});
    }

    /** Ends the connection after this many bytes. */
    void cutAfter(long bytes) {
        end = bytes;
    }

    /** Stops reading after this many bytes until the latch opens, then ends the connection. */
    void stallAfter(long bytes, CountDownLatch latch) {
        end = bytes;
        stalledUntil = latch;
    }

    /** How many bytes have come so far. */
    long received() {
        return received.get();
    }

    /** Reads what comes next; -1 at the end. */
    int read(byte[] buffer) throws IOException {
        if (received.get() >= end) {
            if (stalledUntil != null) {
                SpoiledBodies.await(stalledUntil, Long.MAX_VALUE);
            }
            throw new DroppedConnectionException();
        }
        int n = receive(buffer, (int) Math.min(buffer.length, end - received.get()));
        if (n > 0) {
            received.addAndGet(n);
            counter.accept(n);
        }
        return n;
    }

    private int receive(byte[] buffer, int length) throws DroppedConnectionException {
        try {
            return in.read(buffer, 0, length);
        } catch (IOException e) {
            // the client has gone
            throw new DroppedConnectionException();
        }
    }

    byte[] readAll() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[BLOCK];
        for (int n = read(buffer); n >= 0; n = read(buffer)) {
            bytes.write(buffer, 0, n);
        }
        return bytes.toByteArray();
    }

    /** Reads the rest: a client that is still sending might not see the reply otherwise. */
    void drain() throws IOException {
        byte[] buffer = new byte[BLOCK];
        int n = 0;
        while (n >= 0) {
            n = read(buffer);
        }
    }

    /** Drops the reference to the connection, because the log keeps this object. */
    void release() {
        in = InputStream.nullInputStream();
    }
}
