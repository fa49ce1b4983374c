/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.after;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.open115.camel.names.TargetFolders;
import io.github.open115.client.EmulatedAccountFixture;
import io.github.open115.client.files.DriveFiles;
import io.github.open115.client.files.FolderPath;
import io.github.open115.emulator.EmulatedDrive;
import io.github.open115.emulator.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("R38 the journal of deletions and moves, and its reports")
class AfterProcessingTest {

    private record Told(List<String> fileIds, String targetId) {}

    @TempDir
    Path directory;

    private final List<Told> told = new ArrayList<>();
    private final Map<String, String> journal = new ConcurrentSkipListMap<>();
    private EmulatedAccountFixture service;
    private EmulatedDrive drive;
    private AfterProcessing after;

    @BeforeEach
    void begin() {
        service = new EmulatedAccountFixture(directory);
        drive = service.emulator().drive();
        after = opened(new PreMovedFiles());
    }

    private AfterProcessing opened(PreMovedFiles taken) {
        DriveFiles files = service.client().files();
        return new AfterProcessing(
                files,
                new TargetFolders(files),
                journal,
                service.clock(),
                (ids, target) -> told.add(new Told(List.copyOf(ids), target == null ? null : target.folderId())),
                taken,
                false);
    }

    @AfterEach
    void end() {
        service.close();
    }

    private String put(String name) {
        return drive.addFile(drive.folder("/inbox"), name, new byte[] {1}).id();
    }

    private static Change moveToDone(String fileId, String oldName, String newName) {
        return Change.move(fileId, FolderPath.ROOT, List.of("done"), oldName, newName);
    }

    private Change backToInbox(String fileId, String newName, String oldName) {
        return Change.move(fileId, FolderPath.ROOT, List.of("inbox"), newName, oldName);
    }

    @Test
    @DisplayName("a deletion without target, a move with its folder, each once for all files")
    void tellsWhatWasAccepted() {
        String done = drive.folder("/done");
        List<String> deleted = List.of(put("a"), put("b"));
        List<String> moved = List.of(put("c"), put("d"));
        deleted.forEach(id -> after.add(Change.delete(id)));
        moved.forEach(id -> after.add(moveToDone(id, "c", "c")));
        assertThat(told).isEmpty();
        after.flush();
        assertThat(told).containsExactlyInAnyOrder(new Told(deleted, null), new Told(moved, done));
        assertThat(after.pending()).isZero();
    }

    @Test
    @DisplayName("a move before the exchange, too")
    void tellsOfMovesAtOnce() {
        String id = put("a");
        String folder =
                after.move(moveToDone(id, "a", "a"), backToInbox(id, "a", "a")).folderId();
        assertThat(told).containsExactly(new Told(List.of(id), folder));
    }

    @Test
    @DisplayName("nothing of what failed or is gone")
    void tellsNothingOfWhatFailed() {
        String gone = put("a");
        String waiting = put("b");
        drive.purge(gone);
        after.add(moveToDone(gone, "a", "a"));
        after.flush();
        service.emulator().faults().arm("/open/ufile/delete", Fault.html(502));
        after.add(Change.delete(waiting));
        assertThatThrownBy(after::flush)
                .isInstanceOfSatisfying(
                        AfterProcessingException.class,
                        failure -> assertThat(failure.waiting()).isEqualTo(1));
        assertThat(told).isEmpty();
        assertThat(after.isPending(waiting)).isTrue();
        assertThat(after.isPending(gone)).isFalse();
    }

    @Test
    @DisplayName("a file is pending from the journal until listings cannot show it in its old place any more")
    void isPendingUntilItsChangeIsSeen() {
        String id = put("a");
        after.add(Change.delete(id));
        assertThat(after.isPending(id)).isTrue();
        after.flush();
        assertThat(after.isPending(id)).isTrue();
        service.clock().advance(Duration.ofMinutes(1));
        assertThat(after.isPending(id)).isFalse();
    }

    @Test
    @DisplayName("a file that was renamed is not renamed again when its move waits")
    void remembersTheNewName() {
        String id = put("a.txt");
        service.emulator().faults().arm("/open/ufile/move", Fault.html(502));
        after.add(moveToDone(id, "a.txt", "b.txt"));
        assertThatThrownBy(after::flush).isInstanceOf(AfterProcessingException.class);
        after.flush();
        assertThat(drive.fileAt("/done/b.txt")).isPresent();
        assertThat(service.emulator().requests().count("/open/ufile/update")).isEqualTo(1);
        assertThat(service.emulator().requests().count("/open/ufile/move")).isEqualTo(2);
    }
}
