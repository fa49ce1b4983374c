/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.open115.client.http.NoReplyException;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.Fault;
import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Lists, restores and deletes in the recycle bin. */
class RecycleBinTest extends DriveFilesFixture {

    private List<String> bin(int count) {
        List<String> ids = IntStream.range(0, count)
                .mapToObj(i ->
                        drive.addFile(folder, "f" + i, Content.generated(i, 10)).id())
                .toList();
        if (count > 0) {
            files.delete(ids);
        }
        emulator.requests().reset();
        return ids;
    }

    private static List<RecycledFile> rows(List<String> ids) {
        return ids.stream().map(RecycledFile::ofId).toList();
    }

    @Test
    @DisplayName("the recycle bin is listed newest first, by pages of 200")
    void listsNewestFirst() {
        List<String> first = bin(250);
        emulator.clock().advance(Duration.ofSeconds(5));
        String second = drive.addFile(folder, "last.mkv", Content.of("last")).id();
        files.delete(List.of(second));
        emulator.requests().reset();
        List<RecycledFile> rows = files.recycleBin().list();
        assertThat(emulator.requests().count("/open/rb/list")).isEqualTo(2);
        assertThat(rows).hasSize(251);
        RecycledFile newest = rows.get(0);
        assertThat(newest.id()).isEqualTo(second);
        assertThat(newest.name()).isEqualTo("last.mkv");
        assertThat(newest.folder()).isFalse();
        assertThat(newest.size()).isEqualTo(4);
        assertThat(newest.sha1()).isEqualTo(Content.of("last").sha1());
        assertThat(newest.parentId()).isEqualTo(folder);
        assertThat(newest.parentName()).isEqualTo("incoming");
        assertThat(newest.deletedAt()).isEqualTo(emulator.clock().instant().truncatedTo(ChronoUnit.SECONDS));
        assertThat(newest.restoring()).isFalse();
        assertThat(rows.stream().skip(1).map(RecycledFile::id)).containsExactlyInAnyOrderElementsOf(first);
        List<RecycledFile> iterated = new ArrayList<>();
        files.recycleBin().iterate().forEachRemaining(iterated::add);
        assertThat(iterated).containsExactlyInAnyOrderElementsOf(rows);
    }

    @Test
    @DisplayName("a row becomes JSON with a readable time, and the same row again")
    void convertsRows() throws IOException {
        bin(1);
        RecycledFile row = files.recycleBin().list().get(0);
        ObjectMapper json = new ObjectMapper();
        String text = json.writeValueAsString(row);
        assertThat(text).contains("\"deletedAt\":\"" + row.deletedAt() + "\"");
        assertThat(json.readValue(text, RecycledFile.class)).isEqualTo(row);
    }

    @Test
    void listsAnEmptyBin() {
        assertThat(files.recycleBin().list()).isEmpty();
        assertThat(files.recycleBin().iterate().hasNext()).isFalse();
        emulator.faults().arm("/open/rb/list", Fault.rewrite(reply -> reply.putArray("data")));
        assertThat(files.recycleBin().list()).isEmpty();
    }

    @Test
    @DisplayName("a listing that has fewer rows than the service counts is an error")
    void provesTheListing() {
        bin(3);
        Fault wrong = Fault.rewrite(reply -> ((ObjectNode) reply.get("data")).put("count", "9"));
        emulator.faults().arm("/open/rb/list", wrong).times(6);
        assertThatThrownBy(() -> files.recycleBin().list()).isInstanceOf(IncompleteListingException.class);
    }

    @Test
    @DisplayName("files come back with their ids, and listings and look-ups show them at once")
    void restores() {
        List<String> ids = bin(1000);
        MaxAge minute = new MaxAge(Duration.ofMinutes(1), Duration.ofMinutes(1), 1150, false);
        emulator.clock().advance(Duration.ofMinutes(1));
        assertThat(files.list(ListQuery.childrenOf(folder, 1150), minute).rows())
                .isEmpty();
        assertThat(files.named(folder, "f7", Duration.ofMinutes(1))).isEmpty();
        emulator.requests().reset();
        files.recycleBin().restore(rows(ids));
        assertThat(emulator.requests().all()).hasSize(1);
        assertThat(files.list(ListQuery.childrenOf(folder, 1150), minute).rows())
                .hasSize(1000);
        assertThat(files.named(folder, "f7", Duration.ofMinutes(1))).hasSize(1);
        assertThat(drive.filesBelow(folder)).hasSize(1000);
    }

