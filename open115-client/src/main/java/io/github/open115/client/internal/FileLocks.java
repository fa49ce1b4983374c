/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Locks that keep other processes from a file while it is open. The process that deletes or moves a file may do so while
 * another one waits for the lock: {@link #key} tells whether the locked file still has its name.
 */
public final class FileLocks {

    private static final Logger LOG = LoggerFactory.getLogger(FileLocks.class);

    private FileLocks() {}

    /** The outcome of an attempt to lock a file. */
    public enum Lock {
        /** Held by this channel until it is closed. */
        HELD,
        /** Another process has it: it is writing the file. */
        HELD_BY_ANOTHER,
        /** The file system has no locks: another process may be writing the file. */
        UNSUPPORTED
    }

    /** Locks a file unless another process has; does not wait. */
    public static Lock acquire(FileChannel channel) {
        try {
            return channel.tryLock() == null ? Lock.HELD_BY_ANOTHER : Lock.HELD;
        } catch (OverlappingFileLockException e) {
            // held by another class loader of this process
            return Lock.HELD_BY_ANOTHER;
        } catch (IOException e) {
            LOG.debug("This file system has no locks", e);
            return Lock.UNSUPPORTED;
        }
    }

    /** Identifies a file apart from its name; null if there is no file, or the file system has no keys. */
    public static Object key(Path path) {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        } catch (IOException e) {
            return null;
        }
    }
}
