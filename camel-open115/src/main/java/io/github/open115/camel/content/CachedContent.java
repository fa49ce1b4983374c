package io.github.open115.camel.content;

import io.github.open115.camel.Open115File;
import io.github.open115.camel.content.Open115Content.Opener;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.Cleaner;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.converter.stream.CachedOutputStream;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.apache.camel.util.IOHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bytes of a content, kept for the readings of the next step, of a redelivery, of other branches. They are kept where
 * Camel's stream caching would keep them, in memory or in its spool directory, and not at all where it is off
 * ({@link StreamCachingRules}). All copies of a content share them, and share the download that is being kept
 * ({@link SharedDownload}): however many read at the same time, what can be kept is downloaded once.
 *
 * <p>Bytes in memory are there as long as somebody has the content. A file is deleted with the last exchange that was given
 * the content; who reads later downloads again, and leaves no file.
 */
public final class CachedContent {

    private static final Logger LOG = LoggerFactory.getLogger(CachedContent.class);
    private static final Cleaner CLEANER = Cleaner.create();

    private final Open115File file;
    private final Opener download;
    private final CamelContext context;

    // guarded by this: how many exchanges may read, and the download that is being kept, or what it brought
    private int exchanges;
    private SharedDownload shared;
    private CachedOutputStream bytes;
    private boolean unkeepable;
    // deletes what is on the disk
    private Cleaner.Cleanable deletion;

    private CachedContent(Open115File file, Opener download, CamelContext context) {
        this.file = file;
        this.download = download;
        this.context = context;
    }

    /**
     * What the content of a message opens, so that it is downloaded no more often than Camel's stream caching demands.
     *
     * @param file whose whole content it is
     * @param download opens a download, which must hand out its last byte only when all bytes are proved
     * @param exchange of the message
     */
    public static Opener of(Open115File file, Opener download, Exchange exchange) {
        return new CachedContent(file, download, exchange.getContext()).sharedWith(exchange);
    }

    synchronized Opener sharedWith(Exchange exchange) {
        ContentShare share = new ContentShare(this, exchange);
        exchange.getExchangeExtension().addOnCompletion(share);
        exchanges++;
        return share;
    }

    /** An exchange that could read is done. */
    synchronized void leave() {
        exchanges--;
        if (exchanges == 0 && deletion != null) {
            forget();
        }
    }

    /** Opens a download. */
    InputStream download() throws IOException {
        return download.open();
    }

    /**
     * The download that is being kept, which is begun if there is none.
     *
     * @param reader the exchange that reads; null if it is done
     * @return null if nothing is to be kept
     */
    synchronized SharedDownload join(Exchange reader) {
        if (shared != null) {
            shared.join();
        } else if (!unkeepable && length() > 0) {
            StreamCachingRules rules = new StreamCachingRules(reader != null ? reader : new DefaultExchange(context));
            // a file that no exchange deletes is not made
            if (rules.allowInMemory(length()) || exchanges > 0 && rules.allowOnDisk(length())) {
                shared = new SharedDownload(this, newOutput(reader), rules.mostInMemory());
            }
        }
        return shared;
    }

    /** What keeps bytes keeps an exchange, too: one with nothing but the route, by which spool directories may differ. */
    private CachedOutputStream newOutput(Exchange reader) {
        DefaultExchange bare = reader != null ? new DefaultExchange(reader) : new DefaultExchange(context);
        bare.getExchangeExtension().setUnitOfWork(null);
        return new CachedOutputStream(bare, false);
    }

    synchronized boolean isKept() {
        return bytes != null;
    }

    /**
     * What is kept, from a byte on.
     *
     * @return null if nothing is kept
     */
    synchronized InputStream kept(long position) throws IOException {
        if (bytes == null) {
            return null;
        }
        StreamCache cache = bytes.newStreamCache();
        if (cache.length() < length()) {
            LOG.warn("What was spooled of {} is not there any more; it is downloaded again", label());
            forget();
            return null;
        }
        InputStream in = (InputStream) cache;
        in.skipNBytes(position);
        return in;
    }

    long length() {
        return file.size();
    }

    /** Takes what a reading wrote down: all bytes, proved. */
    synchronized void keep(CachedOutputStream written) throws IOException {
        written.flush();
        boolean onDisk = !StreamCachingRules.isInMemory(written);
        if (onDisk) {
            // all was written; to close the other one is to delete the file
            written.getCurrentStream().close();
        }
        shared = null;
        bytes = written;
        if (onDisk) {
            // also without a forget(): an exchange that is made and never sent, as when a multicast stops, never ends
            deletion = CLEANER.register(this, () -> delete(written));
            if (exchanges == 0) {
                forget();
            }
        }
    }

    /**
     * Deletes what was written of a download that has not come to its end.
     *
     * @param forGood whether a further download is not to be kept either
     */
    synchronized void giveUp(CachedOutputStream written, boolean forGood) {
        shared = null;
        unkeepable |= forGood;
        delete(written);
    }

    /** Tells why what was read cannot be kept. Other than Camel's own streams, content can be had again without. */
    void tellOfFailure(Exception reason) {
        LOG.warn(
                "The content of {} cannot be kept by stream caching, each reading of it is a download: {}",
                label(),
                reason.toString());
    }

    private void forget() {
        deletion.clean();
        deletion = null;
        bytes = null;
    }

    private static void delete(CachedOutputStream written) {
        // apart, for a disk that is full fails this one, and the file must be deleted all the same
        IOHelper.close(written.getCurrentStream());
        IOHelper.close(written);
    }

    String label() {
        return "file " + file.id() + " ('" + file.name() + "')";
    }

    /** The right of one exchange, or of the one that it is handed over to, to read a {@link CachedContent}. */
    static final class ContentShare extends SynchronizationAdapter implements Opener {

        private final CachedContent content;
        // null when it is done: a message that was put aside must not keep its exchange, which Camel may use again
        private volatile Exchange exchange;

        ContentShare(CachedContent content, Exchange exchange) {
            this.content = content;
            this.exchange = exchange;
        }

        @Override
        public InputStream open() {
            return new KeptReading(content, this);
        }

        /** The exchange that reads; null if it is done. */
        Exchange exchange() {
            return exchange;
        }

        @Override
        public Opener sharedWith(Exchange other) {
            return content.sharedWith(other);
        }

        @Override
        public void beforeHandover(Exchange target) {
            exchange = target;
        }

        @Override
        public void onDone(Exchange done) {
            exchange = null;
            content.leave();
        }
    }
}
