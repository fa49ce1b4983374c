package io.github.open115.camel.content;

import java.io.IOException;
import java.io.InputStream;

/**
 * A reading that tells how it ended. One that failed may still be gone on with to its proved end; one that is closed before
 * has no outcome, whatever its reader gets then.
 */
final class WatchedReading extends PassingStream {

    private final long length;
    private final ReadingOutcome outcome;
    private long received;
    // proved or closed; may be set by the end of the exchange meanwhile
    private volatile boolean over;

    WatchedReading(InputStream in, long length, ReadingOutcome outcome) {
        super(in);
        this.length = length;
        this.outcome = outcome;
    }

    @Override
    void passed(byte[] buffer, int offset, int count) {
        received += Math.max(count, 0);
        if (!over && (count < 0 || received == length)) {
            over = true;
            outcome.proved();
        }
    }

    @Override
    void failed(Exception reason) {
        if (!over) {
            outcome.failed(reason);
        }
    }

    @Override
    public void close() throws IOException {
        over = true;
        super.close();
    }
}
