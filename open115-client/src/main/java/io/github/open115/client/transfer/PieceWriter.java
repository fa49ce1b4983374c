package io.github.open115.client.transfer;

import java.io.IOException;

/** Writes what a reader delivers into a part file, one buffer at a time. */
final class PieceWriter {

    private static final int BUFFER = 128 * 1024;

    private final PartFile part;
    private final byte[] buffer = new byte[BUFFER];
    private long unfinished;

    PieceWriter(PartFile part) {
        this.part = part;
    }

    /**
     * Writes a range that begins with a piece and ends with one.
     *
     * @param digest is brought through the same bytes; null for none
     * @param transfer is told after each write
     */
    void write(ContentReader reader, ByteRange range, ContentDigest digest, Transfer transfer) throws IOException {
        unfinished = 0;
        long position = range.first();
        int piece = Pieces.pieceAt(position);
        for (int count = fill(reader); count > 0; count = fill(reader)) {
            part.write(buffer, count, position);
            if (digest != null) {
                digest.update(buffer, 0, count);
            }
            position += count;
            unfinished += count;
            while (piece <= Pieces.pieceAt(range.last())
                    && part.pieces().range(piece).last() < position) {
                part.complete(piece++);
                unfinished = position - part.pieces().range(piece - 1).last() - 1;
            }
            transfer.advance(count);
        }
    }

    /** Bytes of the last range that were written for a piece which is not complete. */
    long unfinished() {
        return unfinished;
    }

    /** Brings a piece that was there already through a digest. */
    void digest(int piece, ContentDigest digest) throws IOException {
        part.digest(part.pieces().range(piece), digest, buffer);
    }

    /** As much as there is room for: a read brings a few KiB, too little for a write each. */
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
