/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.content;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.support.MessageHelper;
import org.apache.camel.support.SynchronizationAdapter;
import org.apache.camel.util.IOHelper;

/**
 * A stream over an {@link Open115Content}, for one reader at a time: the reader may be another thread for each read, as in
 * servers that answer asynchronously. Reading again after {@link #close()} or {@link #reset()} starts from the beginning. It is a stream
 * cache because it may become a body itself, by {@code convertBodyTo} or as an answer to an HTTP request; Camel rewinds it
 * before each step then, and does not copy it into memory.
 */
public final class ContentStream extends InputStream implements StreamCache {

    private static final StackWalker STACK = StackWalker.getInstance();
    private static final String LOGGING_CLASS = MessageHelper.class.getName();
    private static final String LOGGING_METHOD = "extractValueForLogging";

    private final Open115Content content;
    private final ExchangeReadings readings;

    // guarded by this: the reading in progress, and the thread that lost one to another thread
    private OpenStream current;
    private Thread loser;

    ContentStream(Open115Content content, ExchangeReadings readings) {
        this.content = content;
        this.readings = readings;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int count) throws IOException {
        Objects.checkFromIndexSize(offset, count, buffer.length);
        if (count == 0) {
            // a read of nothing opens nothing
            return 0;
        }
        // not under the lock: the end of the exchange must be able to end a read that waits for bytes
        OpenStream stream = enter();
        int received = 0;
        try {
            received = stream.read(buffer, offset, count);
            return received;
        } finally {
            leave(stream, received);
        }
    }

    /**
     * At least 1 before the end. Readers take 0 for the end of the data, and would hide the rest:
     * {@link java.util.zip.GZIPInputStream} behind a member, and loops over {@link java.io.Reader#ready()}.
     */
    @Override
    public synchronized int available() throws IOException {
        if (position() == length()) {
            return 0;
        }
        return current == null || current.busy ? 1 : Math.max(1, current.source.available());
    }

    /**
     * Fetches the first byte without consuming it, so that a caller knows that there is content before it announces it.
     *
     * @throws IOException if the content cannot be fetched; an {@code Open115Exception} if there is no link
     */
    public void begin() throws IOException {
        OpenStream stream = enter();
        try {
            stream.begin();
        } finally {
            leave(stream, 0);
        }
        synchronized (this) {
            stream.reader = null;
        }
    }

    /** Ends the reading in progress and releases its connection. The next read starts from the beginning. */
    @Override
    public void close() throws IOException {
        InputStream ended = rewind();
        if (ended != null) {
            ended.close();
        }
    }

    /** Rewinds to the beginning, as Camel does before each step of a route. */
    @Override
    public void reset() {
        if (!isAtStart()) {
            release();
        }
    }

    /** Whether nothing has been consumed yet, so that the open connection serves the next reading. */
    private synchronized boolean isAtStart() {
        return current != null && current.reader == null && !current.busy;
    }

    void release() {
        IOHelper.close(rewind());
    }

    synchronized boolean isReadBy(Thread thread) {
        return current != null && current.reader == thread;
    }

    /** Closes the stream at the end of an exchange. */
    public ContentStream releasedWith(Exchange exchange) {
        exchange.getExchangeExtension().addOnCompletion(new Release(this));
        return this;
    }

    private synchronized InputStream rewind() {
        Thread caller = Thread.currentThread();
        if (loser == caller) {
            loser = null;
        }
        if (current == null) {
            return null;
        }
        OpenStream ended = current;
        // a reader that has not reached the end would take the next bytes for the rest
        if (ended.reader != caller && !ended.complete) {
            loser = ended.reader;
        }
        current = null;
        readings.closed(this);
        return ended.giveUp();
    }

    private synchronized OpenStream enter() throws IOException {
        Thread caller = Thread.currentThread();
        if (loser == caller) {
            throw new IOException(label() + " was rewound, or its exchange ended, while its content was being read;"
                    + " read it before the next step, or set localWorkDirectory");
        }
        if (current == null) {
            if (isReadForLogging()) {
                throw new IOException("The content of " + label() + " is not fetched in order to be logged");
            }
            current = new OpenStream();
        }
        if (current.busy) {
            throw new IOException("A stream over " + label() + " is being read by another thread;"
                    + " convert the body to a stream in each thread");
        }
        current.reader = caller;
        current.busy = true;
        return current;
    }

    private synchronized void leave(OpenStream stream, int received) {
        stream.busy = false;
        stream.complete |= received < 0;
    }

    /**
     * Whether the body is read in order to be shown in a log or a trace, which only the stack tells. Camel assumes that a
     * stream cache is at hand, so the backlog tracer would download each file at each step. If the read fails, it shows the
     * body's {@code toString}.
     */
    private static boolean isReadForLogging() {
        return STACK.walk(
                frames -> frames.anyMatch(frame -> frame.getMethodName().equals(LOGGING_METHOD)
                        && frame.getClassName().equals(LOGGING_CLASS)));
    }

    private String label() {
        return "File " + content.file().id() + " ('" + content.file().name() + "')";
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        content.writeTo(out);
    }

    /** A stream over the same content for the message of another exchange. */
    @Override
    public ContentStream copy(Exchange exchange) {
        return content.copy(exchange).newStream(exchange);
    }

    /** The content that this stream reads. */
    public Open115Content content() {
        return content;
    }

    @Override
    public boolean inMemory() {
        return false;
    }

    @Override
    public long length() {
        return content.length();
    }

    @Override
    public synchronized long position() {
        return current == null ? 0 : current.position;
    }

    @Override
    public String toString() {
        return content.toString();
    }

    /** The content once, from the first byte to the last. */
    private final class OpenStream {

        private final ExchangeReadings.ReadAttempt attempt;
        private final PushbackInputStream source;
        private volatile long position;
        // guarded by the stream
        private Thread reader;
        private boolean busy;
        private boolean complete;

        OpenStream() throws IOException {
            attempt = readings.begin();
            try {
                source = new PushbackInputStream(content.open(), 1);
            } catch (IOException | RuntimeException e) {
                attempt.failed(e);
                throw e;
            }
            readings.opened(ContentStream.this);
        }

        int read(byte[] buffer, int offset, int count) throws IOException {
            try {
                int received = source.read(buffer, offset, count);
                if (received < 0 && position < length()) {
                    throw new EOFException(label() + " ended after " + position + " of " + length() + " bytes");
                }
                position += Math.max(received, 0);
                if (received < 0 || position == length()) {
                    attempt.proved();
                }
                return received;
            } catch (IOException | RuntimeException e) {
                attempt.failed(e);
                throw e;
            }
        }

        void begin() throws IOException {
            try {
                int first = source.read();
                if (first >= 0) {
                    source.unread(first);
                }
            } catch (IOException | RuntimeException e) {
                attempt.failed(e);
                throw e;
            }
        }

        /** Ends the reading: errors that its reader gets from now on are no failures of the content. */
        InputStream giveUp() {
            attempt.giveUp();
            return source;
        }
    }

    private static final class Release extends SynchronizationAdapter {

        private final ContentStream stream;

        Release(ContentStream stream) {
            this.stream = stream;
        }

        @Override
        public void onDone(Exchange exchange) {
            stream.release();
        }
    }
}
