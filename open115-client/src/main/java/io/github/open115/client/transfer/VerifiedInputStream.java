package io.github.open115.client.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;

/**
 * Content that is fetched when it is first read, and proved before its last bytes are handed out: a reader that stops
 * after the number of bytes it expects has the proof as well as one that waits for the end.
 *
 * <p>After content failed, what had come before is handed out, and every further read fails with the same error; the end
 * is never reported. Where there was no link, only the next read fails, and a further one asks for a link again.
 */
final class VerifiedInputStream extends InputStream {

    private static final int MOST_AT_ONCE = 128 * 1024;

    /** A connection that takes longer to bring that much is a slow one, whose bytes nobody should have to wait for. */
    private static final long LONGEST_WAIT_FOR_MORE = Duration.ofMillis(20).toNanos();

    private final ContentSource source;
    private final DownloadSession content;
    private final long expected;
    private final ContentDigest digest;
    private final ContentReader reader;
    private final ByteRange range;
    private final ProgressListener listener;
    private long received;
    private boolean proved;
    private IOException failure;
    // there was no link, but bytes to hand out first
    private RuntimeException owed;
    private volatile boolean closed;
    // null before the first read, and when there was no link
    private volatile Transfer transfer;

    /**
     * @param range the part of the content that the reader gives, of which only the length can be proved; null for the
     *     whole content
     * @param executor computes the digest beside the transfer
     */
    VerifiedInputStream(
            DownloadSession content,
            ByteRange range,
            ContentReader reader,
            ProgressListener listener,
            Executor executor) {
        this.source = content.source();
        this.content = content;
        this.range = range;
        this.expected = range == null ? source.size() : range.length();
        this.digest = range == null ? new ContentDigest(source.size(), executor) : null;
        this.reader = reader;
        this.listener = listener;
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
        return proved ? -1 : fetch(buffer, offset, length);
    }

    /** Connections bring some KiB at a time, too little for who writes each piece somewhere: this takes several. */
    private int fetch(byte[] buffer, int offset, int length) throws IOException {
        if (owed != null) {
            RuntimeException due = owed;
            owed = null;
            throw due;
        }
        if (transfer == null) {
            transfer = Transfer.start(source, range, received, listener);
        }
        int most = Math.min(length, MOST_AT_ONCE);
        int filled = 0;
        long start = System.nanoTime();
        try {
            while (!proved && filled < most && (filled == 0 || System.nanoTime() - start < LONGEST_WAIT_FOR_MORE)) {
                int count = receive(buffer, offset + filled, most - filled);
                filled += Math.max(count, 0);
            }
        } catch (IOException e) {
            failure = e;
            reader.close();
            ended(e);
            if (filled == 0) {
                throw e;
            }
        } catch (RuntimeException e) {
            ended(e);
            transfer = null;
            if (filled == 0) {
                throw e;
            }
            owed = e;
        } catch (Error e) {
            // what was received is lost with it: nobody may go on behind it
            failure = new IOException(source.label() + ": ended by an error", e);
            reader.close();
            ended(e);
            throw e;
        }
        return filled > 0 ? filled : -1;
    }

    /** A reader that fails because somebody closed it has not failed. */
    private void ended(Throwable reason) {
        if (closed) {
            transfer.close();
        } else {
            transfer.fail(reason);
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
            prove();
            proved = true;
        }
        if (count > 0) {
            transfer.advance(count);
        }
        if (proved) {
            transfer.complete();
        }
        return count;
    }

    private void prove() throws IOException {
        if (digest != null) {
            try {
                Sha1.prove(source, digest);
            } catch (WrongContentException e) {
                content.disproved();
                throw e;
            }
        }
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
        Transfer begun = transfer;
        if (begun != null) {
            begun.close();
        }
    }
}
