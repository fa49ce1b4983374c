package io.github.open115.camel.content;

import io.github.open115.camel.Open115File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;
import org.apache.camel.support.SynchronizationAdapter;
import org.apache.camel.util.IOHelper;

/**
 * The content of a file as a message body that costs nothing until it is read. The first read asks for the link and
 * opens the connection; the end of the stream is reported only when length and SHA-1 are proved; reading again after
 * {@link #close()} or {@link #reset()} starts anew.
 *
 * <p>It is three things on purpose. As a stream it converts to whatever Camel converts streams to. As a wrapped file
 * it is passed over by the backlog tracer, and as a stream cache by stream caching, which drain every other kind of lazy
 * body, at one link call each. As a stream cache it is also rewound by Camel before each step, and copied where Camel copies
 * a message, so that the branches of a multicast and a wire tap each read all of it. Whether a reading is a download is a
 * matter of what it opens ({@link KeptContent}).
 */
public final class Open115Content extends InputStream implements WrappedFile<Open115Content>, StreamCache {

    /** Opens the content anew. */
    @FunctionalInterface
    public interface Opener {

        InputStream open() throws IOException;

        /** What a copy of the content opens, which is in the message of another exchange. */
        default Opener sharedWith(Exchange exchange) {
            return this;
        }
    }

    private final Open115File file;
    private final long length;
    private final Opener opener;
    private final ReadingOutcome outcome;

    // guarded by this: the reading in progress, who read last, and who lost it to another reading
    private InputStream current;
    private long position;
    private Thread reader;
    private boolean busy;
    private Thread loser;

    /**
     * @param length how many bytes will come
     * @param opener is called at the first read, and at the first read after each close
     */
    public Open115Content(Open115File file, long length, Opener opener) {
        this.file = Objects.requireNonNull(file);
        this.length = length;
        this.opener = Objects.requireNonNull(opener);
        this.outcome = new ReadingOutcome(file, length);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int count) throws IOException {
        if (count == 0) {
            // nothing asked for, nothing opened
            return 0;
        }
        // not under the lock while it waits for bytes: the end of the exchange must be able to end it
        InputStream in = enter();
        int received = 0;
        try {
            received = in.read(buffer, offset, count);
            return received;
        } finally {
            leave(in, received);
        }
    }

    @Override
    public synchronized int available() throws IOException {
        return current == null || busy ? 0 : current.available();
    }

    /**
     * Begins to read: when this returns, the first byte is there, and nothing was taken from the content. For those who
     * must know whether there is content before they say so.
     *
     * @throws IOException if the content cannot be fetched; an {@code Open115Exception} if there is no link
     */
    public void begin() throws IOException {
        InputStream in = enter();
        PushbackInputStream begun = new PushbackInputStream(in, 1);
        try {
            int first = begun.read();
            if (first >= 0) {
                begun.unread(first);
            }
        } finally {
            leave(in, 0);
        }
        synchronized (this) {
            if (current == in) {
                current = begun;
                reader = null;
            }
        }
    }

    /** Ends the reading in progress and gives its connection back. The content can be read again from its start. */
    @Override
    public void close() throws IOException {
        InputStream ended = rewind();
        if (ended != null) {
            ended.close();
        }
    }

    /** Rewinds: the next read starts anew. Camel does so before each step of a route. */
    @Override
    public void reset() {
        if (!isAtStart()) {
            IOHelper.close(rewind());
        }
    }

    /** Whether the content was begun and nothing of it taken, so that its connection serves the next reading. */
    private synchronized boolean isAtStart() {
        return current != null && reader == null && position == 0 && !busy;
    }

    /**
     * Gives the connection back at the end of the exchange. Another thread that is still reading gets an error rather than
     * the content from its start; who has not begun can still begin.
     */
    public void release() {
        IOHelper.close(rewind());
    }

    private synchronized InputStream rewind() {
        Thread caller = Thread.currentThread();
        if (loser == caller) {
            loser = null;
        }
        InputStream ended = current;
        if (ended != null && reader != caller && position < length) {
            loser = reader;
        }
        current = null;
        position = 0;
        busy = false;
        return ended;
    }

    private synchronized InputStream enter() throws IOException {
        Thread caller = Thread.currentThread();
        if (loser == caller) {
            throw new IOException("File " + file.id() + " ('" + file.name()
                    + "') was rewound, or its exchange ended, while its content was being read;"
                    + " read it before the next step, or set localWorkDirectory");
        }
        if (busy) {
            throw new IOException("File " + file.id() + " ('" + file.name()
                    + "') is being read by another thread; give each a copy of the message, or set localWorkDirectory");
        }
        if (current == null) {
            if (LogAccess.isInProgress()) {
                throw new IOException("The content of file " + file.id() + " is not fetched in order to be logged");
            }
            current = outcome.open(opener);
        }
        reader = caller;
        busy = true;
        return current;
    }

    private synchronized void leave(InputStream in, int received) {
        if (current == in) {
            busy = false;
            position += Math.max(received, 0);
        }
    }

    /** Writes all of the content, wherever the reading in progress is. */
    @Override
    public void writeTo(OutputStream out) throws IOException {
        try (InputStream in = outcome.open(opener)) {
            in.transferTo(out);
        }
    }

    /**
     * The same content for another message, which reads it for itself.
     *
     * @param exchange at whose end the copy gives its connection back, and which fails if nobody is told that a reading of
     *     the copy failed
     */
    @Override
    public Open115Content copy(Exchange exchange) {
        return new Open115Content(file, length, opener.sharedWith(exchange))
                .releasedWith(exchange)
                .provedTo(exchange);
    }

    /** Has this content give its connection back at the end of an exchange, or of the one that this is handed over to. */
    public Open115Content releasedWith(Exchange exchange) {
        exchange.getExchangeExtension().addOnCompletion(new Release(this));
        return this;
    }

    /**
     * Has an exchange, or the one that this is handed over to, fail at its end if the last reading that was not given up
     * failed and no error handler was told.
     */
    public Open115Content provedTo(Exchange exchange) {
        exchange.getExchangeExtension().addOnCompletion(outcome);
        return this;
    }

    /** The file whose content it is. */
    public Open115File file() {
        return file;
    }

    /** This content, like {@link #getBody()}. */
    @Override
    public Open115Content getFile() {
        return this;
    }

    /** This content: tokenizers and data formats of Camel read what a wrapped file has here, never the file itself. */
    @Override
    public Object getBody() {
        return this;
    }

    @Override
    public long getFileLength() {
        return length;
    }

    @Override
    public boolean inMemory() {
        return false;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public synchronized long position() {
        return position;
    }

    @Override
    public String toString() {
        return "Open115Content[" + file.name() + ", id " + file.id() + ", " + length + " bytes]";
    }

    private static final class Release extends SynchronizationAdapter {

        private final Open115Content content;

        Release(Open115Content content) {
            this.content = content;
        }

        @Override
        public void onDone(Exchange exchange) {
            content.release();
        }
    }
}
