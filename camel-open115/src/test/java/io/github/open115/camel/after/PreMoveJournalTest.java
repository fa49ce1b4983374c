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
import io.github.open115.client.http.NoReplyException;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.emulator.EmulatedDrive;
import io.github.open115.emulator.Fault;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("R38 a move before the exchange is undone where the exchange does not take place, or its process ends")
class PreMoveJournalTest {

    private static final String MOVE = "/open/ufile/move";
    private static final String RENAME = "/open/ufile/update";

    @TempDir
    Path directory;

    private final Map<String, String> journal = new ConcurrentSkipListMap<>();
    private final PreMovedFiles taken = new PreMovedFiles();
    private EmulatedAccountFixture service;
    private EmulatedDrive drive;
    private AfterProcessing after;
    private String fileId;

    @BeforeEach
    void begin() {
        service = new EmulatedAccountFixture(directory);
        drive = service.emulator().drive();
        fileId = drive.addFile(drive.folder("/inbox"), "a.txt", new byte[] {1}).id();
        drive.folder("/taken");
        after = opened(taken);
    }

    @AfterEach
    void end() {
        service.close();
    }

    private AfterProcessing opened(PreMovedFiles known) {
        return opened(known, false);
    }

    private AfterProcessing opened(PreMovedFiles known, boolean onDemand) {
        DriveFiles files = service.client().files();
        return new AfterProcessing(
                files, new TargetFolders(files), journal, service.clock(), (ids, target) -> {}, known, onDemand);
    }

    private Change to(String folder, String oldName, String newName) {
        return Change.move(fileId, FolderPath.ROOT, List.of(folder), oldName, newName);
    }

    private void preMove(String newName) {
        after.move(to("taken", "a.txt", newName), to("inbox", newName, "a.txt"));
    }

    private boolean isAt(String path) {
        return drive.fileAt(path).isPresent();
    }

    private long moves() {
        return service.emulator().requests().count(MOVE);
    }

    @Test
    @DisplayName("during the exchange nothing is undone; when it has ended, nothing is left to do")
    void staysUntilItsExchangeHasEnded() {
        preMove("a.txt");
        after.flush();
        assertThat(after.isPending(fileId)).isTrue();
        assertThat(after.pending()).isZero();
        after.keep(fileId);
        after.flush();
        assertThat(isAt("/taken/a.txt")).isTrue();
        assertThat(journal).isEmpty();
        assertThat(moves()).isEqualTo(1);
    }

    @Test
    @DisplayName("what follows the exchange takes the place of the move back")
    void changeAfterTheExchangeReplacesTheMoveBack() {
        preMove("a.txt");
        after.add(to("done", "a.txt", "a.txt"));
        after.keep(fileId);
        after.flush();
        assertThat(isAt("/done/a.txt")).isTrue();
        assertThat(moves()).isEqualTo(2);
    }

    @Test
    @DisplayName("an exchange that does not take place: back under the name it had")
    void movesBackWhenTheExchangeDoesNotHappen() {
        preMove("b.txt");
        assertThat(isAt("/taken/b.txt")).isTrue();
        after.giveBack(fileId);
        after.flush();
        assertThat(isAt("/inbox/a.txt")).isTrue();
        assertThat(journal).isEmpty();
    }

    @Test
    @DisplayName("a process that was killed during the exchange")
    void comesBackAfterAKill() {
        preMove("b.txt");
        opened(new PreMovedFiles()).flush();
        assertThat(isAt("/inbox/a.txt")).isTrue();
        assertThat(journal).isEmpty();
    }

    @Test
    @DisplayName("a process that was killed before the first call: a move to where the file is already")
    void movesToWhereItIs() {
        journal.put(fileId, to("inbox", "b.txt", "a.txt").encode());
        after.flush();
        assertThat(isAt("/inbox/a.txt")).isTrue();
        assertThat(journal).isEmpty();
    }

    @Test
    @DisplayName("two replies lost, though it was done")
    void comesBackAfterLostReplies() {
        service.emulator().faults().arm(MOVE, Fault.lostReply()).times(2);
        assertThatThrownBy(() -> preMove("a.txt")).isInstanceOf(NoReplyException.class);
        assertThat(isAt("/taken/a.txt")).isTrue();
        after.flush();
        assertThat(isAt("/inbox/a.txt")).isTrue();
        assertThat(moves()).isEqualTo(3);
    }

