package io.github.open115.client.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Locks between the threads of this JVM, one for each file. A lock of the file system belongs to the process: it does not
 * keep its threads apart, and the second one to ask for it would, by closing the file again, take it from the first.
 */
public final class ThreadLocks {

    private static final Map<Path, ReentrantLock> LOCKS = new ConcurrentHashMap<>();

    private ThreadLocks() {}

    /**
     * The lock to be held from before a file is opened to after it is closed.
     *
     * @param file need not exist, its folder must
     * @return the same one by whatever spelling of the folder
     * @throws IOException when the folder cannot be found
     */
    public static ReentrantLock of(Path file) throws IOException {
        return LOCKS.computeIfAbsent(HeldFile.inRealFolder(file), key -> new ReentrantLock());
    }
}
