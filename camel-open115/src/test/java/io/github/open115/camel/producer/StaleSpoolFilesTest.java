/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.producer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaleSpoolFilesTest {

    private static final int MANY = 10;

    @TempDir
    Path directory;

    private Path path(String name) {
        return directory.resolve(Spooled.PREFIX + name + Spooled.SUFFIX);
    }

    private static void makeOld(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(8))));
    }

    @Test
    @DisplayName("old files are deleted, also beside files that vanish and files that cannot be deleted")
    void deletesWhatItCan() throws IOException {
        Path young = Files.createFile(path("young"));
        for (int i = 0; i < MANY; i++) {
            makeOld(Files.createFile(path("old" + i)));
            // has no time, as a file that another process has just deleted
            Files.createSymbolicLink(path("gone" + i), directory.resolve("gone"));
            Path full = Files.createDirectory(path("full" + i));
            Files.createFile(full.resolve("file"));
            makeOld(full);
        }

        new StaleSpoolFiles().delete(directory);

        assertThat(young).exists();
        for (int i = 0; i < MANY; i++) {
            assertThat(path("old" + i)).doesNotExist();
        }
    }
}
