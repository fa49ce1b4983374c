/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.transfer;

import io.github.open115.client.internal.Digests;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * The SHA-1 of content that arrives in order, which the service lists for each file (docs/115-open-api.md C.1.3). A second
 * thread computes it while the next bytes arrive, so a transfer does not wait for its digest. When that thread falls behind,
 * because no core is free, the transferring thread computes as well. One thread adds the bytes.
 */
final class ContentDigest {

    /** The content that arrived is not the file. */
    static final class WrongContentException extends TransferException {

        private static final long serialVersionUID = 1L;

        WrongContentException(ContentSource source, String problem) {
            super(source, problem);
        }
    }

    /** Shorter content is digested by the transferring thread: waking another one would take longer. */
    private static final int SHORT = 1024 * 1024;

    private static final int PIECE = 128 * 1024;

    /** How many pieces may wait for the second thread. A transfer needs 640 KiB of memory for them. */
    private static final int MAX_WAITING = 4;

    /** A thread that is woken for each single piece would spend its time on waking up. */
    private static final int WORTH_WAKING = 2;

    private final MessageDigest digest = Digests.sha1();
    // null: the transferring thread computes alone
    private final Executor executor;
    private Piece filling;

    // guarded by this
    private final Deque<Piece> waiting = new ArrayDeque<>();
    private final Deque<Piece> free = new ArrayDeque<>();
    private boolean computing;
    private boolean woken;

    /**
     * @param size of the content, in bytes
     * @param executor runs the second thread
     */
    ContentDigest(long size, Executor executor) {
        this.executor = size < SHORT ? null : executor;
    }

    /** Adds the next bytes; the caller may change the buffer afterwards. */
    void update(byte[] buffer, int offset, int length) {
        if (executor == null) {
            digest.update(buffer, offset, length);
            return;
        }
        int taken = 0;
        while (taken < length) {
            if (filling == null) {
                filling = free();
            }
            taken += filling.take(buffer, offset + taken, length - taken);
            if (filling.isFull()) {
                handOver();
            }
        }
    }

    /**
     * Verifies the bytes that were added. No more can be added.
     *
     * @throws WrongContentException if their SHA-1 is not that of the source
     */
    void verify(ContentSource source) throws WrongContentException {
        String actual = HexFormat.of().withUpperCase().formatHex(digest());
        if (!actual.equalsIgnoreCase(source.sha1())) {
            throw new WrongContentException(
                    source,
                    "expected SHA-1 " + source.sha1() + ", got " + actual + " over " + source.size() + " bytes");
        }
    }

    /** The digest of all bytes. No more can be added. */
    byte[] digest() {
        if (filling != null) {
            waiting(filling);
            filling = null;
        }
        for (Piece next = nextOrNull(); next != null; next = nextOrNull()) {
            compute(next);
        }
        return digest.digest();
    }

    private void handOver() {
        boolean wake = waiting(filling);
        filling = null;
        if (wake) {
            try {
                executor.execute(this::computeAll);
            } catch (RejectedExecutionException e) {
                // the client is being closed: this thread computes the waiting pieces
                synchronized (this) {
                    woken = false;
                }
            }
        }
    }

    /** Adds a piece to the waiting ones. Returns whether the second thread must be woken. */
    private synchronized boolean waiting(Piece piece) {
        waiting.add(piece);
        boolean wake = !woken && waiting.size() >= WORTH_WAKING;
        woken |= wake;
        return wake;
    }

    /** A piece to fill. While too many wait, this thread computes one, or waits until the other thread has. */
    private Piece free() {
        while (true) {
            Piece behind;
            synchronized (this) {
                if (waiting.size() < MAX_WAITING) {
                    Piece piece = free.poll();
                    return piece == null ? new Piece() : piece;
                }
                if (computing) {
                    awaitOther();
                    continue;
                }
                behind = begin();
            }
            compute(behind);
        }
    }

    private void computeAll() {
        for (Piece next = beginOrLeave(); next != null; next = beginOrLeave()) {
            compute(next);
        }
    }

    private synchronized Piece beginOrLeave() {
        if (computing || waiting.isEmpty()) {
            woken = false;
            return null;
        }
        return begin();
    }

    /** The next piece for the thread that needs the digest; null when all are computed. */
    private synchronized Piece nextOrNull() {
        while (computing) {
            awaitOther();
        }
        return waiting.isEmpty() ? null : begin();
    }

    private synchronized Piece begin() {
        computing = true;
        return waiting.remove();
    }

    private void compute(Piece piece) {
        digest.update(piece.bytes, 0, piece.length);
        piece.length = 0;
        synchronized (this) {
            computing = false;
            free.add(piece);
            notifyAll();
        }
    }

    /** Waits for the other thread, which computes one piece in less than a millisecond. */
    private void awaitOther() {
        boolean interrupted = false;
        while (computing) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Piece {

        private final byte[] bytes = new byte[PIECE];
        private int length;

        int take(byte[] buffer, int offset, int count) {
            int taken = Math.min(count, bytes.length - length);
            System.arraycopy(buffer, offset, bytes, length, taken);
            length += taken;
            return taken;
        }

        boolean isFull() {
            return length == bytes.length;
        }
    }
}
