/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.transfer;

import io.github.open115.client.links.DownloadLink;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;

/**
 * Reads a part of a content over as many connections as it takes: where one breaks, stalls or is given to another reader,
 * the next goes on at the exact byte; a dead link is replaced. No connection is opened before the first read. One thread
 * reads; any thread may close.
 */
final class ContentReader implements AutoCloseable {

    /** The link has more connections than the CDN allows, and this reader may not wait until the others have ended. */
    static final class TooManyConnectionsException extends IOException {

        private static final long serialVersionUID = 1L;

        private TooManyConnectionsException(CdnResponse.RefusedException cause) {
            super(cause);
        }
    }

    private final DownloadSession session;
    private final ContentSource source;
    private final TransferContext context;
    private final long last;
    private final boolean whole;
    private final boolean yields;
    private final RetryPolicy retries;
    private long position;
    private boolean connectedBefore;
    private int wrongAnswers;
    private volatile CdnConnection connection;
    private volatile boolean closed;

    /**
     * @param range what to read; null for the whole content
     * @param yields whether to end with {@link TooManyConnectionsException} if the link has too many connections, rather
     *     than to wait
     */
    ContentReader(DownloadSession session, ByteRange range, boolean yields) {
        this.session = session;
        this.source = session.source();
        this.context = session.context();
        this.whole = range == null;
        this.position = whole ? 0 : range.first();
        this.last = whole ? source.size() - 1 : range.last();
        this.yields = yields;
        this.retries = new RetryPolicy(source, context.sleeper());
    }

    /**
     * Reads some bytes.
     *
     * @return how many, at least one; -1 when the part is complete
     * @throws TransferException if the bytes cannot be had after all retries
     */
    int read(byte[] buffer, int offset, int length) throws IOException {
        while (position <= last) {
            refuseWhenClosed();
            if (connection != null && connection.mustGiveWay()) {
                disconnect();
            }
            if (connection == null) {
                connect();
            }
            int count = receive(buffer, offset, (int) Math.min(length, last - position + 1));
            if (count > 0) {
                position += count;
                retries.received(count);
                context.monitor().received(count);
                if (position > last) {
                    end();
                }
                return count;
            }
        }
        return -1;
    }

    /** Returns 0 when the connection is gone. */
    private int receive(byte[] buffer, int offset, int length) throws IOException {
        try {
            int count = connection.read(buffer, offset, length);
            if (count > 0) {
                return count;
            }
            afterBreak("it ended", null);
        } catch (CdnConnection.PreemptedException e) {
            connection = null;
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted() && !(e instanceof SocketTimeoutException)) {
                throw interrupted(e);
            }
            afterBreak(String.valueOf(e.getMessage()), e);
        }
        return 0;
    }

    private void afterBreak(String reason, IOException cause) throws IOException {
        disconnect();
        refuseWhenClosed();
        retries.afterBreak(
                new TransferException(source, "the connection broke at byte " + position + ": " + reason, 0, cause));
    }

    private void connect() throws IOException {
        if (connectedBefore) {
            context.monitor().reconnecting();
        }
        connectedBefore = true;
        while (connection == null) {
            refuseWhenClosed();
            ConnectionPermits.Permit permit = context.permits()
                    .acquire(session, copy -> session.link(copy).prepare());
            DownloadLink link = linkFor(permit);
            try {
                request(link, permit);
            } catch (CdnResponse.RefusedException refusal) {
                afterRefusal(refusal, link, permit);
            } catch (CdnResponse.WrongAnswerException e) {
                refuseWhenClosed();
                afterWrongAnswer(e, session.link(permit.copy()), link);
            } catch (TransferException e) {
                refuseWhenClosed();
                retries.afterBreak(e);
            }
        }
    }

    /** The first one may be a page of a proxy, and a retry helps. After that the link may lead to another file. */
    private void afterWrongAnswer(CdnResponse.WrongAnswerException answer, ContentLink owner, DownloadLink link)
            throws IOException {
        wrongAnswers++;
        if (wrongAnswers == 2 && retries.mayRenewLink()) {
            owner.renew(link);
            retries.linkRenewed();
            return;
        }
        try {
            retries.afterBreak(answer);
        } catch (TransferException e) {
            owner.discard();
            throw e;
        }
    }

    private DownloadLink linkFor(ConnectionPermits.Permit permit) {
        boolean found = false;
        try {
            DownloadLink link = session.link(permit.copy()).get();
            found = true;
            return link;
        } finally {
            if (!found) {
                permit.close();
            }
        }
    }

    private void request(DownloadLink link, ConnectionPermits.Permit permit) throws IOException {
        CdnConnection next = context.cdn().prepare(missing(), link, permit);
        // set before it waits for the answer, so that close() can end the wait
        connection = next;
        if (closed) {
            next.abort();
        }
        boolean connected = false;
        try {
            context.monitor().connected();
            context.cdn().connect(next, session, missing());
            connected = true;
        } finally {
            if (!connected) {
                disconnect();
            }
        }
    }

    private void afterRefusal(CdnResponse.RefusedException refusal, DownloadLink link, ConnectionPermits.Permit permit)
            throws IOException {
        if (refusal.mayMeanTooManyConnections() && context.permits().mostOpen(permit) > 1) {
            context.permits().reduce(permit);
            if (yields) {
                throw new TooManyConnectionsException(refusal);
            }
            retries.afterRefusal(refusal);
        } else if (refusal.isAboutTheLink() && retries.mayRenewLink()) {
            session.link(permit.copy()).renew(link);
            retries.linkRenewed();
        } else if (refusal.isOverload()
                || refusal.mayMeanTooManyConnections() && context.permits().isShared(permit)) {
            retries.afterRefusal(refusal);
        } else {
            throw refusal.isAboutTheLink() ? refusal.ofNewLink(source) : refusal;
        }
    }

    /** The range to request; null for the whole content. */
    private ByteRange missing() {
        return whole && position == 0 ? null : new ByteRange(position, last);
    }

    /** Called when all bytes have arrived. OkHttp can use the connection again if no more bytes follow. */
    private void end() throws IOException {
        boolean more = false;
        try {
            more = connection.read(new byte[1], 0, 1) >= 0;
        } catch (IOException e) {
            // all bytes that were needed came before
            disconnect();
        }
        if (more) {
            disconnect();
            session.disproved();
            throw new TransferException(source, "expected bytes up to " + last + ", got more");
        }
        if (connection != null) {
            connection.finish();
            connection = null;
        }
    }

    int available() throws IOException {
        CdnConnection current = connection;
        return current == null ? 0 : (int) Math.min(current.available(), last - position + 1);
    }

    /** Closes the connection if the part is not complete. May be called while another thread reads. */
    @Override
    public void close() {
        closed = true;
        CdnConnection current = connection;
        if (current != null) {
            current.abort();
        }
    }

    private void disconnect() {
        CdnConnection current = connection;
        if (current != null) {
            current.abort();
            connection = null;
        }
    }

    private void refuseWhenClosed() throws IOException {
        if (closed) {
            throw new IOException(source.label() + ": the stream is closed");
        }
    }

    private InterruptedIOException interrupted(IOException cause) {
        disconnect();
        InterruptedIOException e = new InterruptedIOException(source.label() + ": interrupted");
        e.initCause(cause);
        return e;
    }
}
