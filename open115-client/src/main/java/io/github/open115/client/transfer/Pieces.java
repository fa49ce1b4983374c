/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.transfer;

import java.io.IOException;
import java.util.BitSet;

/** Which pieces of a file are on disk, and which are being fetched. Thread-safe. */
final class Pieces {

    /** Bytes of a piece: the most that a killed process loses of each connection. */
    static final int SIZE = 8 << 20;

    /** Pieces of one request at most. */
    private static final int MAX_AT_ONCE = 8;

    /** A request takes a quarter of the remaining pieces, so that all connections end at about the same time. */
    private static final int SHARE = 4;

    private final long size;
    private final int count;
    // guarded by this
    private final BitSet done;
    private final BitSet taken;
    private int fetching;
    private Exception failure;

    /**
     * @param size of the file
     * @param done the pieces on disk; copied
     */
    Pieces(long size, BitSet done) {
        this.size = size;
        this.count = Math.toIntExact((size + SIZE - 1) / SIZE);
        this.done = (BitSet) done.clone();
        this.done.clear(count, Math.max(count, this.done.length()));
        this.taken = (BitSet) this.done.clone();
    }

    int count() {
        return count;
    }

    synchronized int missing() {
        return count - done.cardinality();
    }

    synchronized boolean isDone(int piece) {
        return done.get(piece);
    }

    /** The number of bytes on disk. */
    synchronized long bytesDone() {
        long bytes = (long) done.cardinality() * SIZE;
        return count > 0 && done.get(count - 1) ? bytes - (long) count * SIZE + size : bytes;
    }

    /** The range from a missing piece to the next one on disk. */
    synchronized ByteRange missingFrom(int piece) {
        int end = done.nextSetBit(piece);
        return range(piece, end < 0 ? count : end);
    }

    /**
     * Takes the next pieces to fetch; no other caller gets them.
     *
     * @return null if there are none: the caller stops fetching
     */
    synchronized ByteRange take() {
        int from = taken.nextClearBit(0);
        if (from >= count || failure != null) {
            fetching--;
            return null;
        }
        int free = count - taken.cardinality();
        int most = Math.min(MAX_AT_ONCE, (free + SHARE - 1) / SHARE);
        int next = taken.nextSetBit(from);
        int end = Math.min(next < 0 ? count : next, from + most);
        taken.set(from, end);
        return range(from, end);
    }

    /** Sets how many threads {@link #take()} pieces. */
    synchronized void fetchedBy(int threads) {
        fetching = threads;
    }

    /**
     * Returns taken pieces that are not on disk, so that another thread fetches them.
     *
     * @return whether there is another thread; then the caller stops fetching
     */
    synchronized boolean leaveToOthers(ByteRange range) {
        for (int piece = pieceAt(range.first()); piece <= pieceAt(range.last()); piece++) {
            taken.set(piece, done.get(piece));
        }
        if (fetching == 1) {
            return false;
        }
        fetching--;
        return true;
    }

    synchronized void complete(int piece) {
        done.set(piece);
        notifyAll();
    }

    /** Ends the fetching: {@link #take()} returns null, {@link #await} throws the reason. */
    synchronized void fail(Exception reason) {
        if (failure == null) {
            failure = reason;
        }
        notifyAll();
    }

    /** Waits until a piece is on disk. */
    synchronized void await(int piece) throws IOException, InterruptedException {
        while (!done.get(piece)) {
            if (failure instanceof IOException io) {
                throw io;
            }
            if (failure instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            wait();
        }
    }

    /** The range of one piece. */
    ByteRange range(int piece) {
        return range(piece, piece + 1);
    }

    static int pieceAt(long position) {
        return Math.toIntExact(position / SIZE);
    }

    private ByteRange range(int from, int end) {
        return new ByteRange((long) from * SIZE, Math.min(size, (long) end * SIZE) - 1);
    }
}
