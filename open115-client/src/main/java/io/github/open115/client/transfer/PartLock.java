package io.github.open115.client.transfer;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose a part file is among the processes. Who works on one has it locked, where the file system knows locks; an
 * {@link OpenPart} keeps the threads of one process apart.
 */
enum PartLock {
    /** Locked by this, for as long as the channel is open. */
    OURS,
    /** Another process is at work on it. */
    OTHERS,
    /** There are no locks here: nobody can tell. */
    UNKNOWN;

    private static final Logger LOG = LoggerFactory.getLogger(PartLock.class);

    /** Locks a file if nobody else has. */
    static PartLock take(FileChannel channel) {
        try {
            FileLock lock = channel.tryLock();
            return lock == null ? OTHERS : OURS;
        } catch (OverlappingFileLockException e) {
            // by another class loader of this process
            return OTHERS;
        } catch (IOException e) {
            LOG.debug("A part file cannot be locked", e);
            return UNKNOWN;
        }
    }
}
