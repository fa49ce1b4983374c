package io.github.open115.client.transfer;

import io.github.open115.client.internal.Directories;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.BitSet;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that is being fetched, under a temporary name beside its target. It is locked as long as somebody fetches it; the
 * lock ends with its process, so what is not locked was left behind, and whoever fetches the same content to the same place
 * goes on with it.
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
    private final OpenPart file;
    private final FileChannel channel;
    // whether others look for it under this name
    private final boolean shared;
    private final PartProgress progress;
    private final Pieces pieces;
    private final boolean resumed;
    private boolean settled;
    private boolean damaged;

    private PartFile(Path target, Path path, OpenPart file, ContentSource source, boolean shared) throws IOException {
        this.source = source;
        this.target = target;
        this.path = path;
        this.file = file;
        this.channel = file.channel();
        this.shared = shared;
        this.progress = new PartProgress(path.resolveSibling(path.getFileName() + PROGRESS_SUFFIX), source);
        BitSet there = whatIsThere(channel.size());
        this.resumed = !there.isEmpty();
        if (!resumed) {
            progress.delete();
            channel.truncate(0);
        }
        this.pieces = new Pieces(source.size(), there);
    }

    /** The note may have come to the disk before what it tells of: neither is flushed while pieces come. */
    private BitSet whatIsThere(long bytes) {
        BitSet noted = bytes == 0 ? new BitSet() : progress.read();
        boolean shortened = bytes < Math.min(source.size(), (long) noted.length() * Pieces.SIZE);
        if (shortened) {
            LOG.info("{} is shorter than was noted: {} bytes", path, bytes);
        }
        return shortened ? new BitSet() : noted;
    }

    /**
     * Opens what was left behind for a target, or begins anew. When another one fetches the same at this moment, each does
     * so for itself.
     */
    static PartFile open(ContentSource source, Path target) throws IOException {
        return open(source, target, PartLock::take);
    }

    static PartFile open(ContentSource source, Path target, Function<FileChannel, PartLock> locking)
            throws IOException {
        // a short name of its own: the target's may be as long as the file system allows
        String name = PREFIX + source.fileId() + "-"
                + Integer.toHexString(target.getFileName().toString().hashCode());
        PartFile part = openShared(source, target, target.resolveSibling(name + SUFFIX), locking);
        if (part == null) {
            Path path = target.resolveSibling(name + "-" + UUID.randomUUID() + SUFFIX);
            // the lock keeps it from being cleaned up, where there are locks
            OpenPart file = OpenPart.open(path, locking, OPTIONS).orElseThrow();
            part = made(target, path, file, source, false);
        }
        return part;
    }

    /** Returns null when another one has it, or may have it. */
    private static PartFile openShared(
            ContentSource source, Path target, Path path, Function<FileChannel, PartLock> locking) throws IOException {
        boolean existed = Files.exists(path);
        Object before = key(path);
        OpenPart file = OpenPart.open(path, locking, OPTIONS).orElse(null);
        if (file == null) {
            return null;
        }
        if (file.lock() == PartLock.OURS && isStillThere(path, before)) {
            return made(target, path, file, source, true);
        }
        try (file) {
            if (file.lock() == PartLock.UNKNOWN && !existed) {
                Files.deleteIfExists(path);
            }
        }
        return null;
    }

    private static PartFile made(Path target, Path path, OpenPart file, ContentSource source, boolean shared)
            throws IOException {
        PartFile part = null;
        try {
            part = new PartFile(target, path, file, source, shared);
            return part;
        } finally {
            if (part == null) {
                file.close();
            }
        }
    }

    /** Whoever had it locked may have made it the target meanwhile, which is not ours to write into. */
    private static boolean isStillThere(Path path, Object before) {
        return Files.exists(path) && (before == null || before.equals(key(path)));
    }

    /** What tells a file from another one of its name; null when there is none, or the system does not tell. */
    private static Object key(Path path) {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        } catch (IOException e) {
            return null;
        }
    }

    Pieces pieces() {
        return pieces;
    }

    /** Whether it goes on with what was left behind. */
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

    /** Takes note of a piece that is written. */
    void complete(int piece) throws IOException {
        if (shared) {
            progress.add(piece);
        }
        pieces.complete(piece);
    }

    /**
     * Brings a part that is there through a digest.
     *
     * @throws WrongContentException if the file has become shorter
     */
    void digest(ByteRange range, ContentDigest digest, byte[] buffer) throws IOException {
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
                throw new WrongContentException(source, path + " has become shorter");
            }
            return count;
        } catch (ClosedChannelException e) {
            // the thread was interrupted, which tells nothing about the file
            throw e;
        } catch (IOException e) {
            damaged = true;
            throw e;
        }
    }

    /** Gives the proved content its name, in one step and so that it outlives a power cut. */
    void moveToTarget(long size) throws IOException {
        channel.truncate(size);
        channel.force(true);
        Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
        settled = true;
        progress.delete();
        Directories.flush(target.getParent());
    }

    /** Forgets everything that was fetched. */
    void discard() throws IOException {
        settled = true;
        progress.delete();
        Files.deleteIfExists(path);
    }

    /** Keeps what may be of use to the next one, and nothing else. */
    @Override
    public void close() throws IOException {
        try (file) {
            if (!settled && (!shared || damaged || pieces.bytesDone() == 0)) {
                discard();
            }
            progress.close();
        }
    }
}
