/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.client.http.Open115Exception;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.RandomFaults;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that can go wrong with uploads, at random; the caller repeats an upload that failed, as a route does. */
@Timeout(600)
class RandomUploadFaultsTest {

    private static final int MAX_ATTEMPTS = 20;
    /** More than one part. */
    private static final int LARGE = (16 << 20) + 1000;

    @TempDir
    Path state;

    private final Map<String, String> expected = new HashMap<>();
    private int unfinished;

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    @DisplayName("R17 R34 faults over small uploads: none wrong, none twice, none absent, none present but failed")
    void smallUploads(long seed) {
        assertThat(upload(seed, 50, 150, 0)).isGreaterThan(50);
    }

    @Test
    @Tag("slow")
    @DisplayName("R17 R34 500 faults over 200 uploads: none wrong, none twice, none absent, none present but failed")
    void survivesRandomFaults() {
        assertThat(upload(10, 200, 1600, 20)).isGreaterThanOrEqualTo(500);
    }

    /** Returns how many faults have happened. */
    private long upload(long seed, int uploads, int armed, int large) {
        Random random = new Random(seed);
        expected.clear();
        // as late as the service shows a new file
        Open115Emulator.Builder builder = Open115Emulator.builder().visibilityDelay(Duration.ofSeconds(5));
        try (UploadFixture fixture = new UploadFixture(builder, state.resolve("seed" + seed))) {
            String folder = fixture.emulator.drive().folder("/backup");
            for (int i = 0; i < uploads; i += 3) {
                fixture.emulator.drive().addFile(folder, "file" + i, Content.of("old " + i));
            }
            RandomFaults faults = new RandomFaults(fixture.emulator, seed);
            for (int i = 0; i < uploads; i++) {
                boolean isLarge = large > 0 && i % (uploads / large) == 0;
                UploadSource source = isLarge
                        ? new UploadFixture.GeneratedSource(seed * 1000 + i, LARGE)
                        : UploadFixture.source("new " + seed + " " + i);
                for (int fault = 0; fault < armed / uploads; fault++) {
                    faults.armUpload((int) source.size());
                }
                uploadRepeatedly(fixture, source, UploadRequest.of(folder, "file" + i), random);
                fixture.emulator.faults().clear();
            }
            fixture.settle();
            List<EmulatedFile> files = fixture.emulator.drive().filesBelow(folder);
            Map<String, String> there = new HashMap<>();
            files.forEach(file -> assertThat(there.put(file.name(), file.id() + " " + file.sha1()))
                    .as("two files of the name %s with seed %s", file.name(), seed)
                    .isNull());
            assertThat(there).as("seed %s", seed).isEqualTo(expected);
            assertThat(unfinished).isZero();
            return faults.fired();
        }
    }

    private void uploadRepeatedly(UploadFixture fixture, UploadSource source, UploadRequest request, Random random) {
        for (int attempt = 1; ; attempt++) {
            try {
                UploadResult result = fixture.uploads().upload(source, request);
                expected.put(request.name(), result.id() + " " + result.sha1());
                return;
            } catch (Open115Exception e) {
                if (attempt == MAX_ATTEMPTS) {
                    unfinished++;
                    throw e;
                }
                // some retries come at once, some later, some by another process
                switch (random.nextInt(3)) {
                    case 0 -> fixture.restarted();
                    case 1 -> fixture.emulator.clock().advance(Duration.ofMinutes(2));
                    default -> {}
                }
            }
        }
    }
}
