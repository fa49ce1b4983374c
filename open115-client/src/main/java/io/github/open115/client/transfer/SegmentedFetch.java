package io.github.open115.client.transfer;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Fetches the missing pieces of a file over several connections at a time, while the calling thread brings the file
 * through its digest from the beginning, as far as it is there. When the link has too many connections, fewer go on.
 */
final class SegmentedFetch {

    private static final int SECONDS_TO_END = 10;

    private final PartFile part;
    private final Function<ByteRange, ContentReader> opener;
    private final int connections;
    private final Transfer transfer;
    private final Set<ContentReader> readers = ConcurrentHashMap.newKeySet();
    private volatile boolean ended;

    SegmentedFetch(PartFile part, Function<ByteRange, ContentReader> opener, int connections, Transfer transfer) {
        this.part = part;
        this.opener = opener;
        this.connections = connections;
        this.transfer = transfer;
    }

    void run(ThreadFactory factory, ContentDigest digest) throws IOException {
        Pieces pieces = part.pieces();
        ExecutorService threads = Executors.newFixedThreadPool(connections, factory);
        pieces.fetchedBy(connections);
        for (int i = 0; i < connections; i++) {
            threads.execute(this::fetch);
        }
        try {
            PieceWriter reading = new PieceWriter(part);
            for (int piece = 0; piece < pieces.count(); piece++) {
                pieces.await(piece);
                reading.digest(piece, digest);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(transfer.source().label() + ": interrupted");
        } finally {
            end(threads);
        }
    }

    private void fetch() {
        Pieces pieces = part.pieces();
        // also what is not caught here must not leave the calling thread waiting
        Exception failure = new IOException("a thread of the download ended early");
        try {
            PieceWriter writer = new PieceWriter(part);
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
        }
    }

    /** Returns false when the link has too many connections. */
    private boolean fetch(ByteRange range, PieceWriter writer) throws IOException {
        try (ContentReader reader = opener.apply(range)) {
            readers.add(reader);
            if (ended) {
                return true;
            }
            writer.write(reader, range, null, transfer);
            readers.remove(reader);
            return true;
        } catch (ContentReader.CrowdedException e) {
            transfer.lose(writer.unfinished());
            return false;
        }
    }

    /** Nobody may write any more when the part file is closed. */
    private void end(ExecutorService threads) {
        ended = true;
        part.pieces().fail(new IOException("the download has ended"));
        readers.forEach(ContentReader::close);
        threads.shutdownNow();
        boolean interrupted = Thread.interrupted();
        try {
            threads.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
