/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files and directories that only their owner can use, where the file system knows permissions. They are created with these
 * permissions, so they are never open to others, not even for a moment.
 */
public final class OwnerOnlyFiles {

    private static final Logger LOG = LoggerFactory.getLogger(OwnerOnlyFiles.class);

    private static final FileAttribute<?> DIRECTORY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final Set<PosixFilePermission> OWNER_ALONE = PosixFilePermissions.fromString("rw-------");
    private static final FileAttribute<?> FILE = PosixFilePermissions.asFileAttribute(OWNER_ALONE);

    private static final Path PROCESS = Path.of("/proc/self");

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

    /**
     * Writes a new file, in place of one that a crash may have left behind.
     *
     * @param durable whether the text must survive a power cut, and not only a killed process
     */
    public static void write(Path file, String text, boolean durable) throws IOException {
        Files.deleteIfExists(file);
        try (FileChannel channel = open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            if (durable) {
                channel.force(true);
            }
        }
        if (durable) {
            Directories.flush(file.getParent());
        }
    }

    /**
     * Replaces a file as a whole, by way of one beside it whose name ends in {@code .new}: a reader finds the old text or
     * the new one.
     *
     * @param file need not exist
     * @param durable whether the text must survive a power cut, and not only a killed process
     */
    public static void replace(Path file, String text, boolean durable) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".new");
        write(temporary, text, durable);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        if (durable) {
            Directories.flush(file.getParent());
        }
    }

    /**
     * Removes the rights of other users from a file, if it belongs to the user of this process.
     *
     * @param file need not exist
     * @return a sentence for a person on what was wrong with the owner or the rights of the file; empty if nothing was wrong
     *     or if it is unknown
     */
    public static Optional<String> protect(Path file) {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view == null) {
            return Optional.empty();
        }
        try {
            PosixFileAttributes attributes = view.readAttributes();
            UserPrincipal self = user(file);
            if (!attributes.owner().equals(self)) {
                return Optional.of(
                        file + " belongs to user '" + attributes.owner().getName()
                                + "' and not to '" + self.getName()
                                + "', who runs this process and will own it after the next change. Use one user for both");
            }
            if (OWNER_ALONE.containsAll(attributes.permissions())) {
                return Optional.empty();
            }
            view.setPermissions(OWNER_ALONE);
            return Optional.of("Other users had rights on " + file + " ("
                    + PosixFilePermissions.toString(attributes.permissions())
                    + "), which were taken away now. If one of them may have read it, log in again");
        } catch (IOException e) {
            LOG.debug("The rights of {} cannot be told", file, e);
            return Optional.empty();
        }
    }

    /** The user of this process. */
    private static UserPrincipal user(Path anywhere) throws IOException {
        // the owner of /proc/self is known by number: in a container a user may have no name
        return Files.exists(PROCESS)
                ? Files.getOwner(PROCESS)
                : anywhere.getFileSystem()
                        .getUserPrincipalLookupService()
                        .lookupPrincipalByName(System.getProperty("user.name"));
    }

    private static FileAttribute<?>[] whereKnown(Path path, FileAttribute<?> attribute) {
        boolean known = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        return known ? new FileAttribute<?>[] {attribute} : new FileAttribute<?>[0];
    }
}
