/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.producer;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes the temporary files of uploads that killed processes have left. A process searches each directory once, before
 * its first file there. Thread-safe.
 */
final class StaleSpoolFiles {

    private static final Logger LOG = LoggerFactory.getLogger(StaleSpoolFiles.class);

    /** An upload of another process may still read a younger file; for as long the journal keeps what was sent. */
    private static final Duration MAX_AGE = Duration.ofDays(7);

    private final Set<Path> searched = ConcurrentHashMap.newKeySet();

    void delete(Path directory) {
        if (!searched.add(directory.toAbsolutePath())) {
            return;
        }
        Instant oldest = Instant.now().minus(MAX_AGE);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, Spooled.PREFIX + "*" + Spooled.SUFFIX)) {
            for (Path file : files) {
                deleteIfOlder(file, oldest);
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.debug("{} cannot be searched for files that uploads have left", directory, e);
        }
    }

    private static void deleteIfOlder(Path file, Instant oldest) {
        try {
            if (Files.getLastModifiedTime(file).toInstant().isBefore(oldest)) {
                LOG.info("Deleting {}, which an upload of an earlier process has left", file);
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // another process may have deleted it
            LOG.debug("{} cannot be deleted", file, e);
        }
    }
}
