/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to use a file in this JVM, to be held from before the file is opened until after it is closed. A lock of the
 * file system excludes other processes only: on POSIX systems a second opener in the same JVM would, by closing the file
 * again, release the lock of the first one.
 */
public final class HeldFile implements AutoCloseable {

    private static final Map<Path, HeldFile> HELD = new ConcurrentHashMap<>();

    private final Path path;

    private HeldFile(Path path) {
        this.path = path;
    }

    /**
     * Takes the right to use a file if it is free. The file itself is not looked at.
     *
     * @param file need not exist, but its folder must
     * @return empty when another part of this JVM holds the file, in any spelling of its path
     * @throws IOException when the folder cannot be found
     */
    public static Optional<HeldFile> take(Path file) throws IOException {
        HeldFile taken = new HeldFile(inRealFolder(file));
        return HELD.putIfAbsent(taken.path, taken) == null ? Optional.of(taken) : Optional.empty();
    }

    /** The one path of a file for all spellings of its folder, which must exist. */
    static Path inRealFolder(Path file) throws IOException {
        return file.toAbsolutePath().getParent().toRealPath().resolve(file.getFileName());
    }

    /** The path of the file, without symbolic links in its folder. */
    public Path path() {
        return path;
    }

    /** Gives the right back; closing again does nothing. */
    @Override
    public void close() {
        HELD.remove(path, this);
    }
}
