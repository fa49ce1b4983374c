package io.github.open115.client.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/**
 * Content that is fetched when it is first read, and proved before its last bytes are handed out: a reader that stops
 * after the number of bytes it expects has the proof as well as one that waits for the end.
 *
 * <p>After content failed, every further read fails with the same error; the end is never reported. Where there was no
 * link, a further read asks for one again.
 */
final class VerifiedInputStream extends InputStream {

    /** Opens the connection, once. */
    @FunctionalInterface
    interface Opener {
        CdnConnection open() throws IOException;
    }

    private final ContentSource source;
    private final long expected;
    private final MessageDigest digest;
    private final Opener opener;
    private long received;
    private boolean proved;
    private IOException failure;
    private volatile CdnConnection connection;
    private volatile boolean closed;

    private VerifiedInputStream(ContentSource source, long expected, MessageDigest digest, Opener opener) {
        this.source = source;
        this.expected = expected;
        this.digest = digest;
        this.opener = opener;
    }

    /** The whole content: length and SHA-1 are proved. */
    static VerifiedInputStream ofWhole(ContentSource source, Opener opener) {
        return new VerifiedInputStream(source, source.size(), sha1(), opener);
    }

    /** A part of the content: only its length can be proved. */
    static VerifiedInputStream ofPart(ContentSource source, ByteRange range, Opener opener) {
        return new VerifiedInputStream(source, range.length(), null, opener);
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
            abort();
            throw e;
        }
    }

    private int receive(byte[] buffer, int offset, int length) throws IOException {
        if (expected == 0) {
            proveDigest();
            proved = true;
            return -1;
        }
        open();
        int count = pull(buffer, offset, (int) Math.min(length, expected - received));
        if (count < 0) {
            throw new TransferException(source, "expected " + expected + " bytes, got " + received);
        }
        received += count;
        if (digest != null) {
            digest.update(buffer, offset, count);
        }
        if (received == expected) {
            if (pull(new byte[1], 0, 1) >= 0) {
                throw new TransferException(source, "expected " + expected + " bytes, got more");
            }
            proveDigest();
            proved = true;
            connection.finish();
        }
        return count;
    }

    private void open() throws IOException {
        if (connection == null) {
            CdnConnection opened = opener.open();
            connection = opened;
            if (closed) {
                opened.abort();
            }
        }
    }

    private int pull(byte[] buffer, int offset, int length) throws IOException {
        try {
            return connection.read(buffer, offset, length);
        } catch (IOException e) {
            throw new TransferException(
                    source,
                    "expected " + expected + " bytes, the connection broke after " + received + ": " + e.getMessage(),
                    0,
                    e);
        }
    }

    private void proveDigest() throws TransferException {
        if (digest == null) {
            return;
        }
        String actual = HexFormat.of().withUpperCase().formatHex(digest.digest());
        if (!actual.equalsIgnoreCase(source.sha1())) {
            throw new TransferException(
                    source, "expected SHA-1 " + source.sha1() + ", got " + actual + " over " + received + " bytes");
        }
    }

    @Override
    public int available() throws IOException {
        CdnConnection current = connection;
        if (current == null || proved || closed || failure != null) {
            return 0;
        }
        return (int) Math.min(current.available(), expected - received);
    }

    /** Breaks the connection if not everything was read. May be called while another thread reads. */
    @Override
    public void close() {
        closed = true;
        abort();
    }

    private void abort() {
        CdnConnection current = connection;
        if (current != null && !proved) {
            current.abort();
        }
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
