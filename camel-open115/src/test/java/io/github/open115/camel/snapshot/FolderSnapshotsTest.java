/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.client.EmulatedClient;
import io.github.open115.client.files.DriveFiles;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedDrive;
import io.github.open115.emulator.EmulatorClock;
import io.github.open115.emulator.Open115Emulator;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The calls that a big tree costs, with the client, the emulated service and the durable state. */
@Tag("slow")
class FolderSnapshotsTest {

    private static final String LIST = "/open/ufile/files";
    private static final int FILES = 100_000;
    private static final Instant OLDEST = Instant.parse("2020-01-01T00:00:00Z");

    @TempDir
    Path state;

    private final EmulatorClock clock = EmulatorClock.frozenAt(Instant.parse("2026-09-01T00:00:00Z"));
    private final RecordingListener listener = new RecordingListener();
    private final List<String> ids = new ArrayList<>();

    @Test
    @DisplayName(
            "R20 R21 100 000 files in 10 folders: 88 calls, then 1, at most 10 for an old change, 1 after a restart")
    void callsForATreeOfAHundredThousandFiles() {
        try (Open115Emulator emulator = Open115Emulator.builder().clock(clock).start()) {
            String top = fill(emulator.drive());
            DriveFiles files = EmulatedClient.connect(emulator, state).files();
            FolderSnapshots.Key key = new FolderSnapshots.Key("default", top, true);
            FolderSnapshots.Listing listing = new FolderSnapshots.Listing(files, 1150, Duration.ofHours(6));
            Path file = state.resolve("snapshot.mv");

            FolderSnapshots snapshots = new FolderSnapshots(clock);
            FolderSnapshot snapshot = snapshots.take(key, listing, file);
            assertThat(snapshot.join(listener, null)).isTrue();
            assertThat(calls(emulator, snapshot)).isEqualTo(88);
            assertThat(listener.present).hasSize(FILES);
            assertThat(calls(emulator, snapshot)).isEqualTo(1);

            String victim = ids.get(31_000);
            emulator.drive().remove(victim);
            assertThat(calls(emulator, snapshot)).isLessThanOrEqualTo(10);
            assertThat(listener.gone).containsExactly(victim);

            emulator.drive().restore(victim);
            assertThat(calls(emulator, snapshot)).isLessThanOrEqualTo(10);
            assertThat(listener.seen).extracting(row -> row.id()).containsExactly(victim);
            snapshots.release(key);

            FolderSnapshot restarted = new FolderSnapshots(clock).take(key, listing, file);
            assertThat(restarted.join(listener, listener.mark)).isFalse();
            assertThat(calls(emulator, restarted)).isEqualTo(1);
            assertThat(listener.seen).isEmpty();
            restarted.close();
        }
    }

    private String fill(EmulatedDrive drive) {
        String top = drive.folder("/in");
        List<String> folders = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            folders.add(drive.createFolder(top, "folder " + i));
        }
        for (int i = 0; i < FILES; i++) {
            ids.add(drive.addFile(folders.get(i % 10), "file " + i, Content.generated(1, 1), OLDEST.plusSeconds(i))
                    .id());
        }
        return top;
    }

    private int calls(Open115Emulator emulator, FolderSnapshot snapshot) {
        listener.forget();
        long before = emulator.requests().count(LIST);
        assertThat(snapshot.refresh(listener, Duration.ZERO)).isTrue();
        return (int) (emulator.requests().count(LIST) - before);
    }
}
