package io.github.open115.client.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Objects;

/**
 * Content that is fetched when it is first read, and proved before its last bytes are handed out: a reader that stops
 * after the number of bytes it expects has the proof as well as one that waits for the end.
 *
 * <p>After content failed, every further read fails with the same error; the end is never reported. Where there was no
 * link, a further read asks for one again.
 */
final class VerifiedInputStream extends InputStream {

    private final ContentSource source;
    private final long expected;
    private final MessageDigest digest;
    private final ContentReader reader;
    private long received;
    private boolean proved;
    private IOException failure;
    private volatile boolean closed;

    private VerifiedInputStream(ContentSource source, long expected, MessageDigest digest, ContentReader reader) {
        this.source = source;
        this.expected = expected;
        this.digest = digest;
        this.reader = reader;
    }

    /** The whole content: length and SHA-1 are proved. */
    static VerifiedInputStream ofWhole(ContentSource source, ContentReader reader) {
        return new VerifiedInputStream(source, source.size(), Sha1.newDigest(), reader);
    }

    /** A part of the content: only its length can be proved. */
    static VerifiedInputStream ofPart(ContentSource source, ByteRange range, ContentReader reader) {
        return new VerifiedInputStream(source, range.length(), null, reader);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        if (closed) {
            throw new IOException(source.label() + ": the stream is closed");
        }
        if (failure != null) {
            throw failure;
        }
        if (length == 0) {
            return 0;
        }
        try {
            return proved ? -1 : receive(buffer, offset, length);
        } catch (IOException e) {
            failure = e;
            reader.close();
            throw e;
        }
    }

    private int receive(byte[] buffer, int offset, int length) throws IOException {
        int count = expected == 0 ? -1 : reader.read(buffer, offset, length);
        if (count > 0) {
            received += count;
            if (digest != null) {
                digest.update(buffer, offset, count);
            }
        }
        if (received == expected) {
            if (digest != null) {
                Sha1.prove(source, digest);
            }
            proved = true;
        }
        return count;
    }

    @Override
    public int available() throws IOException {
        return proved || closed || failure != null ? 0 : reader.available();
    }

    /** Breaks the connection if not everything was read. May be called while another thread reads. */
    @Override
    public void close() {
        closed = true;
        reader.close();
    }
}
