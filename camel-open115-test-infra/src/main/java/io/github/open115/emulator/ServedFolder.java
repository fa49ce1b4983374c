/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A local folder that the drive follows: what comes into the folder comes into the drive, what leaves it goes to the
 * recycle bin, and a changed file is replaced by a new one. What clients change in the drive does not touch the folder.
 */
final class ServedFolder {

    /** The state of a file by which a change is noticed. */
    private record Stamp(long size, FileTime modified) {}

    private record Served(String id, Stamp stamp) {}

    private final Path top;
    private final EmulatorClock clock;
    private final EmulatedDrive drive;
    private final PrintStream messages;
    private final Map<Path, Served> files = new HashMap<>();
    private final Map<Path, String> folders = new LinkedHashMap<>();
    private final Set<Path> reported = new HashSet<>();
    private Map<Path, Stamp> before = Map.of();

    /** @param messages gets a line for each file that cannot be read */
    ServedFolder(Path top, Open115Emulator emulator, PrintStream messages) {
        this.top = top;
        this.clock = emulator.clock();
        this.drive = emulator.drive();
        this.messages = messages;
    }

    /** Takes everything that is there, as uploaded when it was last modified. */
    void load() throws IOException {
        Scan scan = scan();
        before = scan.files;
        update(scan, stamp -> stamp.modified.toInstant());
    }

    /**
     * Takes what has changed, as uploaded now. A file is taken when it is the same as at the last call: until then it may
     * be growing.
     */
    void refresh() throws IOException {
        Scan scan = scan();
        update(scan, stamp -> clock.instant());
        before = scan.files;
    }

    private Scan scan() throws IOException {
        Scan scan = new Scan();
        Files.walkFileTree(top, scan);
        scan.failures.forEach(this::report);
        if (scan.failures.containsKey(top)) {
            throw scan.failures.get(top);
        }
        return scan;
    }

    private void update(Scan scan, Function<Stamp, Instant> uploadTime) {
        // parents come first: what goes to the bin with its folder is no row of its own there
        for (Path path : List.copyOf(folders.keySet())) {
            if (!scan.folders.contains(path) && scan.hasSeen(path)) {
                remove(folders.remove(path));
            }
        }
        for (Path path : List.copyOf(files.keySet())) {
            if (!files.get(path).stamp.equals(scan.files.get(path)) && scan.hasSeen(path)) {
                remove(files.remove(path).id);
            }
        }
        // a folder that a client has deleted comes back only with a new file
        scan.folders.stream().filter(path -> !folders.containsKey(path)).forEach(this::folderId);
        scan.files.forEach((path, stamp) -> {
            if (!files.containsKey(path) && stamp.equals(before.get(path))) {
                add(path, stamp, uploadTime.apply(stamp));
            }
        });
    }

    private void remove(String id) {
        if (drive.isListed(id)) {
            drive.remove(id);
        }
    }

    private void add(Path path, Stamp stamp, Instant uploadTime) {
        try {
            Content content = Content.file(path);
            // the first listing would compute it, and all other calls would wait for that
            content.sha1();
            String name = path.getFileName().toString();
            String id = drive.addFile(folderId(path.getParent()), name, content, uploadTime)
                    .id();
            files.put(path, new Served(id, stamp));
        } catch (UncheckedIOException e) {
            report(path, e.getCause());
        }
    }

    private String folderId(Path folder) {
        if (folder.equals(top)) {
            return EmulatedDrive.ROOT;
        }
        String id = folders.get(folder);
        if (id == null || !drive.isListed(id)) {
            id = drive.createFolder(
                    folderId(folder.getParent()), folder.getFileName().toString());
            folders.put(folder, id);
        }
        return id;
    }

    private void report(Path path, IOException cause) {
        if (reported.add(path)) {
            messages.println("# not served: " + top.relativize(path) + " (" + cause + ")");
        }
    }

    /** What is in the folder, parents first, and what could not be read. */
    private final class Scan extends SimpleFileVisitor<Path> {
        private final Map<Path, Stamp> files = new LinkedHashMap<>();
        private final Set<Path> folders = new LinkedHashSet<>();
        private final Map<Path, IOException> failures = new HashMap<>();

        /** Whether this scan can tell that a path is gone: nothing above it was unreadable. */
        boolean hasSeen(Path path) {
            return failures.keySet().stream().noneMatch(path::startsWith);
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            folders.add(folder);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            try {
                BasicFileAttributes target = attributes.isSymbolicLink()
                        ? Files.readAttributes(file, BasicFileAttributes.class)
                        : attributes;
                if (target.isRegularFile()) {
                    files.put(file, new Stamp(target.size(), target.lastModifiedTime()));
                }
                return FileVisitResult.CONTINUE;
            } catch (IOException e) {
                return visitFileFailed(file, e);
            }
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException cause) {
            // what vanishes during the scan is gone
            if (!(cause instanceof NoSuchFileException) || file.equals(top)) {
                failures.put(file, cause);
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
