/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import static io.github.open115.client.upload.UploadFixture.INIT;
import static io.github.open115.client.upload.UploadFixture.LIST;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.client.transfer.ContentSource;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.OssOperation;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From one account to another. */
@Timeout(600)
class DriveSourceTest {

    private static final String LINK = "POST /open/ufile/downurl";

    @TempDir
    Path directory;

    @Test
    @DisplayName(
            "R18 content that the service knows goes from one account to another with 4 calls and 128 KiB + a range")
    void knownContent() {
        try (UploadFixture from = new UploadFixture(directory.resolve("from"));
                UploadFixture to = new UploadFixture(
                        Open115Emulator.builder().sameServiceAs(from.emulator), directory.resolve("to"))) {
            long size = 10L << 30;
            String sha1 = "ABCDEF0123456789ABCDEF0123456789ABCDEF01";
            EmulatedFile file = from.emulator.drive().addFile("0", "film.bin", Content.generated(1, size, sha1));

            UploadResult result = to.uploads().upload(source(from, file), UploadRequest.of("0", "film.bin"));

            assertThat(result.outcome()).isEqualTo(UploadOutcome.instant);
            assertThat(to.onlyFile("0").sha1()).isEqualTo(sha1);
            assertThat(from.emulator.requests().contentBytes()).isLessThanOrEqualTo((128 << 10) + 4096);
            long calls = from.calls().getOrDefault(LINK, 0L);
            assertThat(to.calls())
                    .containsEntry(LIST, 1L)
                    .containsEntry(INIT, 2L)
                    .hasSize(2);
            assertThat(calls).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("content that the service does not know is streamed into the upload")
    void unknownContent() {
        try (UploadFixture from = new UploadFixture(directory.resolve("from"));
                UploadFixture to = new UploadFixture(directory.resolve("to"))) {
            EmulatedFile file = from.emulator.drive().addFile("0", "film.bin", Content.generated(1, 20 << 20));

            UploadResult result = to.uploads().upload(source(from, file), UploadRequest.of("0", "film.bin"));

            assertThat(result.outcome()).isEqualTo(UploadOutcome.sent);
            assertThat(to.onlyFile("0").sha1()).isEqualTo(file.sha1());
            assertThat(to.calls()).containsEntry(OssOperation.UPLOAD_PART, 2L);
        }
    }

    private static UploadSource source(UploadFixture from, EmulatedFile file) {
        return UploadSource.of(
                from.client().downloads(),
                new ContentSource(file.id(), file.pickCode(), file.name(), file.size(), file.sha1()));
    }
}
