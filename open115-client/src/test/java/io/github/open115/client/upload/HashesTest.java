/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import static io.github.open115.client.upload.UploadFixture.INIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A file that changes before a byte of it is sent. */
@Timeout(600)
class HashesTest {

    /** Hashed in several steps. */
    private static final int SIZE = 1 << 20;

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.write(directory.resolve("a.bin"), new byte[SIZE]);
    }

    @Test
    @DisplayName("R34 a file that grows while it is hashed: the sentence names the file, says 'hashed', and both sizes")
    void grows() throws IOException {
        whileHashing(
                () -> Files.write(file, new byte[5], StandardOpenOption.APPEND),
                "its size was 1048576 bytes and is 1048581");
    }

    @Test
    @DisplayName("R34 a file that is cut while it is hashed")
    void isCut() throws IOException {
        whileHashing(() -> Files.write(file, new byte[5]), "its size was 1048576 bytes and is 5");
    }

    @Test
    @DisplayName("R34 a file that is written in place while it is hashed")
    void isWrittenInPlace() throws IOException {
        whileHashing(() -> Files.setLastModifiedTime(file, FileTime.fromMillis(1)), "its modification time was");
    }

    @Test
    @DisplayName("R34 a file that is deleted while it is hashed")
    void isDeleted() throws IOException {
        whileHashing(() -> Files.delete(file), "it was deleted");
    }

    private void whileHashing(Change change, String how) throws IOException {
        UploadSource source = UploadSource.of(file);
        AtomicInteger steps = new AtomicInteger();

        assertThatThrownBy(() -> Hashes.of(source, () -> {
                    if (steps.incrementAndGet() == 2) {
                        change.make();
                    }
                }))
                .isInstanceOf(ContentChangedException.class)
                .hasMessageStartingWith("file " + file + " changed while it was hashed: " + how);
    }

    @Test
    @DisplayName(
            "R34 a file that changes before its range is proved was not sent either, and the sentence says 'hashed'")
    void changesBeforeTheProof() throws IOException {
        try (UploadFixture fixture = new UploadFixture(directory.resolve("state"))) {
            String folder = fixture.emulator.drive().folder("/backup");
            UploadSource source = UploadSource.of(file);
            // the service knows the content, and asks for a proof
            fixture.emulator.drive().addFile(fixture.emulator.drive().folder("/other"), "same.bin", new byte[SIZE]);
            fixture.emulator.faults().before(INIT, 1, () -> ((Change) () -> Files.delete(file)).make());

            assertThatThrownBy(() -> fixture.uploads().upload(source, UploadRequest.of(folder, "a.bin")))
                    .isInstanceOf(ContentChangedException.class)
                    .hasMessageEndingWith("a.bin changed while it was hashed: it was deleted");
            assertThat(fixture.texts(folder)).isEmpty();
        }
    }

    /** What another program does. */
    @FunctionalInterface
    private interface Change {

        void write() throws IOException;

        default void make() {
            try {
                write();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