    @Test
    @DisplayName("a file that was deleted and restored within seconds shows at once")
    void restoresAtOnce() {
        String id = drive.addFile(folder, "a.txt", Content.of("a")).id();
        assertThat(files.named(folder, "a.txt", Duration.ofMinutes(1))).hasSize(1);
        files.delete(List.of(id));
        assertThat(files.named(folder, "a.txt", Duration.ofMinutes(1))).isEmpty();
        files.recycleBin().restore(rows(List.of(id)));
        assertThat(files.named(folder, "a.txt", Duration.ofMinutes(1))).hasSize(1);
    }

    @Test
    void namesWhatIsNotThere() {
        List<String> ids = bin(1);
        assertThatThrownBy(() -> files.recycleBin().restore(rows(List.of(ids.get(0), folder))))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining(folder);
        assertThat(drive.isBinned(ids.get(0))).isFalse();
    }

    @Test
    @DisplayName("after a lost reply the recycle bin is listed before anything is asked for again")
    void looksBeforeItRepeats() {
        List<String> ids = bin(3);
        emulator.faults().arm("/open/rb/revert", Fault.lostReply());
        files.recycleBin().restore(rows(ids));
        assertThat(emulator.requests().count("/open/rb/revert")).isEqualTo(1);
        assertThat(drive.filesBelow(folder)).hasSize(3);
        files.delete(ids);
        emulator.requests().reset();
        emulator.faults().arm("/open/rb/del", Fault.dropBeforeEffect());
        files.recycleBin().delete(rows(ids));
        assertThat(emulator.requests().count("/open/rb/del")).isEqualTo(2);
        assertThat(files.recycleBin().list()).isEmpty();
    }

    @Test
    @DisplayName("everything is deleted by a call of its own, which is never repeated blindly")
    void deletesAll() {
        assertThatThrownBy(() -> files.recycleBin().delete(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThat(emulator.requests().all()).isEmpty();
        bin(3);
        emulator.faults().arm("/open/rb/del", Fault.dropBeforeEffect());
        assertThatThrownBy(() -> files.recycleBin().deleteAll()).isInstanceOf(NoReplyException.class);
        assertThat(files.recycleBin().list()).hasSize(3);
        emulator.faults().arm("/open/rb/del", Fault.lostReply());
        files.recycleBin().deleteAll();
        assertThat(files.recycleBin().list()).isEmpty();
        assertThat(emulator.requests().count("/open/rb/del")).isEqualTo(2);
    }

    @Test
    @DisplayName("of several files, one that is in the recycle bin already counts as deleted")
    void deletesTheRest() {
        String one = drive.addFile(folder, "1", Content.of("1")).id();
        String two = drive.addFile(folder, "2", Content.of("2")).id();
        files.delete(List.of(one));
        emulator.faults().arm("/open/ufile/delete", Fault.error(231011, "deleted"));
        files.delete(List.of(one, two));
        assertThat(drive.isBinned(two)).isTrue();
        emulator.requests().reset();
        emulator.faults().arm("/open/ufile/delete", Fault.error(231011, "deleted"));
        assertThatThrownBy(() -> files.delete(List.of(folder, "7")))
                .as("neither is in the recycle bin")
                .isInstanceOf(Open115Exception.class);
    }

    @Test
    @DisplayName("a deletion of many files that is made again after a lost reply is proved by the recycle bin")
    void provesALostDeletion() {
        List<String> ids = IntStream.range(0, 300)
                .mapToObj(i ->
                        drive.addFile(folder, "f" + i, Content.generated(i, 10)).id())
                .toList();
        emulator.requests().reset();
        emulator.faults().arm("/open/ufile/delete", Fault.lostReply());
        assertThatThrownBy(() -> files.delete(ids)).isInstanceOf(NoReplyException.class);
        files.delete(ids);
        assertThat(emulator.requests().count("/open/ufile/delete")).isEqualTo(2);
        assertThat(emulator.requests().count("/open/rb/list")).isEqualTo(2);
    }
}
