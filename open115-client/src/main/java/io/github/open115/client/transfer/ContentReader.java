package io.github.open115.client.transfer;

import io.github.open115.client.links.DownloadLink;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;

/**
 * The bytes of a part of a content, whatever becomes of the connections that carry them: where one breaks, stands still or
 * is given to another reader, the next goes on at the exact byte; a link that dies is replaced. Nothing is opened before
 * the first read. One thread reads; any thread may close.
 */
final class ContentReader implements AutoCloseable {

    /** The link has more connections than the CDN allows, and this reader may not wait for the others to end. */
    static final class CrowdedException extends IOException {

        private static final long serialVersionUID = 1L;

        CrowdedException(CdnRefusal cause) {
            super(cause);
        }
    }

    private final TransferContext access;
    private final DownloadSession content;
    private final long last;
    private final boolean whole;
    private final boolean yields;
    private final RetryPolicy recovery;
    private long position;
    private boolean connectedBefore;
    private int wrongAnswers;
    private volatile CdnConnection connection;
    private volatile boolean closed;

    /**
     * @param range what to read; null for the whole content
     * @param yields whether to end with {@link CrowdedException}, rather than to wait, when the link has too many
     *     connections
     */
    ContentReader(TransferContext access, DownloadSession content, ByteRange range, boolean yields) {
        this.access = access;
        this.content = content;
        this.whole = range == null;
        this.position = whole ? 0 : range.first();
        this.last = whole ? content.source().size() - 1 : range.last();
        this.yields = yields;
        this.recovery = new RetryPolicy(content.source(), access.settings().sleeper());
    }

    /** The next byte that a read will give. */
    long position() {
        return position;
    }

    /**
     * Reads some bytes.
     *
     * @return how many, at least one; -1 when the part is complete
     * @throws TransferException if the bytes cannot be had, after all that may help was tried
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
                recovery.received(count);
                access.counters().received(count);
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
        } catch (CdnConnection.GivenAwayException e) {
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
        recovery.afterBreak(new TransferException(
                content.source(), "the connection broke at byte " + position + ": " + reason, 0, cause));
    }

    private void connect() throws IOException {
        if (connectedBefore) {
            access.counters().reconnecting();
        }
        connectedBefore = true;
        while (connection == null) {
            refuseWhenClosed();
            ConnectionPermits.Permit permit =
                    access.permits().acquire(content, copy -> content.link(copy).prepare());
            DownloadLink link = linkFor(permit);
            try {
                request(link, permit);
            } catch (CdnRefusal refusal) {
                afterRefusal(refusal, link, permit);
            } catch (WrongAnswerException e) {
                refuseWhenClosed();
                afterWrongAnswer(e, content.link(permit.copy()), link);
            } catch (TransferException e) {
                refuseWhenClosed();
                recovery.afterBreak(e);
            }
        }
    }

    /** The first one may be a page of a proxy, which a second try heals. After that the link may lead to another file. */
    private void afterWrongAnswer(WrongAnswerException answer, ContentLink owner, DownloadLink link)
            throws IOException {
        wrongAnswers++;
        if (wrongAnswers == 2 && recovery.mayRenewLink()) {
            owner.renew(link);
            recovery.linkRenewed();
            return;
        }
        try {
            recovery.afterBreak(answer);
        } catch (TransferException e) {
            owner.discard();
            throw e;
        }
    }

    private DownloadLink linkFor(ConnectionPermits.Permit permit) {
        boolean found = false;
        try {
            DownloadLink link = content.link(permit.copy()).get();
            found = true;
            return link;
        } finally {
            if (!found) {
                permit.close();
            }
        }
    }

    private void request(DownloadLink link, ConnectionPermits.Permit permit) throws IOException {
        CdnConnection next = access.cdn().prepare(missing(), link, permit);
        // known before it waits for the answer, so that closing ends the wait
        connection = next;
        if (closed) {
            next.abort();
        }
        boolean connected = false;
        try {
            access.counters().connected();
            access.cdn().connect(next, content, missing());
            connected = true;
        } finally {
            if (!connected) {
                disconnect();
            }
        }
    }

    private void afterRefusal(CdnRefusal refusal, DownloadLink link, ConnectionPermits.Permit permit)
            throws IOException {
        if (refusal.mayMeanTooManyConnections() && access.permits().mostOpen(permit) > 1) {
            access.permits().reduce(permit);
            if (yields) {
                throw new CrowdedException(refusal);
            }
            recovery.afterRefusal(refusal);
        } else if (refusal.isAboutTheLink() && recovery.mayRenewLink()) {
            content.link(permit.copy()).renew(link);
            recovery.linkRenewed();
        } else if (refusal.isOverload()
                || refusal.mayMeanTooManyConnections() && access.permits().isShared(permit)) {
            recovery.afterRefusal(refusal);
        } else {
            throw refusal.isAboutTheLink() ? new CdnRefusal(content.source(), refusal) : refusal;
        }
    }

    /** What is to be asked for; null for all of it. */
    private ByteRange missing() {
        return whole && position == 0 ? null : new ByteRange(position, last);
    }

    /** All bytes are here; the connection can be used again when nothing comes behind them. */
    private void end() throws IOException {
        boolean more = false;
        try {
            more = connection.read(new byte[1], 0, 1) >= 0;
        } catch (IOException e) {
            // what was needed had come before
            disconnect();
        }
        if (more) {
            disconnect();
            content.disproved();
            throw new TransferException(content.source(), "expected bytes up to " + last + ", got more");
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

    /** Breaks the connection if not everything was read. May be called while another thread reads. */
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
            throw new IOException(content.source().label() + ": the stream is closed");
        }
    }

    private InterruptedIOException interrupted(IOException cause) {
        disconnect();
        InterruptedIOException e = new InterruptedIOException(content.source().label() + ": interrupted");
        e.initCause(cause);
        return e;
    }
}
