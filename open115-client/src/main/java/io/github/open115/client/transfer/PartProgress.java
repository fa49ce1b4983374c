package io.github.open115.client.transfer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;

/**
 * Which pieces of a part file are there, beside it, for the process after one that was killed. A line tells of which
 * content they are, and each further line of one piece; a last line without its end does not count.
 */
final class PartProgress implements AutoCloseable {

    private static final String PIECE = "piece ";

    private final Path path;
    private final String identity;
    private FileChannel channel;

    PartProgress(Path path, ContentSource source) {
        this.path = path;
        this.identity = "open115 1 " + source.fileId() + " " + source.size() + " " + source.sha1() + " " + Pieces.SIZE;
    }

    /** The pieces that are there; none when it is not known, or they are of another content. */
    BitSet read() {
        BitSet pieces = new BitSet();
        String text;
        try {
            text = Files.readString(path, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            // there is none, or it cannot be understood
            return pieces;
        }
        int end = text.lastIndexOf('\n');
        if (end < 0) {
            return pieces;
        }
        String[] lines = text.substring(0, end).split("\n");
        if (lines[0].equals(identity)) {
            for (int i = 1; i < lines.length; i++) {
                if (lines[i].matches(PIECE + "\\d{1,7}")) {
                    pieces.set(Integer.parseInt(lines[i].substring(PIECE.length())));
                }
            }
        }
        return pieces;
    }

    /** Takes note of a piece that was written. */
    synchronized void add(int piece) throws IOException {
        if (channel == null) {
            channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            if (channel.size() == 0) {
                append(identity);
            }
        }
        append(PIECE + piece);
    }

    private void append(String line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.US_ASCII));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Forgets everything. */
    synchronized void delete() throws IOException {
        close();
        Files.deleteIfExists(path);
    }

    @Override
    public synchronized void close() throws IOException {
        if (channel != null) {
            channel.close();
            channel = null;
        }
    }
}
