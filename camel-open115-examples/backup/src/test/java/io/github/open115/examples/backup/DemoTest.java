/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.emulator.EmulatedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {

    /** 6 ordinary files, a large one and its copy, an empty one, one with a difficult name. */
    private static final int FILES = 6 + 2 + 1 + 1;

    @TempDir
    Path directory;

    private Demo demo;

    @BeforeEach
    void fill() throws IOException {
        demo = new Demo(directory.resolve("demo"), new DemoFolder.Size(2, 3, 500_000));
    }

    @AfterEach
    void close() {
        demo.close();
    }

    @Test
    @DisplayName("R18 the second backup of the same folder sends nothing, and every SHA-1 is right")
    void sendsNothingTheSecondTime() throws IOException {
        List<String> problems = demo.run();
        assertThat(problems).isEmpty();
        assertThat(BackupMain.exitCode(problems)).isZero();
        assertThat(demo.emulator().requests().uploadedBytes()).isZero();
    }

    @Test
    @DisplayName("a file that has changed is backed up again, and the old one is in the recycle bin")
    void backsUpChanges() throws IOException {
        Backup.Result first = demo.backup();
        assertThat(first.problems()).isEmpty();
        assertThat(first.outcomes().snapshot().files()).isEqualTo(FILES);
        assertThat(first.outcomes().count("instant")).isPositive();
        EmulatedFile old =
                demo.emulator().drive().fileAt("/backup/films/film.mkv").orElseThrow();
        new DemoFolder(demo.source()).write("films/film.mkv", 42, 400_000);

        Backup.Result second = demo.backup();

        assertThat(second.problems()).isEmpty();
        assertThat(second.outcomes().count("sent")).isEqualTo(1);
        assertThat(second.outcomes().count("unchanged")).isEqualTo(FILES - 1);
        assertThat(demo.compare()).isEmpty();
        assertThat(demo.emulator().drive().isBinned(old.id())).isTrue();
    }

    @Test
    @DisplayName("a later run without a token uses the saved ones")
    void usesTheSavedTokens() throws IOException {
        assertThat(demo.backup().problems()).isEmpty();
        new DemoFolder(demo.source()).write("photos/later.jpg", 7, 12_345);
        Map<String, String> environment = Map.of(
                "OPEN115_STATE_DIRECTORY", directory.resolve("demo/state").toString());
        BackupSettings saved = BackupMain.settings(environment, demo.source().toString(), "/backup");

        Backup.Result result = new Backup(new BackupSettings(
                        saved.source(),
                        saved.folder(),
                        saved.stateDirectory(),
                        saved.refreshToken(),
                        200,
                        Duration.ofMillis(500),
                        false,
                        demo.emulator().baseUrls()))
                .run();

        assertThat(result.problems()).isEmpty();
        assertThat(result.outcomes().count("sent")).isEqualTo(1);
        assertThat(demo.compare()).isEmpty();
    }

    @Test
    @DisplayName("a backup that watches goes on with what changes, until it is stopped")
    void goesOnWithWhatChanges() throws Exception {
        Backup backup = demo.backup(true);
        CompletableFuture<Backup.Result> running = CompletableFuture.supplyAsync(backup::run);
        await().atMost(Duration.ofMinutes(5)).until(() -> demo.compare().isEmpty());
        new DemoFolder(demo.source()).write("photos/later.jpg", 7, 12_345);
        new DemoFolder(demo.source()).write("films/film.mkv", 8, 400_000);
        await().atMost(Duration.ofMinutes(5)).until(() -> demo.compare().isEmpty());
        backup.stop();
        Backup.Result result = running.get(5, TimeUnit.MINUTES);
        assertThat(result.problems()).isEmpty();
        assertThat(result.outcomes().snapshot().files()).isGreaterThanOrEqualTo(FILES + 2);
    }

    @Test
    @DisplayName("what is wrong, missing or too much in the drive is found, and makes the exit code 1")
    void findsDifferences() throws IOException {
        demo.backup();
        Files.writeString(demo.source().resolve("new.txt"), "not backed up");
        Files.writeString(demo.source().resolve("photos/2026-1/image 0.jpg"), "changed");
        List<String> problems = demo.compare();
        assertThat(problems)
                .containsExactlyInAnyOrder(
                        "/backup/new.txt is not in the drive",
                        "/backup/photos/2026-1/image 0.jpg has another SHA-1 in the drive",
                        "the drive has " + FILES + " files, but there are " + (FILES + 1));
        assertThat(BackupMain.exitCode(problems)).isEqualTo(1);
    }

    @Test
    @DisplayName("a file that cannot be uploaded is named, with the reason; the others are backed up")
    void namesWhatFailed() throws IOException {
        Files.writeString(demo.source().resolve("a<b.txt"), "refused");
        Backup.Result result = demo.backup();
        assertThat(result.problems()).hasSize(1).first().asString().contains("a<b.txt");
        assertThat(BackupMain.report(result)).contains(FILES + " files").contains("SHA-1 of each of them");
        assertThat(result.outcomes().snapshot().files()).isEqualTo(FILES);
    }
}
