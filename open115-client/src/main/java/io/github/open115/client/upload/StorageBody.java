/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import io.github.open115.client.internal.StallWatch;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The body of one request: bytes of a source, which are read while they are sent. It is written once. If the source ends
 * early or fails, the request fails before its announced length is sent, so the storage never takes a short body as
 * complete.
 */
final class StorageBody extends RequestBody implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(StorageBody.class);

    private static final int BUFFER_BYTES = 64 * 1024;

    private final InputStream source;
    private final long length;
    private final String name;
    private final PartProgress progress;
    private final StallWatch stallWatch;
    private final Crc64 checksum = new Crc64();

    private boolean started;
    private boolean complete;
    private long sent;
    private Exception sourceFailure;

    /**
     * @param source its next bytes are sent; closed with the body
     * @param length how many bytes to send
     * @param name of the source, for the message of a failure
     * @param progress gets them
     * @param minimumRate bytes per second below which the connection fails
     * @param window the time over which the rate is measured
     */
    StorageBody(
            InputStream source, long length, String name, PartProgress progress, long minimumRate, Duration window) {
        this.source = source;
        this.name = name;
        this.length = length;
        this.progress = progress;
        this.stallWatch = new StallWatch(minimumRate, window);
    }

    /** A short body from memory. */
    static StorageBody of(byte[] bytes) {
        return new StorageBody(
                new ByteArrayInputStream(bytes),
                bytes.length,
                "a body from memory",
                PartProgress.NONE,
                0,
                Duration.ofMinutes(1));
    }

    /** None: OkHttp would add a header that is not signed. */
    @Override
    public MediaType contentType() {
        return null;
    }

    @Override
    public long contentLength() {
        return length;
    }

    /** OkHttp must not send it again by itself: the source is read once, and a completion must not be repeated blindly. */
    @Override
    public boolean isOneShot() {
        return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        if (started) {
            throw new IOException("not sent a second time");
        }
        started = true;
        byte[] buffer = new byte[(int) Math.min(BUFFER_BYTES, length)];
        while (sent < length) {
            int count = read(buffer, (int) Math.min(buffer.length, length - sent));
            long start = System.nanoTime();
            sink.write(buffer, 0, count);
            stallWatch.transferred(count, System.nanoTime() - start);
            checksum.update(buffer, 0, count);
            sent += count;
            progress.sent(count);
        }
        complete = true;
    }

    private int read(byte[] buffer, int most) throws IOException {
        try {
            int count = source.read(buffer, 0, most);
            if (count < 0) {
                throw new ContentChangedException(
                        name + " changed while it was uploaded: it ended " + (length - sent) + " bytes early");
            }
            return count;
        } catch (IOException | RuntimeException e) {
            sourceFailure = e;
            throw new IOException("the source failed", e);
        }
    }

    /** The number of bytes that were written to the connection. */
    long sent() {
        return sent;
    }

    /** Whether all bytes were written: then the storage may have received them. */
    boolean isComplete() {
        return complete;
    }

    /** The checksum of all bytes; null if not all were sent. */
    String checksum() {
        return complete ? checksum.text() : null;
    }

    /** Throws the failure of the source, if that is why the request failed. */
    void throwSourceFailure() throws IOException {
        if (sourceFailure instanceof IOException failure) {
            throw failure;
        }
        if (sourceFailure instanceof RuntimeException failure) {
            throw failure;
        }
    }

    /** Closes the source. If that fails it does not matter: what was needed of it has been read. */
    @Override
    public void close() {
        try {
            source.close();
        } catch (IOException e) {
            LOG.debug("The source of an upload was not closed", e);
        }
    }
}
