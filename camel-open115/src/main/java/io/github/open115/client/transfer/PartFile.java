package io.github.open115.client.transfer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.BitSet;
import java.util.UUID;
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

    private static final Logger LOG = LoggerFactory.getLogger(PartFile.class);

    private final ContentSource source;
    private final Path target;
    private final Path path;
    private final FileChannel channel;
    private final PartProgress progress;
    private final Pieces pieces;
    private final boolean resumed;
    private boolean settled;

    private boolean damaged;

    private PartFile(Path target, Path path, FileChannel channel, ContentSource source) throws IOException {
        this.source = source;
        this.target = target;
        this.path = path;
        this.channel = channel;
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
        // a short name of its own: the target's may be as long as the file system allows
        String name = PREFIX + source.fileId() + "-"
                + Integer.toHexString(target.getFileName().toString().hashCode());
        PartFile part = tryOpen(source, target, target.resolveSibling(name + SUFFIX), true);
        if (part == null) {
            Path another = target.resolveSibling(name + "-" + UUID.randomUUID() + SUFFIX);
            part = tryOpen(source, target, another, false);
        }
        return part;
    }

    /** Returns null when another one has it. */
    private static PartFile tryOpen(ContentSource source, Path target, Path path, boolean shared) throws IOException {
        Object before = key(path);
        FileChannel channel =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        PartFile part = null;
        try {
            if (!shared || tryLock(channel) && isStillThere(path, before)) {
                part = new PartFile(target, path, channel, source);
            }
            return part;
        } finally {
            if (part == null) {
                channel.close();
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

    /**
     * Locks a file for as long as the channel is open.
     *
     * @return whether it is locked now: not when another process or thread has it, nor where there are no locks
     */
    static boolean tryLock(FileChannel channel) {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException | IOException e) {
            LOG.debug("A part file cannot be locked", e);
            return false;
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
        progress.add(piece);
        pieces.complete(piece);
    }

    /**
     * Brings a part that is there through a digest.
     *
     * @throws WrongContentException if the file has become shorter
     */
    void digest(ByteRange range, MessageDigest digest, byte[] buffer) throws IOException {
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
        syncFolder(target.getParent());
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
        try (channel) {
            if (!settled && (damaged || pieces.bytesDone() == 0)) {
                discard();
            }
            progress.close();
        }
    }

    private static void syncFolder(Path folder) {
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        } catch (IOException e) {
            // some systems cannot open a folder
            LOG.debug("Folder {} cannot be synchronised", folder, e);
        }
    }
}
