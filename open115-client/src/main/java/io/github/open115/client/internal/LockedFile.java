/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
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
 * A lock between threads and processes, by way of a lock file. A lock of the file system belongs to the whole process and
 * does not exclude its other threads: a second thread would, by closing the file again, release the lock of the first
 * one. So each lock file has a lock between threads too, held from before the file is opened until after it is closed.
 */
public final class LockedFile {

    private static final Map<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(2);

    private LockedFile() {}

    /** The work that is done while the lock is held. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws IOException;
    }

    /** The lock is held elsewhere. The message names the kind of holder, as a part of a sentence. */
    public static final class HeldException extends IOException {

        private static final long serialVersionUID = 1L;

        HeldException(String holder, Throwable cause) {
            super(holder, cause);
        }
    }

    /**
     * Waits for the lock as long as it takes, does the work, and gives the lock back.
     *
     * @param lockFile created for its owner alone if it is missing; its folder must exist
     * @throws HeldException if another class loader of this JVM has the lock
     * @throws IOException when the lock file cannot be used, or the work fails
     */
    public static <T> T exclusively(Path lockFile, Work<T> work) throws IOException {
        ReentrantLock threads = threadsAt(lockFile);
        threads.lock();
        return run(threads, lockFile, FileChannel::lock, work);
    }

    /**
     * Waits for the lock a limited time, does the work, and gives the lock back.
     *
     * @param lockFile created for its owner alone if it is missing; its folder must exist
     * @param longest how long to wait for the other threads, and again for the other processes
     * @throws HeldException when the wait was too short, or another class loader of this JVM has the lock
     * @throws IOException when the lock file cannot be used, or the work fails
     */
    public static <T> T exclusively(Path lockFile, Duration longest, Work<T> work)
            throws IOException, InterruptedException {
        ReentrantLock threads = threadsAt(lockFile);
        if (!threads.tryLock(longest.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new HeldException("another thread holds it", null);
        }
        return run(threads, lockFile, channel -> lock(channel, longest), work);
    }

    /** One lock for all spellings of a folder. */
    private static ReentrantLock threadsAt(Path lockFile) throws IOException {
        return THREADS.computeIfAbsent(HeldFile.inRealFolder(lockFile), path -> new ReentrantLock());
    }

    private static <T> T run(ReentrantLock threads, Path lockFile, Locking locking, Work<T> work) throws IOException {
        // closing the channel gives the lock between processes back
        try (FileChannel channel = OwnerOnlyFiles.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            try {
                locking.lock(channel);
            } catch (OverlappingFileLockException e) {
                throw new HeldException("another class loader of this JVM holds it", e);
            }
            return work.run();
        } finally {
            threads.unlock();
        }
    }

    private static void lock(FileChannel channel, Duration longest) throws IOException {
        long deadline = System.nanoTime() + longest.toNanos();
        while (channel.tryLock() == null) {
            if (System.nanoTime() - deadline > 0) {
                throw new HeldException("another process has held it for " + longest, null);
            }
            LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
        }
    }

    @FunctionalInterface
    private interface Locking {
        void lock(FileChannel channel) throws IOException;
    }
}
