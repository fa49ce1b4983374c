package io.github.open115.camel.content;

import java.io.IOException;
import java.io.InputStream;

/** A reading that tells how it ended. One that is closed before has no outcome, whatever its reader gets then. */
final class WatchedReading extends PassingStream {

    private final long length;
    private final ReadingOutcome outcome;
    private long received;
    // the first failure tells why; may be set by the end of the exchange meanwhile
    private volatile boolean decided;

    WatchedReading(InputStream in, long length, ReadingOutcome outcome) {
        super(in);
        this.length = length;
        this.outcome = outcome;
    }

    @Override
    void passed(byte[] buffer, int offset, int count) {
        received += Math.max(count, 0);
        if (!decided && (count < 0 || received == length)) {
            decided = true;
            outcome.proved();
        }
    }

    @Override
    void failed(Exception reason) {
        if (!decided) {
            decided = true;
            outcome.failed(reason);
        }
    }

    @Override
    public void close() throws IOException {
        decided = true;
        super.close();
    }
}
