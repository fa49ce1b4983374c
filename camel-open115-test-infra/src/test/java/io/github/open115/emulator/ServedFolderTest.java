/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ServedFolderTest {

    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

    @RegisterExtension
    final Open115EmulatorExtension open115 =
            new Open115EmulatorExtension(() -> Open115Emulator.builder().clock(new EmulatorClock().freeze()));

    @TempDir
    private Path top;

    private final ByteArrayOutputStream messages = new ByteArrayOutputStream();
    private EmulatedDrive drive;
    private ServedFolder served;

    @BeforeEach
    void serve() throws IOException {
        drive = open115.emulator().drive();
        served = new ServedFolder(top, open115.emulator(), new PrintStream(messages, true, StandardCharsets.UTF_8));
        write("films/old.mkv", "old");
        served.load();
    }

    @Test
    @DisplayName("a new file appears once it has stopped growing, as uploaded now whatever its date")
    void newFile() throws IOException {
        write("films/2026/new.mkv", "ne");
        served.refresh();
        write("films/2026/new.mkv", "new");
        served.refresh();
        assertThat(drive.fileAt("/films/2026/new.mkv")).isEmpty();

        served.refresh();

        EmulatedFile file = drive.fileAt("/films/2026/new.mkv").orElseThrow();
        assertThat(file.content().bytes()).asString().isEqualTo("new");
        assertThat(file.uploadTime().getEpochSecond())
                .isEqualTo(open115.emulator().clock().seconds());
        assertThat(drive.fileAt("/films/old.mkv").orElseThrow().uploadTime()).isEqualTo(LONG_AGO);
        assertThat(drive.binned()).isEmpty();
    }

    @Test
    @DisplayName("a changed file is a new file, and the old one lies in the recycle bin")
    void changedFile() throws IOException {
        EmulatedFile old = drive.fileAt("/films/old.mkv").orElseThrow();
        write("films/old.mkv", "changed");
        served.refresh();
        served.refresh();

        EmulatedFile file = drive.fileAt("/films/old.mkv").orElseThrow();
        assertThat(file.content().bytes()).asString().isEqualTo("changed");
        assertThat(file.id()).isNotEqualTo(old.id());
        assertThat(drive.binned()).containsExactly(old.id());
    }

    @Test
    @DisplayName("what leaves the folder leaves the drive, a folder as one")
    void removedFilesLeaveTheDrive() throws IOException {
        String films = drive.folder("/films");
        Files.delete(top.resolve("films/old.mkv"));
        Files.delete(top.resolve("films"));

        served.refresh();

        assertThat(drive.names(EmulatedDrive.ROOT)).isEmpty();
        assertThat(drive.binned()).containsExactly(films);
    }

    @Test
    @DisplayName("what clients delete or move in the drive does not come back, and does no harm to what comes later")
    void changedByClients() throws IOException {
        EmulatedFile old = drive.fileAt("/films/old.mkv").orElseThrow();
        drive.move(old.id(), drive.folder("/done"));
        drive.remove(drive.folder("/films"));
        served.refresh();
        served.refresh();
        assertThat(drive.names(EmulatedDrive.ROOT)).containsExactly("done");

        write("films/new.mkv", "new");
        served.refresh();
        served.refresh();
        assertThat(drive.fileAt("/films/new.mkv")).isPresent();
        assertThat(drive.fileAt("/films/old.mkv")).isEmpty();
        assertThat(drive.fileAt("/done/old.mkv")).isPresent();

        drive.purge(old.id());
        Files.delete(top.resolve("films/old.mkv"));
        served.refresh();
        assertThat(drive.names(drive.folder("/done"))).isEmpty();
    }

    @Test
    @DisplayName("a folder that cannot be read is an error, never an empty folder")
    void unreadableFolder() throws IOException {
        Path elsewhere = top.resolveSibling(top.getFileName() + "-moved");
        Files.move(top, elsewhere);
        try {
            assertThatThrownBy(served::refresh).isInstanceOf(IOException.class);
        } finally {
            Files.move(elsewhere, top);
        }

        assertThat(drive.fileAt("/films/old.mkv")).isPresent();
    }

    @Test
    @DisplayName("links to files are served, broken ones and loops of folders are passed over")
    void servesSymbolicLinksButNoLoops() throws IOException {
        Files.createSymbolicLink(top.resolve("link.mkv"), top.resolve("films/old.mkv"));
        Files.createSymbolicLink(top.resolve("broken.mkv"), top.resolve("nowhere"));
        Files.createSymbolicLink(top.resolve("loop"), top);
        served.refresh();
        served.refresh();

        assertThat(drive.names(EmulatedDrive.ROOT)).containsExactly("films", "link.mkv");
        assertThat(messages.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    private void write(String path, String text) throws IOException {
        Path file = top.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(LONG_AGO.plus(Duration.ofSeconds(text.length() - 3L))));
    }
}
