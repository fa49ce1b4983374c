package io.github.open115.client.transfer;

import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * The SHA-1 of content that arrives in order. A second thread computes it while the next bytes arrive, so that a transfer
 * does not wait for its digest. When that thread falls behind, because no core is free, the thread that brings the bytes
 * computes as well. One thread brings the bytes.
 */
final class ContentDigest {

    /** Shorter content is digested at once: to wake a thread would take longer. */
    private static final int SHORT = 1024 * 1024;

    private static final int PIECE = 128 * 1024;

    /** How many pieces may wait for the second thread. Their memory is the price of a transfer: 640 KiB. */
    private static final int MOST_WAITING = 4;

    /** A thread that is woken for each piece would spend its time on falling asleep. */
    private static final int WORTH_WAKING = 2;

    private final MessageDigest digest = Sha1.newDigest();
    // null: the thread that brings the bytes computes alone
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

    /** Takes the next bytes; the caller may change the buffer afterwards. */
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

    /** The digest of all bytes, which is used up by this. */
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
                // the client is being closed: what waits is computed by this thread
                synchronized (this) {
                    woken = false;
                }
            }
        }
    }

    /** Adds a piece to those that wait. Returns whether the second thread must be woken. */
    private synchronized boolean waiting(Piece piece) {
        waiting.add(piece);
        boolean wake = !woken && waiting.size() >= WORTH_WAKING;
        woken |= wake;
        return wake;
    }

    /** A piece to fill. While too many wait, this thread computes one, or waits for the one that is being computed. */
    private Piece free() {
        while (true) {
            Piece behind;
            synchronized (this) {
                if (waiting.size() < MOST_WAITING) {
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

    /** The next piece for the thread that wants all of them computed; null when there is none left. */
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

    /** The other thread computes one piece without waiting for anything, which takes less than a millisecond. */
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
