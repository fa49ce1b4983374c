/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Objects;

/**
 * Content that is fetched when it is first read, and verified before its last bytes are handed out: so a reader that stops
 * after the expected number of bytes is as safe as one that reads to the end of the stream.
 *
 * <p>After a failure, the bytes that came before it are handed out, and every further read fails with the same exception;
 * the end is never reported. If there was no link, only the next read fails, and the read after it requests a link again.
 */
final class VerifiedInputStream extends InputStream {

    private static final int MAX_AT_ONCE = 128 * 1024;

    /** A connection that takes longer to fill the buffer is slow: its bytes are handed out without waiting for more. */
    private static final long LONGEST_WAIT_FOR_MORE = Duration.ofMillis(20).toNanos();

    private final ContentSource source;
    private final DownloadSession session;
    private final long expected;
    private final ContentDigest digest;
    private final ContentReader reader;
    private final ByteRange range;
    private long received;
    private boolean verified;
    private IOException failure;
    // thrown by the next read: there was no link, but there were bytes to hand out first
    private RuntimeException pending;
    private volatile boolean closed;
    // null before the first read, and after a read without a link
    private volatile Transfer transfer;

    /** @param range the part of the content, of which only the length can be verified; null for the whole content */
    VerifiedInputStream(DownloadSession session, ByteRange range) {
        this.source = session.source();
        this.session = session;
        this.range = range;
        this.expected = range == null ? source.size() : range.length();
        this.digest = range == null
                ? new ContentDigest(source.size(), session.context().executor())
                : null;
        this.reader = new ContentReader(session, range, false);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        if (closed) {
            throw new IOException(source.label() + ": the stream is closed");
        }
        if (failure != null) {
            throw failure;
        }
        if (length == 0) {
            return 0;
        }
        return verified ? -1 : fetch(buffer, offset, length);
    }

    /** Fills the buffer with several reads: a connection delivers a few KiB at a time, too little for a write each. */
    private int fetch(byte[] buffer, int offset, int length) throws IOException {
        if (pending != null) {
            RuntimeException due = pending;
            pending = null;
            throw due;
        }
        if (transfer == null) {
            transfer = session.context().monitor().start(source, range, received);
        }
        int most = Math.min(length, MAX_AT_ONCE);
        int filled = 0;
        long start = System.nanoTime();
        try {
            while (!verified && filled < most && (filled == 0 || System.nanoTime() - start < LONGEST_WAIT_FOR_MORE)) {
                int count = receive(buffer, offset + filled, most - filled);
                filled += Math.max(count, 0);
            }
        } catch (IOException e) {
            failure = e;
            reader.close();
            ended(e);
            if (filled == 0) {
                throw e;
            }
        } catch (RuntimeException e) {
            ended(e);
            transfer = null;
            if (filled == 0) {
                throw e;
            }
            pending = e;
        } catch (Error e) {
            // the bytes that were received are lost with it: no later read may go on behind them
            failure = new IOException(source.label() + ": ended by an error", e);
            reader.close();
            ended(e);
            throw e;
        }
        return filled > 0 ? filled : -1;
    }

    /** A read that fails because another thread closed the stream is no failure of the transfer. */
    private void ended(Throwable reason) {
        if (closed) {
            transfer.close();
        } else {
            transfer.fail(reason);
        }
    }

    private int receive(byte[] buffer, int offset, int length) throws IOException {
        int count = expected == 0 ? -1 : reader.read(buffer, offset, length);
        if (count > 0) {
            received += count;
            if (digest != null) {
                digest.update(buffer, offset, count);
            }
        }
        if (received == expected) {
            verify();
            verified = true;
        }
        if (count > 0) {
            transfer.advance(count);
        }
        if (verified) {
            transfer.complete();
        }
        return count;
    }

    private void verify() throws IOException {
        if (digest != null) {
            try {
                digest.verify(source);
            } catch (ContentDigest.WrongContentException e) {
                session.disproved();
                throw e;
            }
        }
    }

    /**
     * At least 1 before the end, also if the next read throws. Readers take 0 for the end of the data, and would hide the
     * rest: {@link java.util.zip.GZIPInputStream} behind a member, and loops over {@link java.io.Reader#ready()}.
     */
    @Override
    public int available() throws IOException {
        if (closed || verified || expected == 0) {
            return 0;
        }
        return failure == null ? Math.max(1, reader.available()) : 1;
    }

    /** Closes the connection if not everything was read. May be called while another thread reads. */
    @Override
    public void close() {
        closed = true;
        reader.close();
        Transfer begun = transfer;
        if (begun != null) {
            begun.close();
        }
    }
}
