package io.github.open115.client.transfer;

import java.io.IOException;
import java.util.BitSet;

/** Which pieces of a file are on disk, and which are on their way. Thread-safe. */
final class Pieces {

    /** What a killed process loses at most of each connection. */
    static final int SIZE = 8 << 20;

    /** So that a connection is not asked for anew too often, and two of them end at about the same time. */
    private static final int MOST_AT_ONCE = 8;

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
     * @param done the pieces that are there; copied
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

    /** Bytes that are there. */
    synchronized long bytesDone() {
        long bytes = (long) done.cardinality() * SIZE;
        return count > 0 && done.get(count - 1) ? bytes - (long) count * SIZE + size : bytes;
    }

    /** From a piece to the next one that is there. */
    synchronized ByteRange missingFrom(int piece) {
        int end = done.nextSetBit(piece);
        return range(piece, end < 0 ? count : end);
    }

    /**
     * The next pieces to fetch, which nobody else fetches then.
     *
     * @return null when there are none: the caller does not fetch any more
     */
    synchronized ByteRange take() {
        int from = taken.nextClearBit(0);
        if (from >= count || failure != null) {
            fetching--;
            return null;
        }
        int free = count - taken.cardinality();
        int most = Math.min(MOST_AT_ONCE, (free + SHARE - 1) / SHARE);
        int next = taken.nextSetBit(from);
        int end = Math.min(next < 0 ? count : next, from + most);
        taken.set(from, end);
        return range(from, end);
    }

    /** Says how many will {@link #take()}. */
    synchronized void fetchedBy(int threads) {
        fetching = threads;
    }

    /**
     * Somebody else shall fetch what is not there of pieces that were taken.
     *
     * @return whether there is somebody else; then the caller does not fetch any more
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

    /** Nobody fetches any more, and whoever waits for a piece gets the reason. */
    synchronized void fail(Exception reason) {
        if (failure == null) {
            failure = reason;
        }
        notifyAll();
    }

    /** Waits until a piece is there. */
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
