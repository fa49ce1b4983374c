/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.client.auth.SettableClock;
import io.github.open115.client.state.StateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A snapshot over a restart, and with a file that cannot be used. */
class DurableRowStoreTest {

    private static final int FILES = 3_000;
    private static final int PAGES = 3;

    @TempDir
    Path folder;

    private final ListedFolder listed = ListedFolder.of(FILES);
    private final SettableClock clock = new SettableClock();
    private final RecordingListener listener = new RecordingListener();
    private Path file;

    @BeforeEach
    void listOnce() {
        file = folder.resolve("snapshot.mv");
        assertThat(callsAfterStart()).isEqualTo(PAGES);
        listener.forget();
    }

    private int callsAfterStart() {
        int before = listed.calls();
        try (FolderSnapshot snapshot =
                new FolderSnapshot(listed.source(1150), DurableRowStore.open(file), Duration.ofHours(6), clock)) {
            snapshot.join(listener, listener.mark);
            assertThat(snapshot.refresh(listener, Duration.ZERO)).isTrue();
        }
        return listed.calls() - before;
    }

    @Test
    @DisplayName("R20 a restart costs one call and reports only what happened meanwhile")
    void restartCostsOneCall() {
        String newcomer = listed.upload().id();
        String recent = listed.at(10).id();
        listed.remove(recent);

        assertThat(callsAfterStart()).isEqualTo(1);
        assertThat(listener.seen).extracting(row -> row.id()).containsExactly(newcomer);
        assertThat(listener.gone).containsExactly(recent);
    }

    @Test
    @DisplayName("R20 a listener that missed something gets every row after a restart")
    void listenerWithoutItsMarkGetsEveryRow() {
        listener.mark = null;

        assertThat(callsAfterStart()).isEqualTo(PAGES);
        assertThat(listener.seen).hasSize(FILES);
    }

    @Test
    @DisplayName("R20 a damaged file is replaced, and the folder is listed again")
    void damagedFileIsReplaced() throws IOException {
        Files.writeString(file, "not what it was");

        assertThat(callsAfterStart()).isEqualTo(PAGES);
        assertThat(listener.seen).hasSize(FILES);
        listener.forget();
        assertThat(callsAfterStart()).isEqualTo(1);
    }

    @Test
    @DisplayName("R20 the file of another version is replaced, and the folder is listed again")
    void fileOfAnotherVersionIsReplaced() {
        try (StateStore store = StateStore.open(file)) {
            store.map("summary").put("version", "0");
        }

        assertThat(callsAfterStart()).isEqualTo(PAGES);
        assertThat(listener.seen).hasSize(FILES);
    }
}
