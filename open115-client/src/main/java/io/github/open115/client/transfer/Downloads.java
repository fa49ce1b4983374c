package io.github.open115.client.transfer;

import io.github.open115.client.links.DownloadLinks;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import okhttp3.OkHttpClient;

/**
 * Reads the content of files: every byte counted, the SHA-1 proved. Thread-safe; the streams are not, except that any
 * thread may close them.
 *
 * <p>A stream asks for its link and connects when it is first read. Where the connection breaks, stands still, or is
 * slower than {@link TransferLimits#minimumRate()}, it goes on at the exact byte over another; where the link dies, by
 * another link (docs/115-open-api.md G.5); how often is bounded, how long a transfer takes that gets on is not. A
 * stream that nobody reads from, or that had its turn, gives its connection to another reader that waits for one, and
 * goes on later where it stopped.
 *
 * <p>Reading throws {@link TransferException} where content is missing or wrong, and the
 * {@link io.github.open115.client.http.Open115Exception} of {@link DownloadLinks#link(String, String)} where there is no
 * link.
 */
public final class Downloads implements AutoCloseable {

    private final TransferContext access;
    private final DownloadLinks links;
    private final StalePartCleaner leftovers;

    /**
     * @param http is derived from: its proxy, TLS and connections are used, its cache, cookies and call time-out are not
     * @param links where links come from
     */
    public Downloads(OkHttpClient http, DownloadLinks links, TransferSettings settings) {
        this.access = new TransferContext(
                settings,
                new CdnClient(http, settings.limits()),
                new ConnectionPermits(settings.limits()),
                new TransferCounters(),
                new TransferMonitor(new GuardedListener(settings.listener())),
                Executors.newCachedThreadPool(settings.threads()));
        this.links = links;
        this.leftovers = new StalePartCleaner(settings.clock());
    }

    private Downloads(Downloads other, DownloadLinks links) {
        this.access = other.access;
        this.links = links;
        this.leftovers = other.leftovers;
    }

    /**
     * The same with links from elsewhere, for a reader with another policy for the pauses of the account. All else is
     * shared, and ends with this one.
     */
    public Downloads with(DownloadLinks otherLinks) {
        return new Downloads(this, otherLinks);
    }

    /**
     * Opens the whole content. Length and SHA-1 are proved before the last bytes are handed out: what was read to the
     * last byte is the file, and the end is never reported otherwise. Content of size 0 costs no call.
     */
    public InputStream open(ContentSource source) throws IOException {
        return stream(source, null);
    }

    /**
     * Opens a part of the content, of which only the length can be proved.
     *
     * @param range must begin within the content; ends with it at the latest
     * @throws IllegalArgumentException if the range begins behind the end
     */
    public InputStream open(ContentSource source, ByteRange range) throws IOException {
        if (range.first() >= source.size()) {
            throw new IllegalArgumentException("range begins at byte " + range.first() + ", but file " + source.fileId()
                    + " has " + source.size() + " bytes");
        }
        ByteRange part = new ByteRange(range.first(), Math.min(range.last(), source.size() - 1));
        return stream(source, part);
    }

    /**
     * Writes the verified content to a file. It is written under a temporary name beside the target, proved, brought to
     * the disk, and then takes the target's place in one step: whoever looks sees the older file or the complete new one.
     * With {@link TransferLimits#maxConnectionsPerLink()} of 2, a file of more than 8 MiB comes over two connections.
     *
     * <p>After a failure the target is what it was. What was fetched, in pieces of 8 MiB, is kept beside it under a name that
     * begins with {@code .open115-}, and the next download of the same content to the same place goes on with it, also in
     * another process; what is not proved in the end is fetched anew, once. Of two
     * that fetch the same at a time only one keeps what it has, and none where the file system knows no locks. What nobody came back for is deleted after a
     * week by a later download to the same folder.
     *
     * @param target where to; missing folders are created
     */
    public void toFile(ContentSource source, Path target) throws IOException {
        Path prepared = FileDownload.prepared(target);
        leftovers.clean(prepared.getParent());
        new FileDownload(access, shared(source), prepared).run();
    }

    /** Connections to the CDN that are open now. */
    public int openConnections() {
        return access.permits().held();
    }

    /**
     * The transfers that are in progress, in the order in which they started: those whose first byte was asked for and that
     * have not ended.
     */
    public List<Transfer> inProgress() {
        return access.underWay().list();
    }

    /** What all transfers together did so far. */
    public TransferStatistics statistics() {
        return access.counters().snapshot(openConnections());
    }

    /** Ends all transfers, those of other views included: their readers get an exception, and so does who reads later. */
    @Override
    public void close() {
        access.permits().close();
        access.digesters().shutdown();
    }

    private InputStream stream(ContentSource source, ByteRange range) {
        DownloadSession content = shared(source);
        ContentReader reader = new ContentReader(access, content, range, false);
        return new VerifiedInputStream(content, range, reader, access.underWay(), access.digesters());
    }

    private DownloadSession shared(ContentSource source) {
        return new DownloadSession(source, links, access.settings().clock(), access.counters());
    }
}
