package io.github.open115.client.transfer;

import io.github.open115.client.http.Sleeper;
import io.github.open115.client.links.DownloadLinks;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import okhttp3.OkHttpClient;

/**
 * Reads the content of files: every byte counted, the SHA-1 proved. Thread-safe; the streams are not, except that any
 * thread may close them.
 *
 * <p>A stream asks for its link and connects when it is first read. From then on it holds one of the account's
 * connections until everything was read, a read failed, or it is closed. Reading throws {@link TransferException} where
 * content is missing or wrong, and the {@link io.github.open115.client.http.Open115Exception} of
 * {@link DownloadLinks#link} where there is no link.
 */
public final class Downloads {

    private final CdnClient cdn;
    private final ConnectionPermits permits;

    public Downloads(OkHttpClient http, DownloadLinks links, TransferLimits limits) {
        this(http, links, limits, Sleeper.SYSTEM);
    }

    /**
     * @param http is derived from: its proxy, TLS and connections are used, its cache, cookies and call time-out are not
     * @param links where links come from
     * @param limits bounds of all transfers together
     * @param sleeper waits before the CDN is asked again
     */
    public Downloads(OkHttpClient http, DownloadLinks links, TransferLimits limits, Sleeper sleeper) {
        this.permits = new ConnectionPermits(limits);
        this.cdn = new CdnClient(http, links, permits, limits, sleeper);
    }

    /**
     * Opens the whole content. Length and SHA-1 are proved before the last bytes are handed out: what was read to the
     * last byte is the file, and the end is never reported otherwise. Content of size 0 costs no call.
     */
    public InputStream open(ContentSource source) throws IOException {
        return VerifiedInputStream.ofWhole(source, () -> cdn.open(source, null));
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
        return VerifiedInputStream.ofPart(source, part, () -> cdn.open(source, part));
    }

    /**
     * Writes the verified content to a file. It is written under a temporary name beside the target, proved, brought to
     * the disk, and then takes the target's place in one step: whoever looks sees the older file or the complete new one.
     * After a failure the target is what it was, and nothing else is left.
     *
     * @param target where to; missing folders are created
     */
    public void toFile(ContentSource source, Path target) throws IOException {
        toFile(source, target, soFar -> {});
    }

    /**
     * Writes the verified content to a file, as {@link #toFile(ContentSource, Path)} does.
     *
     * @param listener is told the progress; what it throws ends the transfer
     */
    public void toFile(ContentSource source, Path target, ProgressListener listener) throws IOException {
        try (InputStream content = open(source)) {
            VerifiedFile.write(content, target, listener);
        }
    }

    /** Connections to the CDN that are open now. */
    public int openConnections() {
        return permits.held();
    }
}
