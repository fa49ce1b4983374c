package io.github.open115.client.transfer;

import java.util.Optional;

/**
 * One fetching of a content, or of a part of it, as a {@link ProgressListener} sees it. Two transfers are never equal, also
 * when they fetch the same content at a time. Thread-safe.
 */
public final class Transfer {

    /** Connections deliver 8 KiB at a time, some readers take single bytes; nobody wants to hear of each. */
    private static final long STEP = 64 * 1024;

    private final ContentSource source;
    private final ByteRange range;
    private final ProgressListener listener;

    // guarded by this: what was told last, what is there, and whether the end was told
    private long told;
    private long there;
    private boolean ended;

    private volatile long soFar;
    private volatile boolean complete;

    private Transfer(ContentSource source, ByteRange range, long there, ProgressListener listener) {
        this.source = source;
        this.range = range;
        this.listener = listener;
        this.told = there;
        this.there = there;
        this.soFar = there;
    }

    /**
     * Begins a transfer and tells the listener.
     *
     * @param range what is fetched; null for the whole content
     * @param there bytes that are there already
     */
    static Transfer start(ContentSource source, ByteRange range, long there, ProgressListener listener) {
        Transfer transfer = new Transfer(source, range, there, listener);
        listener.started(transfer);
        return transfer;
    }

    /** Which content. */
    public ContentSource source() {
        return source;
    }

    /** Which part of the content is fetched; empty for all of it. */
    public Optional<ByteRange> range() {
        return Optional.ofNullable(range);
    }

    /** How many bytes are to come in all: the size of the content, or of the part. */
    public long length() {
        return range == null ? source.size() : range.length();
    }

    /**
     * How many bytes are there: handed out by a stream, written to a file. Never falls. Not proved before the transfer is
     * complete.
     */
    public long soFar() {
        return soFar;
    }

    /** Whether all bytes came and were proved: length and SHA-1; of a part, the length. */
    public boolean isComplete() {
        return complete;
    }

    /** More bytes are there. */
    synchronized void advance(long bytes) {
        if (ended) {
            return;
        }
        there += bytes;
        if (there > soFar) {
            soFar = there;
            if (soFar - told >= STEP || soFar == length()) {
                told = soFar;
                listener.transferred(this);
            }
        }
    }

    /** Bytes that were there must come again. */
    synchronized void lose(long bytes) {
        there -= bytes;
    }

    /** All is there and proved. */
    synchronized void complete() {
        complete = !ended;
        end(null);
    }

    /** Its reader wants no more of it. */
    void close() {
        end(null);
    }

    /** @param failure what its reader gets */
    void fail(Throwable failure) {
        end(failure);
    }

    private synchronized void end(Throwable failure) {
        if (!ended) {
            ended = true;
            listener.ended(this, failure);
        }
    }

    /** The file and how far it is, without a link. */
    @Override
    public String toString() {
        return source.label() + ": " + soFar + " of " + length() + " bytes";
    }
}
