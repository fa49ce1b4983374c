package io.github.open115.client.transfer;

import io.github.open115.client.internal.HeldFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** A part file that nobody else in this JVM has open. */
final class OpenPart implements AutoCloseable {

    private final HeldFile held;
    private final FileChannel channel;
    private final PartLock lock;

    private OpenPart(HeldFile held, FileChannel channel, PartLock lock) {
        this.held = held;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Opens a part file, and locks it if it can be.
     *
     * @return nothing when it is open in this JVM
     */
    static Optional<OpenPart> open(Path path, Function<FileChannel, PartLock> locking, OpenOption... options)
            throws IOException {
        HeldFile held = HeldFile.take(path).orElse(null);
        return held == null ? Optional.empty() : Optional.of(open(held, locking, options));
    }

    private static OpenPart open(HeldFile held, Function<FileChannel, PartLock> locking, OpenOption... options)
            throws IOException {
        FileChannel channel = null;
        OpenPart part = null;
        try {
            channel = FileChannel.open(held.path(), options);
            part = new OpenPart(held, channel, locking.apply(channel));
            return part;
        } finally {
            if (part == null) {
                close(held, channel);
            }
        }
    }

    /** The channel first: while it is open, nobody else may open the file. */
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

    /** Whose it is among the processes. */
    PartLock lock() {
        return lock;
    }

    /** Ends the lock with it. */
    @Override
    public void close() throws IOException {
        close(held, channel);
    }
}
