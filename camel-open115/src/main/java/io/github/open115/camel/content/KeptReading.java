package io.github.open115.camel.content;

import java.io.IOException;
import java.io.InputStream;

/**
 * One reading of a {@link CachedContent}: of what is kept, else of the download that is being kept, which it shares with other
 * readings, else of a download of its own. As soon as another reading has completed the shared download, this one goes on
 * in what is kept.
 */
final class KeptReading extends InputStream {

    private final CachedContent content;
    private final CachedContent.ContentShare share;
    private long position;

    // what it reads: one of both after the first read. Written under the lock, as the end of the exchange may close it
    private SharedDownload shared;
    private InputStream own;
    private boolean closed;

    KeptReading(CachedContent content, CachedContent.ContentShare share) {
        this.content = content;
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
        // a shared download gives nothing when it is over
        while (count == 0 && most > 0) {
            choose();
            count = own != null ? own.read(buffer, offset, most) : shared.read(position, buffer, offset, most);
        }
        position += Math.max(count, 0);
        return count;
    }

    private synchronized void choose() throws IOException {
        if (closed) {
            throw new IOException(content.label() + ": the stream is closed");
        }
        if (shared != null && shared.isOver()) {
            own = shared.rest(position);
            shared.leave();
            shared = null;
        }
        if (own == null && shared == null) {
            own = content.kept(position);
        }
        if (own == null && shared == null) {
            if (position > 0) {
                // what came before was never proved, so it cannot be the begin of another download
                throw new IOException(content.label() + ": its content could not be kept while two were reading it");
            }
            shared = content.join(share.exchange());
        }
        if (own == null && shared == null) {
            own = content.download();
        }
    }

    @Override
    public synchronized int available() throws IOException {
        return own != null ? own.available() : shared != null ? shared.available(position) : 0;
    }

    @Override
    public synchronized void close() throws IOException {
        if (!closed) {
            closed = true;
            if (shared != null) {
                shared.leave();
            }
            if (own != null) {
                own.close();
            }
        }
    }
}
