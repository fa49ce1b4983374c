/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.transfer;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Fetches the missing pieces of a part file and digests the whole file. Over one connection, bytes are digested as they
 * arrive. Over several connections, the calling thread digests the file from its beginning, as far as it is complete; if
 * the link has too many connections, fewer go on.
 */
final class PieceFetch {

    private static final int BUFFER = 128 * 1024;

    private static final long MAX_NANOS_TO_END = TimeUnit.SECONDS.toNanos(10);

    private final DownloadSession session;
    private final PartFile part;
    private final Pieces pieces;
    private final Transfer transfer;
    private final ContentDigest digest;
    private final Set<ContentReader> readers = ConcurrentHashMap.newKeySet();
    // guarded by this
    private final Set<Thread> workers = new HashSet<>();
    private volatile boolean ended;

    PieceFetch(DownloadSession session, PartFile part, Transfer transfer, ContentDigest digest) {
        this.session = session;
        this.part = part;
        this.pieces = part.pieces();
        this.transfer = transfer;
        this.digest = digest;
    }

    void run(int connections) throws IOException {
        if (connections > 1 && pieces.missing() > 1) {
            fetchInParallel(connections);
        } else {
            fetchInOrder();
        }
    }

    private void fetchInOrder() throws IOException {
        Writer writer = new Writer();
        int piece = 0;
        while (piece < pieces.count()) {
            if (pieces.isDone(piece)) {
                part.digest(piece++, digest, writer.buffer);
            } else {
                ByteRange missing = pieces.missingFrom(piece);
                try (ContentReader reader = reader(missing, false)) {
                    writer.write(reader, missing, digest);
                }
                piece = Pieces.pieceAt(missing.last()) + 1;
            }
        }
    }

    private ContentReader reader(ByteRange range, boolean yields) {
        boolean whole = range.length() == session.source().size();
        return new ContentReader(session, whole ? null : range, yields);
    }

    private void fetchInParallel(int connections) throws IOException {
        pieces.fetchedBy(connections);
        byte[] buffer = new byte[BUFFER];
        try {
            for (int i = 0; i < connections; i++) {
                session.context().executor().execute(this::work);
            }
            for (int piece = 0; piece < pieces.count(); piece++) {
                pieces.await(piece);
                part.digest(piece, digest, buffer);
            }
        } catch (RejectedExecutionException e) {
            throw new TransferException(session.source(), "the client was closed", 0, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(session.source().label() + ": interrupted");
        } finally {
            endWorkers();
        }
    }

    private void work() {
        if (!enter()) {
            return;
        }
        // also an Error must not leave the calling thread waiting
        Exception failure = new IOException("a thread of the download ended early");
        try {
            Writer writer = new Writer();
            ByteRange range = pieces.take();
            while (range != null) {
                range = fetch(range, writer) || !pieces.leaveToOthers(range) ? pieces.take() : null;
            }
            failure = null;
        } catch (IOException | RuntimeException e) {
            failure = e;
        } finally {
            if (failure != null) {
                pieces.fail(failure);
            }
            leave();
        }
    }

    /** Returns false if the link has too many connections. */
    private boolean fetch(ByteRange range, Writer writer) throws IOException {
        try (ContentReader reader = reader(range, true)) {
            readers.add(reader);
            if (ended) {
                return true;
            }
            writer.write(reader, range, null);
            readers.remove(reader);
            return true;
        } catch (ContentReader.TooManyConnectionsException e) {
            transfer.lose(writer.unfinished);
            return false;
        }
    }

    private synchronized boolean enter() {
        return !ended && workers.add(Thread.currentThread());
    }

    private synchronized void leave() {
        workers.remove(Thread.currentThread());
        notifyAll();
    }

    /** Waits until no thread writes any more, because the part file is closed next. */
    private void endWorkers() {
        ended = true;
        pieces.fail(new IOException("the download has ended"));
        readers.forEach(ContentReader::close);
        boolean interrupted = Thread.interrupted();
        long deadline = System.nanoTime() + MAX_NANOS_TO_END;
        synchronized (this) {
            workers.forEach(Thread::interrupt);
            try {
                for (long left = MAX_NANOS_TO_END;
                        !workers.isEmpty() && left > 0;
                        left = deadline - System.nanoTime()) {
                    TimeUnit.NANOSECONDS.timedWait(this, left);
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Writes what a reader delivers into the part file, one buffer at a time. Used by one thread. */
    private final class Writer {

        private final byte[] buffer = new byte[BUFFER];
        /** Bytes of the last range that belong to a piece which is not complete. */
        private long unfinished;

        /**
         * Writes a range of whole pieces.
         *
         * @param alongside a digest to which the same bytes are added; null for none
         */
        void write(ContentReader reader, ByteRange range, ContentDigest alongside) throws IOException {
            unfinished = 0;
            long position = range.first();
            int piece = Pieces.pieceAt(position);
            for (int count = fill(reader); count > 0; count = fill(reader)) {
                part.write(buffer, count, position);
                if (alongside != null) {
                    alongside.update(buffer, 0, count);
                }
                position += count;
                unfinished += count;
                while (piece <= Pieces.pieceAt(range.last())
                        && pieces.range(piece).last() < position) {
                    part.complete(piece++);
                    unfinished = position - pieces.range(piece - 1).last() - 1;
                }
                transfer.advance(count);
            }
        }

        /** Fills the buffer: a read delivers a few KiB, too little for a write each. */
        private int fill(ContentReader reader) throws IOException {
            int filled = 0;
            int count = reader.read(buffer, 0, buffer.length);
            while (count > 0) {
                filled += count;
                count = filled == buffer.length ? 0 : reader.read(buffer, filled, buffer.length - filled);
            }
            return filled;
        }
    }
}
