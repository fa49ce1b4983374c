package io.github.open115.client.transfer;

import java.io.IOException;
import java.time.Duration;

/**
 * Notices a connection that delivers something again and again, but next to nothing. Only the time spent waiting for
 * bytes counts: a reader that takes its time is not the connection's fault.
 */
final class StallWatch {

    private final long windowNanos;
    private final long minimumBytes;
    private long waited;
    private long received;

    /**
     * @param minimumRate bytes per second
     * @param window over which the rate is measured
     */
    StallWatch(long minimumRate, Duration window) {
        this.windowNanos = window.toNanos();
        this.minimumBytes = minimumRate * window.toMillis() / 1000;
    }

    /**
     * Takes note of a read.
     *
     * @param bytes how many came; negative at the end
     * @param nanos how long the reader waited for them
     * @throws IOException if less than the minimum came within the window
     */
    void received(int bytes, long nanos) throws IOException {
        waited += nanos;
        received += Math.max(bytes, 0);
        if (waited >= windowNanos) {
            if (bytes >= 0 && received < minimumBytes) {
                throw new IOException("only " + received + " bytes in "
                        + Duration.ofNanos(waited).toSeconds() + " s");
            }
            waited = 0;
            received = 0;
        }
    }
}
