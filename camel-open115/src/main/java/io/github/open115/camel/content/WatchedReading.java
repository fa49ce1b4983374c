package io.github.open115.camel.content;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A reading that tells how it ended. One that is closed before has no outcome, whatever its reader gets then. */
final class WatchedReading extends FilterInputStream {

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
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int count) throws IOException {
        int came;
        try {
            came = super.read(buffer, offset, count);
        } catch (IOException | RuntimeException e) {
            if (!decided) {
                decided = true;
                outcome.failed(e);
            }
            throw e;
        }
        received += Math.max(came, 0);
        if (!decided && (came < 0 || received == length)) {
            decided = true;
            outcome.proved();
        }
        return came;
    }

    @Override
    public void close() throws IOException {
        decided = true;
        super.close();
    }
}
