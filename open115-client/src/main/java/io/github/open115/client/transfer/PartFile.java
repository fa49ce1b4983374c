/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.transfer;

import io.github.open115.client.internal.Directories;
import io.github.open115.client.internal.FileLocks;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that is being downloaded, under a temporary name beside its target. It is locked while a download writes it. The
 * lock ends with the process: so a part file without a lock was left behind, and the next download of the same content to
 * the same target resumes it.
 */
final class PartFile implements AutoCloseable {

    static final String PREFIX = ".open115-";
    static final String SUFFIX = ".part";
    static final String PROGRESS_SUFFIX = ".progress";

    private static final OpenOption[] OPTIONS = {
        StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE
    };

    private static final Logger LOG = LoggerFactory.getLogger(PartFile.class);

    private final ContentSource source;
    private final Path target;
    private final Path path;
    private final LockedPart file;
    private final FileChannel channel;
    // whether the next download looks for it under this name
    private final boolean resumable;
    private final Progress progress;
    private final Pieces pieces;
    private final boolean resumed;
    private boolean settled;
    private boolean damaged;

    private PartFile(Path target, Path path, LockedPart file, ContentSource source, boolean resumable)
            throws IOException {
        this.source = source;
        this.target = target;
        this.path = path;
        this.file = file;
        this.channel = file.channel();
        this.resumable = resumable;
        this.progress = new Progress(path.resolveSibling(path.getFileName() + PROGRESS_SUFFIX), source);
        BitSet present = present(channel.size());
        this.resumed = !present.isEmpty();
        if (!resumed) {
            progress.delete();
            channel.truncate(0);
        }
        this.pieces = new Pieces(source.size(), present);
    }

    /** The recorded pieces. After a power cut the record may be on disk without them: neither is flushed on the way. */
    private BitSet present(long bytes) {
        BitSet recorded = bytes == 0 ? new BitSet() : progress.read();
        boolean shortened = bytes < Math.min(source.size(), (long) recorded.length() * Pieces.SIZE);
        if (shortened) {
            LOG.info("{} is shorter than recorded: {} bytes", path, bytes);
        }
        return shortened ? new BitSet() : recorded;
    }

    /**
     * Opens the part file that an earlier download to the target has left, or a new one. While another download of the same
     * content to the same target runs, each has a file of its own, and only the first can be resumed.
     */
    static PartFile open(ContentSource source, Path target) throws IOException {
        return open(source, target, FileLocks::acquire);
    }

    static PartFile open(ContentSource source, Path target, Function<FileChannel, FileLocks.Lock> locking)
            throws IOException {
        // a short name of its own: the target's may be as long as the file system allows
        String name = PREFIX + source.fileId() + "-"
                + Integer.toHexString(target.getFileName().toString().hashCode());
        PartFile part = openResumable(source, target, target.resolveSibling(name + SUFFIX), locking);
        if (part == null) {
            Path path = target.resolveSibling(name + "-" + UUID.randomUUID() + SUFFIX);
            // the lock, where there are locks, protects it from the cleaner
            LockedPart file = LockedPart.open(path, locking, OPTIONS).orElseThrow();
            part = create(target, path, file, source, false);
        }
        return part;
    }

    /** Returns null if another download has the file, or may have it. */
    private static PartFile openResumable(
            ContentSource source, Path target, Path path, Function<FileChannel, FileLocks.Lock> locking)
            throws IOException {
        boolean existed = Files.exists(path);
        Object before = FileLocks.key(path);
        LockedPart file = LockedPart.open(path, locking, OPTIONS).orElse(null);
        if (file == null) {
            return null;
        }
        if (file.lock() == FileLocks.Lock.HELD && isStillThere(path, before)) {
            return create(target, path, file, source, true);
        }
        try (file) {
            if (file.lock() == FileLocks.Lock.UNSUPPORTED && !existed) {
                Files.deleteIfExists(path);
            }
        }
        return null;
    }

    private static PartFile create(Path target, Path path, LockedPart file, ContentSource source, boolean resumable)
            throws IOException {
        PartFile part = null;
        try {
            part = new PartFile(target, path, file, source, resumable);
            return part;
        } finally {
            if (part == null) {
                file.close();
            }
        }
    }

    /** Whether the opened file still has this name: the download that had it locked may have moved it to its target. */
    private static boolean isStillThere(Path path, Object before) {
        return Files.exists(path) && (before == null || before.equals(FileLocks.key(path)));
    }

    Pieces pieces() {
        return pieces;
    }

    /** Whether it contains pieces of an earlier download. */
    boolean isResumed() {
        return resumed;
    }

    void write(byte[] buffer, int length, long position) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, length);
        long at = position;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }

    /** Records a piece that has been written. */
    void complete(int piece) throws IOException {
        if (resumable) {
            progress.add(piece);
        }
        pieces.complete(piece);
    }

    /**
     * Adds a piece that has been written to a digest.
     *
     * @throws ContentDigest.WrongContentException if the file has become shorter
     */
    void digest(int piece, ContentDigest digest, byte[] buffer) throws IOException {
        ByteRange range = pieces.range(piece);
        long position = range.first();
        while (position <= range.last()) {
            int wanted = (int) Math.min(buffer.length, range.last() - position + 1);
            int count = read(ByteBuffer.wrap(buffer, 0, wanted), position);
            digest.update(buffer, 0, count);
            position += count;
        }
    }

    private int read(ByteBuffer buffer, long position) throws IOException {
        try {
            int count = channel.read(buffer, position);
            if (count < 0) {
                throw new ContentDigest.WrongContentException(source, path + " has become shorter");
            }
            return count;
        } catch (ClosedChannelException e) {
            // the thread was interrupted, which says nothing about the file
            throw e;
        } catch (IOException e) {
            damaged = true;
            throw e;
        }
    }

    /** Moves the verified content to the target, in one step and so that it survives a power cut. */
    void moveToTarget() throws IOException {
        channel.truncate(source.size());
        channel.force(true);
        Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
        settled = true;
        progress.delete();
        Directories.flush(target.getParent());
    }

    /** Deletes everything that was fetched. */
    void discard() throws IOException {
        settled = true;
        progress.delete();
        Files.deleteIfExists(path);
    }

    /** Closes it; keeps the pieces only if a later download can resume with them. */
    @Override
    public void close() throws IOException {
        try (file) {
            if (!settled && (!resumable || damaged || pieces.bytesDone() == 0)) {
                discard();
            }
            progress.close();
        }
    }

    /**
     * The record of the pieces in a file beside the part file, for the process after one that was killed. The first line
     * identifies the content, each further line a piece; a last line without its end does not count.
     */
    private static final class Progress implements AutoCloseable {

        private static final String PIECE = "piece ";

        private final Path path;
        private final String identity;
        private FileChannel channel;

        Progress(Path path, ContentSource source) {
            this.path = path;
            this.identity =
                    "open115 1 " + source.fileId() + " " + source.size() + " " + source.sha1() + " " + Pieces.SIZE;
        }

        /** The recorded pieces; none if there is no record, or it is of another content. */
        BitSet read() {
            BitSet pieces = new BitSet();
            String text;
            try {
                text = Files.readString(path, StandardCharsets.US_ASCII);
            } catch (IOException e) {
                // missing, or not readable as text
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
}
