package io.github.open115.camel.content;

import java.io.IOException;
import java.io.InputStream;

/** A stream that sees what passes, in whatever way it is read. */
abstract class PassingStream extends InputStream {

    private final InputStream in;

    PassingStream(InputStream in) {
        this.in = in;
    }

    /**
     * Bytes have come.
     *
     * @param count how many; negative at the end
     */
    abstract void passed(byte[] buffer, int offset, int count);

    /** A read has failed, and its reader gets the reason. */
    abstract void failed(Exception reason);

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public final int read(byte[] buffer, int offset, int most) throws IOException {
        int count;
        try {
            count = in.read(buffer, offset, most);
        } catch (IOException | RuntimeException e) {
            failed(e);
            throw e;
        }
        passed(buffer, offset, count);
        return count;
    }

    @Override
    public final int available() throws IOException {
        return in.available();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
