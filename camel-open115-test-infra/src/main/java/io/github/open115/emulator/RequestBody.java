/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
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

    /** @param counter is told of each block how many bytes it has */
    RequestBody(InputStream in, LongConsumer counter) {
        this.in = in;
        this.counter = counter;
    }

    static RequestBody empty() {
        return new RequestBody(InputStream.nullInputStream(), bytes -> {});
    }

    /** Lets the connection end when this many bytes have come. */
    void cutAfter(long bytes) {
        end = bytes;
    }

    /** How many bytes have come so far. */
    long received() {
        return received.get();
    }

    /** Reads what comes next; -1 at the end. */
    int read(byte[] buffer) throws IOException {
        if (received.get() >= end) {
            throw new DroppedConnectionException();
        }
        int n = in.read(buffer, 0, (int) Math.min(buffer.length, end - received.get()));
        if (n > 0) {
            received.addAndGet(n);
            counter.accept(n);
        }
        return n;
    }

    byte[] readAll() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[BLOCK];
        for (int n = read(buffer); n >= 0; n = read(buffer)) {
            bytes.write(buffer, 0, n);
        }
        return bytes.toByteArray();
    }

    /** Takes the rest, since a client that is still sending may not see the reply otherwise. */
    void drain() throws IOException {
        byte[] buffer = new byte[BLOCK];
        int n = 0;
        while (n >= 0) {
            n = read(buffer);
        }
        in = InputStream.nullInputStream();
    }
}
