/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.transfer;

import io.github.open115.client.http.NotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Downloads a content into a part file, and moves that to its target when it is verified and on disk. */
final class FileDownload {

    private static final Logger LOG = LoggerFactory.getLogger(FileDownload.class);

    private final DownloadSession session;
    private final TransferContext context;
    private final ContentSource source;
    private final Path target;

    FileDownload(DownloadSession session, Path target) {
        this.session = session;
        this.context = session.context();
        this.source = session.source();
        this.target = target;
    }

    /**
     * Downloads the file. If its content is wrong, nobody can tell which bytes are: then all of it is fetched once more, with
     * another link, because the first one may lead to another file.
     */
    void run() throws IOException {
        try {
            fetch();
        } catch (ContentDigest.WrongContentException e) {
            LOG.warn("{}; fetching it once more", e.getMessage());
            fetch();
        }
    }

    private void fetch() throws IOException {
        try (PartFile part = PartFile.open(source, target)) {
            long present = part.pieces().bytesDone();
            if (part.isResumed()) {
                LOG.info("{}: resuming after {} bytes of an earlier download", source.label(), present);
            }
            Transfer transfer = context.monitor().start(source, null, present);
            try {
                fetch(part, transfer);
            } catch (NotFoundException e) {
                // the file has left the drive: no later download will resume this one
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
        ContentDigest digest = new ContentDigest(source.size(), context.executor());
        new PieceFetch(session, part, transfer, digest).run(context.limits().maxConnectionsPerLink());
        try {
            digest.verify(source);
        } catch (ContentDigest.WrongContentException e) {
            part.discard();
            session.disproved();
            throw e;
        }
        part.moveToTarget();
    }
}
