package io.github.open115.client.state;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The number of a state's last checkpoint, in a file beside the state, so that a state that has lost something is told
 * apart from a new one. It is written after the checkpoint is on the disk, never before: it may be behind the state, not
 * ahead of it.
 */
final class Manifest implements AutoCloseable {

    /** Always as long, so that one write replaces another. */
    private static final String TEXT = "open115 state, last checkpoint %019d%n";

    private static final Pattern WRITTEN = Pattern.compile("open115 state, last checkpoint (\\d{19})\\s*");

    private final RandomAccessFile file;

    Manifest(Path path) throws IOException {
        this.file = new RandomAccessFile(path.toFile(), "rw");
    }

    /** The number that was written last; 0 when there is none that can be read. */
    static long read(Path path) throws IOException {
        if (!Files.exists(path)) {
            return 0;
        }
        Matcher written = WRITTEN.matcher(new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1));
        return written.matches() ? Long.parseLong(written.group(1)) : 0;
    }

    void write(long checkpoint) throws IOException {
        byte[] text = String.format(Locale.ROOT, TEXT, checkpoint).getBytes(StandardCharsets.US_ASCII);
        file.seek(0);
        file.write(text);
        file.setLength(text.length);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
