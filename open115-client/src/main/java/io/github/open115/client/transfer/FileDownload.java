package io.github.open115.client.transfer;

import io.github.open115.client.http.NotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches a content into a file, and puts it in its place when it is proved and on disk. */
final class FileDownload {

    private static final Logger LOG = LoggerFactory.getLogger(FileDownload.class);

    private final TransferContext access;
    private final DownloadSession content;
    private final Path target;

    FileDownload(TransferContext access, DownloadSession content, Path target) {
        this.access = access;
        this.content = content;
        this.target = target;
    }

    /**
     * Wrong bytes are in the middle of good ones and cannot be told from them: then all is fetched anew, once, and by
     * another link, because this one may lead to another file.
     */
    void run() throws IOException {
        try {
            fetch();
        } catch (WrongContentException e) {
            LOG.warn("{}; fetching it anew", e.getMessage());
            fetch();
        }
    }

    private void fetch() throws IOException {
        try (PartFile part = PartFile.open(content.source(), target)) {
            long there = part.pieces().bytesDone();
            if (part.isResumed()) {
                LOG.info(
                        "{}: going on with {} bytes that were left behind",
                        content.source().label(),
                        there);
            }
            Transfer transfer = Transfer.start(content.source(), null, there, access.underWay());
            try {
                fetch(part, transfer);
            } catch (NotFoundException e) {
                // the file has left the drive: nobody will go on with what is here of it
                part.discard();
                transfer.fail(e);
                throw e;
            } catch (IOException | RuntimeException | Error e) {
                transfer.fail(e);
                throw e;
            }
            transfer.complete();
        }
    }

    private void fetch(PartFile part, Transfer transfer) throws IOException {
        ContentDigest digest = new ContentDigest(content.source().size(), access.digesters());
        int connections = access.settings().limits().maxConnectionsPerLink();
        if (connections > 1 && part.pieces().missing() > 1) {
            new SegmentedFetch(part, range -> reader(range, true), connections, transfer)
                    .run(access.settings().threads(), digest);
        } else {
            fetchInOrder(part, digest, transfer);
        }
        prove(part, digest);
        part.moveToTarget(content.source().size());
    }

    private void fetchInOrder(PartFile part, ContentDigest digest, Transfer transfer) throws IOException {
        Pieces pieces = part.pieces();
        PieceWriter writer = new PieceWriter(part);
        int piece = 0;
        while (piece < pieces.count()) {
            if (pieces.isDone(piece)) {
                writer.digest(piece++, digest);
            } else {
                ByteRange missing = pieces.missingFrom(piece);
                try (ContentReader reader = reader(missing, false)) {
                    writer.write(reader, missing, digest, transfer);
                }
                piece = Pieces.pieceAt(missing.last()) + 1;
            }
        }
    }

    private ContentReader reader(ByteRange range, boolean yields) {
        boolean whole = range.length() == content.source().size();
        return new ContentReader(access, content, whole ? null : range, yields);
    }

    private void prove(PartFile part, ContentDigest digest) throws IOException {
        try {
            Sha1.prove(content.source(), digest);
        } catch (WrongContentException e) {
            part.discard();
            content.disproved();
            throw e;
        }
    }

    /** Makes the folder of a target. */
    static Path prepared(Path target) throws IOException {
        Path absolute = target.toAbsolutePath();
        if (!Files.isDirectory(absolute.getParent())) {
            Files.createDirectories(absolute.getParent());
        }
        return absolute;
    }
}
