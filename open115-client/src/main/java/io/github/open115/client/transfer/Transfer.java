/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.transfer;

import java.util.Optional;

/**
 * The transfer of a content, or of a part of it, as a {@link ProgressListener} sees it. Two transfers are never equal, even
 * if they transfer the same content at the same time. Thread-safe.
 */
public final class Transfer {

    /** A connection delivers 8 KiB at a time, and some readers take single bytes: the listener is notified of larger steps. */
    private static final long STEP = 64 * 1024;

    private final ContentSource source;
    private final ByteRange range;
    private final boolean upload;
    private final TransferMonitor monitor;

    // guarded by this: bytes at the last notification, bytes that are present, and whether the end was reported
    private long reported;
    private long present;
    private boolean ended;

    private volatile long soFar;
    private volatile boolean complete;

    /** Called by {@link TransferMonitor}. */
    Transfer(ContentSource source, ByteRange range, boolean upload, long present, TransferMonitor monitor) {
        this.source = source;
        this.range = range;
        this.upload = upload;
        this.monitor = monitor;
        this.reported = present;
        this.present = present;
        this.soFar = present;
    }

    /** The content. An upload has no file id and no pick code yet: both are empty. */
    public ContentSource source() {
        return source;
    }

    /** Whether the content is sent to the drive, not received from it. */
    public boolean isUpload() {
        return upload;
    }

    /** The part of the content that is transferred; empty for the whole. */
    public Optional<ByteRange> range() {
        return Optional.ofNullable(range);
    }

    /** The total number of bytes: the size of the content, or of the part. */
    public long length() {
        return range == null ? source.size() : range.length();
    }

    /**
     * The number of bytes so far: handed out by a stream, written to a file, sent to the storage. Never decreases. The bytes are not verified
     * before the transfer is complete.
     */
    public long soFar() {
        return soFar;
    }

    /**
     * Whether all bytes arrived and were verified: length and SHA-1; of a part, the length. Of an upload, whether the
     * drive is proved to have the file.
     */
    public boolean isComplete() {
        return complete;
    }

    /** Adds bytes that have arrived. */
    synchronized void advance(long bytes) {
        if (ended) {
            return;
        }
        present += bytes;
        if (present > soFar) {
            soFar = present;
            if (soFar - reported >= STEP || soFar == length()) {
                reported = soFar;
                monitor.advanced(this);
            }
        }
    }

    /** Subtracts bytes that must be fetched again; {@link #soFar()} stays until they have arrived. */
    synchronized void lose(long bytes) {
        present -= bytes;
    }

    /** Ends it successfully: all bytes arrived and were verified. */
    synchronized void complete() {
        complete = !ended;
        end(null);
    }

    /** Ends it because its reader was closed. */
    void close() {
        end(null);
    }

    /**
     * Ends it with a failure.
     *
     * @param failure the exception that its reader gets
     */
    void fail(Throwable failure) {
        end(failure);
    }

    private synchronized void end(Throwable failure) {
        if (!ended) {
            ended = true;
            monitor.ended(this, failure);
        }
    }

    /** The file and the progress, without a link. */
    @Override
    public String toString() {
        return source.label() + ": " + soFar + " of " + length() + " bytes";
    }
}
