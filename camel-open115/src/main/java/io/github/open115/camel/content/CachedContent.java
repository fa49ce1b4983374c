/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
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
 * ({@link SharedDownload}): content that can be kept is downloaded once, even if several read at the same time.
 *
 * <p>Bytes in memory are there as long as the content is. A spool file is deleted when all exchanges that share the content
 * are done; a later reader downloads again, and leaves no file.
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
        Share share = new Share(exchange);
        exchange.getExchangeExtension().addOnCompletion(share);
        exchanges++;
        return share;
    }

    /** An exchange that shares the content is done. */
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

    /** The output keeps its exchange, so it gets one that has only the route, by which spool directories may differ. */
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

    /** Keeps what a reading has written: all bytes, proved. */
    synchronized void keep(CachedOutputStream written) throws IOException {
        written.flush();
        boolean onDisk = !StreamCachingRules.isInMemory(written);
        if (onDisk) {
            // all is written; closing the output itself would delete the file
            written.getCurrentStream().close();
        }
        shared = null;
        bytes = written;
        if (onDisk) {
            // for exchanges that never end, because they are made and not sent, as when a multicast stops
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

    /** Logs why the bytes cannot be kept. No reader fails by that, because the content can be downloaded again. */
    void logFailure(Exception reason) {
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
        // first and alone: on a full disk this one fails, and the file must be deleted all the same
        IOHelper.close(written.getCurrentStream());
        IOHelper.close(written);
    }

    String label() {
        return "file " + file.id() + " ('" + file.name() + "')";
    }

    /** The right of one exchange, or of the one that it is handed over to, to read the content. */
    private final class Share extends SynchronizationAdapter implements Opener {

        // null when it is done: a message that was put aside must not keep its exchange, which Camel may use again
        private volatile Exchange exchange;

        Share(Exchange exchange) {
            this.exchange = exchange;
        }

        @Override
        public InputStream open() {
            return new CachedStream(this);
        }

        @Override
        public Opener sharedWith(Exchange other) {
            return CachedContent.this.sharedWith(other);
        }

        @Override
        public void beforeHandover(Exchange target) {
            exchange = target;
        }

        @Override
        public void onDone(Exchange done) {
            exchange = null;
            leave();
        }
    }

    /**
     * One reading: of what is kept, else of the download that is being kept, which it shares with other readings, else of a
     * download of its own. As soon as another reading has completed the shared download, this one continues in what is kept.
     */
    private final class CachedStream extends InputStream {

        private final Share share;
        private long position;

        // one of both after the first read; written under the lock of the reading, because the end of the exchange may
        // close it
        private SharedDownload joined;
        private InputStream own;
        private boolean closed;

        CachedStream(Share share) {
            this.share = share;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int most) throws IOException {
            int count = 0;
            // a shared download that is over returns nothing
            while (count == 0 && most > 0) {
                choose();
                count = own != null ? own.read(buffer, offset, most) : joined.read(position, buffer, offset, most);
            }
            position += Math.max(count, 0);
            return count;
        }

        private synchronized void choose() throws IOException {
            if (closed) {
                throw new IOException(label() + ": the stream is closed");
            }
            if (joined != null && joined.isOver()) {
                own = joined.rest(position);
                joined.leave();
                joined = null;
            }
            if (own == null && joined == null) {
                own = kept(position);
            }
            if (own == null && joined == null) {
                if (position > 0) {
                    // the bytes before were never proved, so another download cannot continue them
                    throw new IOException(label() + ": its content could not be kept while two were reading it");
                }
                joined = join(share.exchange);
            }
            if (own == null && joined == null) {
                own = download();
            }
        }

        @Override
        public synchronized int available() throws IOException {
            return own != null ? own.available() : joined != null ? joined.available(position) : 0;
        }

        @Override
        public synchronized void close() throws IOException {
            if (!closed) {
                closed = true;
                if (joined != null) {
                    joined.leave();
                }
                if (own != null) {
                    own.close();
                }
            }
        }
    }
}
