/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import static io.github.open115.client.upload.UploadFixture.INIT;
import static io.github.open115.client.upload.UploadFixture.LIST;
import static io.github.open115.client.upload.UploadFixture.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.emulator.Content;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Faults;
import io.github.open115.emulator.OssOperation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What many small files cost. */
@Timeout(600)
class UploadCountsTest {

    private static final int FILES = 1000;
    private static final int THERE = 5000;

    @TempDir
    Path state;

    @Test
    @DisplayName("R16 1000 new files into a folder that has 5000 cost 1000 announcements, one listing and one token")
    void newFiles() {
        try (UploadFixture fixture = new UploadFixture(state)) {
            String folder = folderWith(fixture, THERE, "old");

            for (int i = 0; i < FILES; i++) {
                assertThat(fixture.upload("new" + i, folder, "new" + i).outcome())
                        .isEqualTo(UploadOutcome.sent);
            }

            assertThat(fixture.emulator.drive().filesBelow(folder)).hasSize(THERE + FILES);
            assertThat(fixture.calls())
                    .isEqualTo(Map.of(LIST, 6L, INIT, (long) FILES, TOKEN, 1L, OssOperation.PUT_OBJECT, (long) FILES));
        }
    }

    @Test
    @DisplayName("R16 the same at one call a second: the folder is looked at once a minute besides")
    void newFilesInRealTime() {
        try (UploadFixture fixture = new UploadFixture(state)) {
            String folder = folderWith(fixture, THERE, "old");
            fixture.emulator
                    .faults()
                    .arm(
                            Faults.ALL_API,
                            Fault.run(() -> fixture.emulator.clock().advance(Duration.ofSeconds(1))))
                    .always();

            for (int i = 0; i < FILES; i++) {
                fixture.upload("new" + i, folder, "new" + i);
            }

            Map<String, Long> calls = fixture.calls();
            assertThat(calls).containsEntry(INIT, (long) FILES).containsEntry(TOKEN, 1L);
            Duration taken = Duration.between(
                    UploadFixture.START, fixture.emulator.clock().instant());
            assertThat(calls.get(LIST)).isLessThanOrEqualTo(6 + taken.toMinutes());
        }
    }

    @Test
    @DisplayName("R34 1000 unchanged files cost one listing")
    void unchangedFiles() {
        try (UploadFixture fixture = new UploadFixture(state)) {
            String folder = folderWith(fixture, THERE, "old");

            for (int i = 0; i < FILES; i++) {
                assertThat(fixture.upload("old" + i, folder, "old" + i).outcome())
                        .isEqualTo(UploadOutcome.unchanged);
            }

            assertThat(fixture.calls()).isEqualTo(Map.of(LIST, 6L));
        }
    }

    private static String folderWith(UploadFixture fixture, int files, String prefix) {
        String folder = fixture.emulator.drive().folder("/backup");
        for (int i = 0; i < files; i++) {
            fixture.emulator.drive().addFile(folder, prefix + i, Content.of(prefix + i));
        }
        return folder;
    }
}
