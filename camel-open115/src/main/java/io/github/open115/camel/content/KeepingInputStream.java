package io.github.open115.camel.content;

import java.io.IOException;
import java.io.InputStream;
import org.apache.camel.converter.stream.CachedOutputStream;

/**
 * A download that writes down what passes. What was written is handed to the {@link KeptContent} when the last byte has
 * come, which a download hands out only when length and SHA-1 are proved. A reading that ends before, or whose bytes cannot
 * be written, leaves nothing; the reading itself does not suffer.
 */
final class KeepingInputStream extends InputStream {

    private final InputStream download;
    private final KeptContent content;
    private final long mostInMemory;

    // guarded by this: null as soon as it is handed over or given up, which the end of the exchange may do meanwhile
    private CachedOutputStream written;
    private long received;

    KeepingInputStream(InputStream download, KeptContent content, CachedOutputStream written, long mostInMemory) {
        this.download = download;
        this.content = content;
        this.written = written;
        this.mostInMemory = mostInMemory;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int count) throws IOException {
        int came;
        try {
            came = download.read(buffer, offset, count);
        } catch (IOException | RuntimeException e) {
            giveUp();
            throw e;
        }
        if (came > 0) {
            write(buffer, offset, came);
        }
        return came;
    }

    private synchronized void write(byte[] buffer, int offset, int count) {
        if (written == null) {
            return;
        }
        try {
            written.write(buffer, offset, count);
            received += count;
            if (received > mostInMemory && CachingRules.isInMemory(written)) {
                // Camel's rules may take back what they said of this length, as the one about the heap does
                giveUp();
            } else if (received == content.length()) {
                content.keep(written);
                written = null;
            }
        } catch (IOException | RuntimeException e) {
            content.tellOfFailure(e);
            giveUp();
        }
    }

    private synchronized void giveUp() {
        if (written != null) {
            content.giveUp(written);
            written = null;
        }
    }

    @Override
    public int available() throws IOException {
        return download.available();
    }

    @Override
    public void close() throws IOException {
        try {
            giveUp();
        } finally {
            download.close();
        }
    }
}
