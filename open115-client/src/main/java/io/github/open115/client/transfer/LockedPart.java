/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.transfer;

import io.github.open115.client.internal.FileLocks.Lock;
import io.github.open115.client.internal.HeldFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * An open part file. No other thread of this JVM has it open; {@link #lock()} tells whether another process may write it.
 */
final class LockedPart implements AutoCloseable {

    private final HeldFile held;
    private final FileChannel channel;
    private final Lock lock;

    private LockedPart(HeldFile held, FileChannel channel, Lock lock) {
        this.held = held;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Opens a part file, and locks it if possible.
     *
     * @param locking acquires the lock
     * @return empty if it is open in this JVM
     */
    static Optional<LockedPart> open(Path path, Function<FileChannel, Lock> locking, OpenOption... options)
            throws IOException {
        HeldFile held = HeldFile.take(path).orElse(null);
        return held == null ? Optional.empty() : Optional.of(open(held, locking, options));
    }

    private static LockedPart open(HeldFile held, Function<FileChannel, Lock> locking, OpenOption... options)
            throws IOException {
        FileChannel channel = null;
        LockedPart part = null;
        try {
            channel = FileChannel.open(held.path(), options);
            part = new LockedPart(held, channel, locking.apply(channel));
            return part;
        } finally {
            if (part == null) {
                close(held, channel);
            }
        }
    }

    /** Closes the channel first: while it is open, no other thread may open the file. */
    private static void close(HeldFile held, FileChannel channel) throws IOException {
        try (held) {
            if (channel != null) {
                channel.close();
            }
        }
    }

    FileChannel channel() {
        return channel;
    }

    Lock lock() {
        return lock;
    }

    /** Closes the file and releases the lock. */
    @Override
    public void close() throws IOException {
        close(held, channel);
    }
}