    @Test
    @DisplayName("a reply lost, and the repetition refused")
    void comesBackAfterALostReplyAndARefusal() {
        service.emulator().faults().arm(MOVE, Fault.lostReply());
        service.emulator()
                .faults()
                .arm(MOVE, Fault.error(770004, "已达到当前访问上限，请稍后再试"))
                .after(1);
        assertThatThrownBy(() -> preMove("a.txt")).isInstanceOf(Open115Exception.class);
        assertThat(after.pending()).isEqualTo(1);
    }

    @Test
    @DisplayName("a move that was refused costs no call to undo, and one that was renamed before gets its name back")
    void undoesOnlyWhatWasDone() {
        service.emulator().faults().arm(MOVE, Fault.error(123456, "?")).times(2);
        assertThatThrownBy(() -> preMove("a.txt")).isInstanceOf(Open115Exception.class);
        assertThat(journal).isEmpty();
        assertThatThrownBy(() -> preMove("b.txt")).isInstanceOf(Open115Exception.class);
        assertThat(isAt("/inbox/b.txt")).isTrue();
        after.flush();
        assertThat(isAt("/inbox/a.txt")).isTrue();
        assertThat(service.emulator().requests().count(RENAME)).isEqualTo(2);
    }

    @Test
    @DisplayName("an exchange that outlives a stop of the consumer is not undone by the next start")
    void startDoesNotUndoARunningExchange() {
        preMove("a.txt");
        after.stop();
        assertThat(isAt("/taken/a.txt")).isTrue();
        AfterProcessing next = opened(taken);
        next.flush();
        assertThat(isAt("/taken/a.txt")).as("its exchange is under way").isTrue();
        after.add(to("done", "a.txt", "a.txt"));
        assertThat(isAt("/done/a.txt")).isTrue();
        opened(taken).flush();
        assertThat(isAt("/done/a.txt")).isTrue();
        assertThat(journal).isEmpty();
    }

    @Test
    @DisplayName("an exchange that ends between the next start and its first flush is not undone by that")
    void endsWhileTheNextOneOpens() {
        preMove("a.txt");
        after.stop();
        AfterProcessing next = opened(taken);
        after.add(to("done", "a.txt", "a.txt"));
        assertThat(isAt("/done/a.txt")).isTrue();
        next.flush();
        assertThat(isAt("/done/a.txt")).isTrue();
        assertThat(journal).isEmpty();
        assertThat(moves()).isEqualTo(2);
    }

    @Test
    @DisplayName("an exchange that was begun again after a late end is undone where it does not take place")
    void undoesAnExchangeThatBeganAgain() {
        preMove("a.txt");
        after.stop();
        AfterProcessing stopped = after;
        after = opened(taken);
        stopped.add(to("inbox", "a.txt", "a.txt"));
        preMove("a.txt");
        after.giveBack(fileId);
        after.flush();
        assertThat(isAt("/inbox/a.txt")).isTrue();
        assertThat(journal).isEmpty();
    }

    @Test
    @DisplayName("on demand a file that is back can be had at once; where none asks for it, it waits for listings")
    void isBackAtOnceOnDemand() {
        for (boolean onDemand : List.of(true, false)) {
            after = opened(taken, onDemand);
            preMove("a.txt");
            after.giveBack(fileId);
            assertThat(after.isPending(fileId)).isTrue();
            after.flush();
            assertThat(isAt("/inbox/a.txt")).isTrue();
            assertThat(after.isPending(fileId)).isEqualTo(!onDemand);
        }
    }

    @Test
    @DisplayName("on demand, a file that came back and was processed is waited for like any other")
    void comesBackOnlyOnce() {
        after = opened(taken, true);
        preMove("a.txt");
        after.giveBack(fileId);
        after.flush();
        preMove("a.txt");
        after.add(to("done", "a.txt", "a.txt"));
        after.flush();
        assertThat(isAt("/done/a.txt")).isTrue();
        assertThat(after.isPending(fileId)).isTrue();
    }

    @Test
    @DisplayName(
            "on demand, the caller gets the failure of a move with unknown outcome instead of waiting without a file")
    void leavesTheUnknownToTheCaller() {
        after = opened(taken, true);
        service.emulator().faults().arm(MOVE, Fault.html(500)).always();
        assertThatThrownBy(() -> preMove("a.txt")).isInstanceOf(Open115Exception.class);
        assertThat(after.isPending(fileId)).isFalse();
        assertThat(journal).isEmpty();
    }
}
