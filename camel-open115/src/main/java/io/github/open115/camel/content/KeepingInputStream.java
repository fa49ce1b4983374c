package io.github.open115.camel.content;

import java.io.IOException;
import java.io.InputStream;
import org.apache.camel.converter.stream.CachedOutputStream;

/**
 * A download that writes down what passes. What was written is handed to the {@link KeptContent} when the last byte has
 * come, which a download hands out only when length and SHA-1 are proved. A reading that ends before, or whose bytes cannot
 * be written, leaves nothing; the reading itself does not suffer.
 */
final class KeepingInputStream extends PassingStream {

    private final KeptContent content;
    private final long mostInMemory;

    // guarded by this: null as soon as it is handed over or given up, which the end of the exchange may do meanwhile
    private CachedOutputStream written;
    private long received;

    KeepingInputStream(InputStream download, KeptContent content, CachedOutputStream written, long mostInMemory) {
        super(download);
        this.content = content;
        this.written = written;
        this.mostInMemory = mostInMemory;
    }

    @Override
    synchronized void passed(byte[] buffer, int offset, int count) {
        if (written == null || count <= 0) {
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

    @Override
    void failed(Exception reason) {
        giveUp();
    }

    private synchronized void giveUp() {
        if (written != null) {
            content.giveUp(written);
            written = null;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            giveUp();
        } finally {
            super.close();
        }
    }
}
