/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.client.internal.FileLocks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left beside a target when its part file is closed, where there are locks and where there are none. */
class PartFileTest {

    private static final ContentSource SOURCE =
            new ContentSource("1", "pick", "clip.bin", 3L * Pieces.SIZE, "0".repeat(40));

    @TempDir
    Path folder;

    private List<Path> inFolder() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        }
    }

    private void fetchAPiece(PartFile part) throws IOException {
        part.write(new byte[] {1}, 1, Pieces.SIZE - 1L);
        part.complete(0);
    }

    @Test
    @DisplayName("R14 of two downloads of one file, only the part file that the next download finds is kept")
    void keepsTheResumableOneOfTwoPartFiles() throws IOException {
        Path target = folder.resolve("clip.bin");
        try (PartFile first = PartFile.open(SOURCE, target)) {
            fetchAPiece(first);
            try (PartFile second = PartFile.open(SOURCE, target)) {
                fetchAPiece(second);
                assertThat(inFolder()).hasSize(2 + 1);
            }
            assertThat(inFolder()).hasSize(2);
        }
        try (PartFile next = PartFile.open(SOURCE, target)) {
            assertThat(next.isResumed()).isTrue();
        }
    }

    @Test
    @DisplayName("R14 without locks, failed downloads leave nothing")
    void leavesNoPartFileWithoutLocks() throws IOException {
        for (int i = 0; i < 3; i++) {
            try (PartFile part =
                    PartFile.open(SOURCE, folder.resolve("clip.bin"), channel -> FileLocks.Lock.UNSUPPORTED)) {
                fetchAPiece(part);
                assertThat(inFolder()).hasSize(1);
            }
            assertThat(inFolder()).isEmpty();
        }
    }

    @Test
    @DisplayName("R14 without locks, the part file of a killed process is deleted after a week")
    void deletesStalePartFilesWithoutLocks() throws IOException {
        Instant now = Instant.parse("2026-10-01T12:00:00Z");
        Path old = Files.writeString(folder.resolve(".open115-1-a-old.part"), "x");
        Path young = Files.writeString(folder.resolve(".open115-1-a-young.part"), "x");
        Files.setLastModifiedTime(old, FileTime.from(now.minus(Duration.ofDays(8))));
        Files.setLastModifiedTime(young, FileTime.from(now.minus(Duration.ofDays(6))));

        new StalePartCleaner(Clock.fixed(now, ZoneOffset.UTC), channel -> FileLocks.Lock.UNSUPPORTED).clean(folder);

        assertThat(inFolder()).containsExactly(young);
    }
}
