package io.github.open115.client.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Files and directories that their owner alone can use, where the file system knows permissions. They are born so, never
 * open to others even for a moment.
 */
public final class OwnerOnlyFiles {

    private static final FileAttribute<?> DIRECTORY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private OwnerOnlyFiles() {}

    /**
     * Creates a directory, and those above it that are missing. Those that exist stay as they are.
     *
     * @throws IOException when it cannot be created, or is no directory
     */
    public static void createDirectory(Path directory) throws IOException {
        // also where it is a link to a directory
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory, whereKnown(directory, DIRECTORY));
        }
    }

    /**
     * Opens a file, and creates it if the options say so.
     *
     * @throws IOException when it cannot be opened
     */
    public static FileChannel open(Path file, OpenOption... options) throws IOException {
        return FileChannel.open(file, Set.of(options), whereKnown(file, FILE));
    }

    private static FileAttribute<?>[] whereKnown(Path path, FileAttribute<?> attribute) {
        boolean known = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        return known ? new FileAttribute<?>[] {attribute} : new FileAttribute<?>[0];
    }
}
