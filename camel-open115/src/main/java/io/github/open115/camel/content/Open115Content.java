package io.github.open115.camel.content;

import io.github.open115.camel.Open115File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Objects;
import org.apache.camel.WrappedFile;
import org.apache.camel.util.IOHelper;

/**
 * The content of a file as a message body that costs nothing until it is read. The first read asks for the link and
 * opens the connection; the end of the stream is reported only when length and SHA-1 are proved; reading again after
 * {@link #close()} starts anew.
 *
 * <p>It is both a stream and a {@link WrappedFile} without a body on purpose. As a stream it converts to whatever Camel
 * converts streams to. As a wrapped file without a body it is passed over by stream caching and by the backlog tracer,
 * which drain every other kind of lazy body, at one link call each.
 */
public final class Open115Content extends InputStream implements WrappedFile<Open115File> {

    /** Opens the content anew. */
    @FunctionalInterface
    public interface Opener {

        InputStream open() throws IOException;
    }

    private final Open115File file;
    private final long length;
    private final Opener opener;

    // guarded by this: the reading in progress, and whether its exchange ended meanwhile
    private InputStream current;
    private boolean released;

    /**
     * @param length how many bytes will come
     * @param opener is called at the first read, and at the first read after each close
     */
    public Open115Content(Open115File file, long length, Opener opener) {
        this.file = Objects.requireNonNull(file);
        this.length = length;
        this.opener = Objects.requireNonNull(opener);
    }

    @Override
    public synchronized int read() throws IOException {
        return current().read();
    }

    @Override
    public synchronized int read(byte[] buffer, int offset, int count) throws IOException {
        // nothing asked for, nothing opened
        return count == 0 ? 0 : current().read(buffer, offset, count);
    }

    @Override
    public synchronized long skip(long count) throws IOException {
        return current().skip(count);
    }

    @Override
    public synchronized int available() throws IOException {
        return current == null ? 0 : current.available();
    }

    /**
     * Begins to read: when this returns, the first byte is there, and nothing was taken from the content. For those who
     * must know whether there is content before they say so.
     *
     * @throws IOException if the content cannot be fetched; an {@code Open115Exception} if there is no link
     */
    public synchronized void begin() throws IOException {
        InputStream opened = current();
        PushbackInputStream begun = new PushbackInputStream(opened, 1);
        int first = begun.read();
        if (first >= 0) {
            begun.unread(first);
        }
        current = begun;
    }

    /** Ends the reading in progress and gives its connection back. The content can be read again from its start. */
    @Override
    public synchronized void close() throws IOException {
        released = false;
        if (current != null) {
            InputStream closing = current;
            current = null;
            closing.close();
        }
    }

    /**
     * Gives the connection back at the end of the exchange. Whoever is still reading gets an error rather than the
     * content from its start; who has not begun can still begin.
     */
    public synchronized void release() {
        if (current != null) {
            IOHelper.close(current);
            current = null;
            released = true;
        }
    }

    private InputStream current() throws IOException {
        if (released) {
            throw new IOException("The exchange of file " + file.id() + " ('" + file.name()
                    + "') ended while its content was being read; read it before the exchange ends, or set"
                    + " localWorkDirectory");
        }
        if (current == null) {
            current = opener.open();
        }
        return current;
    }

    @Override
    public Open115File getFile() {
        return file;
    }

    /** Always null, see the class. */
    @Override
    public Object getBody() {
        return null;
    }

    @Override
    public long getFileLength() {
        return length;
    }

    @Override
    public String toString() {
        return "Open115Content[" + file.name() + ", id " + file.id() + ", " + length + " bytes]";
    }
}
