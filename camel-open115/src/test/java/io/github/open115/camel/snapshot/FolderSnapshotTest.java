/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.open115.client.auth.SettableClock;
import io.github.open115.client.files.FileItem;
import io.github.open115.client.http.Open115Exception;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How many calls it costs to know a folder, and what is reported of it. */
class FolderSnapshotTest {

    private final SettableClock clock = new SettableClock();
    private final RecordingListener listener = new RecordingListener();

    private FolderSnapshot snapshot(ListedFolder folder) {
        FolderSnapshot snapshot = new FolderSnapshot(folder.source(1150), RowStore.NONE, Duration.ofHours(6), clock);
        snapshot.join(listener, null);
        return snapshot;
    }

    private int callsOf(ListedFolder folder, FolderSnapshot snapshot) {
        listener.forget();
        int before = folder.calls();
        assertThat(snapshot.refresh(listener, Duration.ZERO)).as("complete").isTrue();
        return folder.calls() - before;
    }

    @Test
    @DisplayName("R21 the first listing costs one call for each page and reports every row")
    void firstListingCostsOneCallForEachPageAndReportsEveryRow() {
        ListedFolder folder = ListedFolder.of(50_000);

        assertThat(callsOf(folder, snapshot(folder))).isLessThanOrEqualTo(45);

        assertThat(listener.present).hasSize(50_000).isEqualTo(folder.rows);
        assertThat(listener.seen).hasSize(50_000);
    }

    @Test
    @DisplayName("R20 an idle poll of 100 000 files is one call, and two on average with a reconciliation inside")
    void idlePollIsOneCall() {
        ListedFolder folder = ListedFolder.of(100_000);
        FolderSnapshot snapshot = snapshot(folder);
        callsOf(folder, snapshot);

        int before = folder.calls();
        for (int i = 0; i < 100; i++) {
            clock.advance(i == 50 ? Duration.ofHours(6) : Duration.ofMinutes(1));
            int calls = callsOf(folder, snapshot);
            assertThat(calls).isEqualTo(i == 50 ? 88 : 1);
            assertThat(listener.seen).isEmpty();
        }
        assertThat(folder.calls() - before).isLessThanOrEqualTo(200);
    }

    @Test
    @DisplayName("R20 ten new uploads, or a deleted recent file, are found with one call")
    void recentChangesAreFoundWithOneCall() {
        ListedFolder folder = ListedFolder.of(50_000);
        FolderSnapshot snapshot = snapshot(folder);
        callsOf(folder, snapshot);

        for (int i = 0; i < 10; i++) {
            folder.upload();
        }
        assertThat(callsOf(folder, snapshot)).isEqualTo(1);
        assertThat(listener.seen).hasSize(10);

        String recent = folder.at(20).id();
        folder.remove(recent);
        assertThat(callsOf(folder, snapshot)).isEqualTo(1);
        assertThat(listener.gone).containsExactly(recent);
    }

    @Test
    @DisplayName("R8 an old file that came or went is found with ten calls at most, wherever it is")
    void oldChangesAreFoundWithTenCalls() {
        ListedFolder folder = ListedFolder.of(100_000);
        FolderSnapshot snapshot = snapshot(folder);
        callsOf(folder, snapshot);

        for (int place : List.of(199, 200, 201, 5_000, 20_000, 49_999, 50_000, 77_777, 90_001, 99_000)) {
            FileItem victim = folder.at(place);
            folder.remove(victim.id());
            assertThat(callsOf(folder, snapshot)).as("row %d deleted", place).isLessThanOrEqualTo(10);
            assertThat(listener.gone).containsExactly(victim.id());
            assertThat(listener.seen).isEmpty();

            FileItem newcomer = folder.moveIn(victim.updated().getEpochSecond());
            assertThat(callsOf(folder, snapshot)).as("row %d moved in", place).isLessThanOrEqualTo(10);
            assertThat(listener.seen).containsExactly(newcomer);
            assertThat(listener.gone).isEmpty();
        }
    }

    @Test
    @DisplayName("R7 a listing that an error interrupted is continued, not begun again")
    void interruptedListingIsContinued() {
        ListedFolder folder = ListedFolder.of(50_000);
        FolderSnapshot snapshot = snapshot(folder);
        folder.failAt(30);

        assertThatThrownBy(() -> snapshot.refresh(listener, Duration.ZERO)).isInstanceOf(Open115Exception.class);
        assertThat(listener.seen).hasSize(28 * 1149 + 1150);

        FileItem fresh = folder.upload();
        assertThat(callsOf(folder, snapshot)).isEqualTo(44 - 29 + 1);
        assertThat(listener.seen).hasSize(50_001 - 28 * 1149 - 1150).contains(fresh);
        assertThat(listener.gone).isEmpty();
    }

    @Test
    @DisplayName("R7 a count that is always wrong is learned")
    void countThatIsAlwaysWrongIsLearned() {
        ListedFolder folder = ListedFolder.of(3_000);
        folder.countIsHigherBy = 2;
        FolderSnapshot snapshot = snapshot(folder);

        assertThat(callsOf(folder, snapshot)).isLessThanOrEqualTo(10);
        assertThat(listener.present).isEqualTo(folder.rows);
        assertThat(callsOf(folder, snapshot)).isEqualTo(1);

        FileItem victim = folder.at(2_500);
        folder.remove(victim.id());
        callsOf(folder, snapshot);
        assertThat(listener.gone).containsExactly(victim.id());
    }

    @Test
    @DisplayName("R9 an unfinished file far down is watched with one more call, and reported when it is finished")
    void unfinishedFileIsWatchedUntilItIsFinished() {
        ListedFolder folder = ListedFolder.of(10);
        FileItem unfinished = folder.uploadUnfinished();
        for (int i = 0; i < 5_000; i++) {
            folder.upload();
        }
        FolderSnapshot snapshot = snapshot(folder);
        callsOf(folder, snapshot);

        assertThat(callsOf(folder, snapshot)).isEqualTo(2);
        assertThat(listener.seen).isEmpty();

        FileItem finished = folder.finish(unfinished);
        assertThat(callsOf(folder, snapshot)).isEqualTo(2);
        assertThat(listener.seen).containsExactly(finished);
        assertThat(callsOf(folder, snapshot)).isEqualTo(1);
    }
}
