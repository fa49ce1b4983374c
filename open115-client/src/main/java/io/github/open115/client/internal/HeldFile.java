package io.github.open115.client.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A file that one part of this JVM has for itself, from before it opens it to after it has closed it. A lock of the file
 * system keeps other processes away only: on POSIX systems the second opener in a JVM, by closing the file again, would
 * take the lock from the first.
 */
public final class HeldFile implements AutoCloseable {

    private static final Map<Path, HeldFile> HELD = new ConcurrentHashMap<>();

    private final Path path;

    private HeldFile(Path path) {
        this.path = path;
    }

    /**
     * Takes a file if nobody in this JVM has it. The file itself is not looked at.
     *
     * @param file need not exist, its folder must
     * @return nothing when somebody here has it, by whatever spelling of its folder
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

    /** The file, in a folder without links. */
    public Path path() {
        return path;
    }

    /** Lets others have it; closing again does nothing. */
    @Override
    public void close() {
        HELD.remove(path, this);
    }
}
