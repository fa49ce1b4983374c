/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A state file that has lost something is not taken for a new one. */
class LostStateTest {

    private static final int KEYS = 2000;

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void fill() {
        file = folder.resolve("state.mv");
        for (int start = 0; start < 3; start++) {
            try (StateStore store = StateStore.open(file)) {
                for (int i = 0; i < KEYS; i++) {
                    store.map("delivered").put(start + "-" + i, "");
                }
            }
        }
    }

    private Path companion(String suffix) {
        return folder.resolve("state.mv" + suffix);
    }

    private static void cut(Path file, long length) throws IOException {
        try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
            cut.setLength(length);
        }
    }

    private void assertRefused(String... parts) throws IOException {
        byte[] before = Files.exists(file) ? Files.readAllBytes(file) : null;
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> StateStore.open(file))
                    .isInstanceOf(StateException.class)
                    .hasMessageContaining("state file " + file)
                    .hasMessageContaining("to start again")
                    .hasMessageContainingAll(parts);
        }
        assertThat(Files.exists(file) ? Files.readAllBytes(file) : null)
                .as("the file is left as it is")
                .isEqualTo(before);
    }

    @ParameterizedTest(name = "{0} of 100 parts are left")
    @ValueSource(ints = {1, 10, 25, 50, 75, 90, 99})
    @DisplayName("R10 a state file that was cut is not taken for a new one")
    void refusesAFileThatWasCut(int left) throws IOException {
        cut(file, Files.size(file) * left / 100);
        assertRefused(".journal", ".manifest");
    }

    @Test
    @DisplayName("R10 a state file that was cut to nothing is not taken for a new one")
    void refusesAnEmptyFile() throws IOException {
        cut(file, 0);
        assertRefused("it is empty");
    }

    @Test
    @DisplayName("R10 a state file that is gone while its companions are there is not taken for a new one")
    void refusesAMissingFileWhileItsCompanionsAreThere() throws IOException {
        Files.delete(file);
        assertRefused("it is missing");
        assertThat(file).doesNotExist();
        Files.delete(companion(".manifest"));
        Files.delete(companion(".journal"));
        try (StateStore store = StateStore.open(file)) {
            assertThat(store.map("delivered").size()).isZero();
        }
    }

    @Test
    @DisplayName("R10 a missing journal is reported, with the way to go on without it")
    void refusesAMissingJournalAndSaysHowToGoOnWithoutIt() throws IOException {
        Files.delete(companion(".journal"));
        assertRefused(".journal is missing", "delete " + companion(".manifest"));
        Files.delete(companion(".manifest"));
        assertIsComplete();
    }

    @Test
    @DisplayName("R10 an old copy is not taken for the last state; the message says how to go on with it")
    void refusesAnOldCopyAndSaysHowToGoOnWithIt() throws IOException {
        Path copy = folder.resolve("copy.mv");
        Files.copy(file, copy);
        try (StateStore store = StateStore.open(file)) {
            store.map("delivered").put("later", "");
        }
        Files.delete(file);
        Files.move(copy, file);
        assertRefused("an older one", "delete " + companion(".manifest"));
        Files.delete(companion(".manifest"));
        assertIsComplete();
    }

    @Test
    @DisplayName("R10 a state of before there were manifests is read, and has one from then on")
    void readsAStateOfBeforeThereWereManifests() throws IOException {
        Files.delete(companion(".manifest"));
        assertIsComplete();
        assertThat(companion(".manifest")).isNotEmptyFile();
        cut(file, 0);
        assertRefused("it is empty");
    }

    @Test
    @DisplayName("R10 a damaged manifest does not hinder the use of a good state")
    void readsAStateWithADamagedManifest() throws IOException {
        Files.writeString(companion(".manifest"), "nonsense");
        assertIsComplete();
        assertIsComplete();
    }

    private void assertIsComplete() {
        try (StateStore store = StateStore.open(file)) {
            assertThat(store.map("delivered").size()).isEqualTo(3 * KEYS);
        }
    }
}
