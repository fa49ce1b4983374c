/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.transfer;

import io.github.open115.client.links.DownloadLinks;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads the content of files; length and SHA-1 are verified. Thread-safe; the streams are not, except that any thread may
 * close them.
 *
 * <p>A stream requests its link and connects when it is first read. If the connection breaks, stalls, or is slower than
 * {@link TransferLimits#minimumRate()}, the stream goes on at the exact byte over another connection; if the link dies, with
 * another link (docs/115-open-api.md G.5). The number of retries is limited; the duration of a transfer that makes progress
 * is not. A stream that is idle, or whose turn is over, gives its connection to another reader that waits for one, and goes
 * on later where it stopped.
 *
 * <p>Reading throws {@link TransferException} if content is missing or wrong, and the
 * {@link io.github.open115.client.http.Open115Exception} of {@link DownloadLinks#link(String, String)} if there is no link.
 */
public final class Downloads implements AutoCloseable {

    private final TransferContext context;
    private final DownloadLinks links;
    private final StalePartCleaner staleParts;

    /**
     * @param context what the transfers of the account share
     * @param links gives the links
     */
    public Downloads(TransferContext context, DownloadLinks links) {
        this(context, links, new StalePartCleaner(context.clock()));
    }

    private Downloads(TransferContext context, DownloadLinks links, StalePartCleaner staleParts) {
        this.context = context;
        this.links = links;
        this.staleParts = staleParts;
    }

    /**
     * A view with other links, for a reader that waits for a paused account in another way. Everything else is shared, and
     * ends with this one.
     */
    public Downloads with(DownloadLinks otherLinks) {
        return new Downloads(context, otherLinks, staleParts);
    }

    /**
     * Opens the whole content. Length and SHA-1 are verified before the last bytes are handed out, and the end of the stream
     * is reported only for verified content. Content of size 0 costs no call.
     */
    public InputStream open(ContentSource source) throws IOException {
        return new VerifiedInputStream(session(source), null);
    }

    /**
     * Opens a part of the content, of which only the length can be verified.
     *
     * @param range must begin within the content; it is cut at the end of the content
     * @throws IllegalArgumentException if the range begins behind the end
     */
    public InputStream open(ContentSource source, ByteRange range) throws IOException {
        if (range.first() >= source.size()) {
            throw new IllegalArgumentException("range begins at byte " + range.first() + ", but file " + source.fileId()
                    + " has " + source.size() + " bytes");
        }
        ByteRange part = new ByteRange(range.first(), Math.min(range.last(), source.size() - 1));
        return new VerifiedInputStream(session(source), part);
    }

    /**
     * Writes the verified content to a file. The content is written under a temporary name beside the target, verified,
     * flushed to disk, and then moved over the target in one step: other processes see the older file or the complete new
     * one. With {@link TransferLimits#maxConnectionsPerLink()} of 2, a file of more than 8 MiB comes over two connections.
     *
     * <p>After a failure the target is unchanged. Complete pieces of 8 MiB are kept beside it under a name that begins with
     * {@code .open115-}. The next download of the same content to the same target resumes with them, even in another
     * process; if the result is not the expected content, all of it is fetched once more. If two downloads of one file run
     * at once, only one can be resumed; none on file systems without locks. Pieces that no download resumes are deleted
     * after a week by a later download to the same folder.
     *
     * @param target the file to write; missing folders are created
     */
    public void toFile(ContentSource source, Path target) throws IOException {
        Path absolute = target.toAbsolutePath();
        if (!Files.isDirectory(absolute.getParent())) {
            Files.createDirectories(absolute.getParent());
        }
        staleParts.clean(absolute.getParent());
        new FileDownload(session(source), absolute).run();
    }

    /** The number of connections to the CDN that are open now. */
    public int openConnections() {
        return context.permits().held();
    }

    /**
     * The transfers in progress, in the order in which they started: those whose first byte was requested and that have not
     * ended.
     */
    public List<Transfer> inProgress() {
        return context.monitor().inProgress();
    }

    /** The statistics of all transfers of the account. */
    public TransferStatistics statistics() {
        return context.monitor().statistics(openConnections());
    }

    /** Ends all transfers, those of other views included: their readers get an exception, and so does every later reader. */
    @Override
    public void close() {
        context.close();
    }

    private DownloadSession session(ContentSource source) {
        return new DownloadSession(source, links, context);
    }
}
