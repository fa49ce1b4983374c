package io.github.open115.client.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A lock that one thread of one process has at a time, by way of a file. A lock of the file system belongs to the whole
 * process and does not keep its threads apart: a second thread would, by closing the file again, take it from the first.
 * So a lock of this JVM is held from before the file is opened until after it is closed.
 */
public final class LockedFile implements AutoCloseable {

    private static final Map<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(2);

    private final ReentrantLock threads;
    private final FileChannel channel;

    private LockedFile(ReentrantLock threads, FileChannel channel) {
        this.threads = threads;
        this.channel = channel;
    }

    /** Another holder did not give the lock back. The message tells which kind of holder, as a part of a sentence. */
    public static final class HeldException extends IOException {

        private static final long serialVersionUID = 1L;

        HeldException(String holder) {
            super(holder);
        }
    }

    /**
     * Waits for the lock as long as it takes.
     *
     * @param lockFile created for its owner alone if it is missing; its folder must exist
     * @throws HeldException when another class loader of this JVM has the lock
     * @throws IOException when the file cannot be used
     */
    public static LockedFile lock(Path lockFile) throws IOException {
        ReentrantLock threads = threadsAt(lockFile);
        threads.lock();
        return open(threads, lockFile, FileChannel::lock);
    }

    /**
     * Waits for the lock a limited time.
     *
     * @param lockFile created for its owner alone if it is missing; its folder must exist
     * @param longest how long to wait for the other threads, and again for the other processes
     * @throws HeldException when the wait was too short, or another class loader of this JVM has the lock
     * @throws IOException when the file cannot be used
     */
    public static LockedFile lock(Path lockFile, Duration longest) throws IOException, InterruptedException {
        ReentrantLock threads = threadsAt(lockFile);
        if (!threads.tryLock(longest.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new HeldException("another thread holds it");
        }
        return open(threads, lockFile, channel -> {
            long deadline = System.nanoTime() + longest.toNanos();
            while (channel.tryLock() == null) {
                if (System.nanoTime() - deadline > 0) {
                    throw new HeldException("another process has held it for " + longest);
                }
                LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
            }
        });
    }

    /** One lock for all spellings of a folder. */
    private static ReentrantLock threadsAt(Path lockFile) throws IOException {
        return THREADS.computeIfAbsent(HeldFile.inRealFolder(lockFile), path -> new ReentrantLock());
    }

    /** Gives the lock between threads back when the other one cannot be had. */
    private static LockedFile open(ReentrantLock threads, Path lockFile, Locking locking) throws IOException {
        FileChannel channel = null;
        LockedFile locked = null;
        try {
            channel = OwnerOnlyFiles.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            locking.lock(channel);
            locked = new LockedFile(threads, channel);
            return locked;
        } catch (OverlappingFileLockException e) {
            HeldException held = new HeldException("another class loader of this JVM holds it");
            held.initCause(e);
            throw held;
        } finally {
            if (locked == null) {
                close(channel, threads);
            }
        }
    }

    @Override
    public void close() throws IOException {
        close(channel, threads);
    }

    /** Closing the channel gives the lock between processes back. */
    private static void close(FileChannel channel, ReentrantLock threads) throws IOException {
        try {
            if (channel != null) {
                channel.close();
            }
        } finally {
            threads.unlock();
        }
    }

    @FunctionalInterface
    private interface Locking {
        void lock(FileChannel channel) throws IOException;
    }
}
