/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.transfer;

import io.github.open115.client.internal.FileLocks;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes part files that a process has left and no download has resumed. A client searches each folder once, before its
 * first download there. Thread-safe.
 */
final class StalePartCleaner {

    private static final Logger LOG = LoggerFactory.getLogger(StalePartCleaner.class);

    /** Maximum age of a part file that a download could resume. */
    private static final Duration MAX_AGE = Duration.ofDays(7);

    /** Maximum age of any other one. Not zero, because a new part file is not locked in its first moment. */
    private static final Duration MAX_AGE_IF_USELESS = Duration.ofHours(1);

    private final Clock clock;
    private final Function<FileChannel, FileLocks.Lock> locking;
    private final Set<Path> searched = ConcurrentHashMap.newKeySet();

    StalePartCleaner(Clock clock) {
        this(clock, FileLocks::acquire);
    }

    StalePartCleaner(Clock clock, Function<FileChannel, FileLocks.Lock> locking) {
        this.clock = clock;
        this.locking = locking;
    }

    void clean(Path folder) {
        if (!searched.add(folder)) {
            return;
        }
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(
                folder, PartFile.PREFIX + "*" + PartFile.SUFFIX + "{," + PartFile.PROGRESS_SUFFIX + "}")) {
            for (Path part : parts) {
                cleanOne(part);
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.debug("Folder {} cannot be searched for part files", folder, e);
        }
    }

    private void cleanOne(Path file) {
        boolean isProgress = file.toString().endsWith(PartFile.PROGRESS_SUFFIX);
        Path part = isProgress ? sibling(file, -PartFile.PROGRESS_SUFFIX.length()) : file;
        Path progress = isProgress ? file : file.resolveSibling(file.getFileName() + PartFile.PROGRESS_SUFFIX);
        boolean resumable = Files.exists(part) && Files.exists(progress);
        try {
            Duration age = Duration.between(Files.getLastModifiedTime(file).toInstant(), clock.instant());
            if (age.compareTo(resumable ? MAX_AGE : MAX_AGE_IF_USELESS) > 0) {
                deleteUnlessLocked(part, progress, age);
            }
        } catch (IOException e) {
            LOG.debug("{} cannot be deleted", file, e);
        }
    }

    private static Path sibling(Path file, int longer) {
        String name = file.getFileName().toString();
        return file.resolveSibling(name.substring(0, name.length() + longer));
    }

    /** Without locks the age decides: a part file that is being written is younger. */
    private void deleteUnlessLocked(Path part, Path progress, Duration age) throws IOException {
        if (!Files.exists(part)) {
            Files.deleteIfExists(progress);
            return;
        }
        LockedPart file =
                LockedPart.open(part, locking, StandardOpenOption.WRITE).orElse(null);
        if (file == null) {
            return;
        }
        try (file) {
            boolean abandoned = file.lock() == FileLocks.Lock.UNSUPPORTED && age.compareTo(MAX_AGE) > 0;
            if (file.lock() == FileLocks.Lock.HELD || abandoned) {
                LOG.info("Deleting {}, which an earlier download has left", part);
                Files.deleteIfExists(progress);
                Files.deleteIfExists(part);
            }
        }
    }
}
