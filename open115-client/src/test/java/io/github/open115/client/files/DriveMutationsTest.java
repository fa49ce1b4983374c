/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.open115.client.http.NameConflictException;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.http.RefusedException;
import io.github.open115.client.http.UnreadableReplyException;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.Fault;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Changes by id, and the ids and names that are refused before a call. */
class DriveMutationsTest extends DriveFilesFixture {

    private EmulatedFile file;

    @BeforeEach
    void addFiles() {
        file = emulator.drive().addFile(folder, "clip 01.mkv", Content.of("bytes"));
    }

    @Test
    @DisplayName("R42 a new folder is never the root, which files would be moved into")
    void createsNoRoot() {
        emulator.faults()
                .arm(
                        "/open/folder/add",
                        Fault.rewrite(reply -> ((ObjectNode) reply.get("data"))
                                .put("file_id", "0")
                                .put("cid", "0")));
        assertThatThrownBy(() -> files.createFolder(folder, "new"))
                .isInstanceOf(NameConflictException.class)
                .hasCauseInstanceOf(UnreadableReplyException.class);
    }

    @Test
    void movesInBatchesOfAThousand() {
        String target = emulator.drive().folder("/done");
        List<String> ids = IntStream.range(0, 2001)
                .mapToObj(i -> emulator.drive()
                        .addFile(folder, "f" + i, Content.generated(1, 1))
                        .id())
                .toList();
        files.move(ids, target);
        assertThat(emulator.drive().filesBelow(target)).hasSize(2001);
        assertThat(emulator.requests().of("/open/ufile/move"))
                .hasSize(3)
                .allSatisfy(request -> assertThat(request.parameter("to_cid")).isEqualTo(target));
    }

    @Test
    void deletesIntoTheRecycleBinAndTakesGoneForDeleted() {
        files.delete(List.of(file.id()));
        assertThat(emulator.drive().isBinned(file.id())).isTrue();
        emulator.faults().arm("/open/ufile/delete", Fault.error(231011, "deleted"));
        files.delete(List.of(file.id()));
        emulator.faults().arm("/open/ufile/delete", Fault.error(430004, "gone"));
        files.delete(List.of(file.id()));
        emulator.faults().arm("/open/ufile/delete", Fault.error(20018, "gone"));
        assertThatThrownBy(() -> files.delete(List.of(file.id())))
                .as("no proof that it is gone")
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void starsManyWithOneCall() {
        files.star(List.of(file.id()), true);
        assertThat(files.info(file.id()).item().starred()).isTrue();
        String second = emulator.drive().addFile(folder, "2", Content.of("2")).id();
        emulator.requests().reset();
        emulator.faults().arm("/open/ufile/update", Fault.lostReply());
        files.star(List.of(file.id(), second), false);
        assertThat(emulator.requests().count("/open/ufile/update")).isEqualTo(2);
        assertThat(files.info(file.id()).item().starred()).isFalse();
    }

    @Test
    @DisplayName("a folder whose creation was not answered is looked for before it is created again")
    void looksForAFolder() {
        emulator.faults().arm("/open/folder/add", Fault.lostReply());
        assertThatThrownBy(() -> files.createFolder(folder, "new")).isInstanceOf(NameConflictException.class);
        assertThat(emulator.requests().count("/open/folder/add")).isEqualTo(1);
        emulator.faults().arm("/open/folder/add", Fault.dropBeforeEffect());
        String id = files.createFolder(folder, "other");
        assertThat(files.path(id).below(folder)).containsExactly(new FolderPath.Element(id, "other"));
        assertThat(emulator.drive().names(folder)).containsExactlyInAnyOrder("clip 01.mkv", "new", "other");
    }

    @Test
    void refusesToDeleteNothingOrEverything() {
        assertThatThrownBy(() -> files.delete(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("empty");
        assertThatThrownBy(() -> files.delete(List.of("0"))).hasMessageContaining("root folder");
        assertThatThrownBy(() -> files.delete(List.of("1,2"))).isInstanceOf(IllegalArgumentException.class);
        assertThat(emulator.requests().all()).isEmpty();
    }

    @Test
    void renamesFilesAndFolders() {
        files.rename(file.id(), "clip 02.mkv");
        assertThat(emulator.drive().names(folder)).containsExactly("clip 02.mkv");
        FileItem item = files.info(file.id()).item();
        emulator.requests().reset();
        files.rename(item, "clip 02.mkv");
        assertThat(emulator.requests().all()).isEmpty();
        files.rename(files.info(folder).item(), "out.going");
        assertThat(emulator.drive().names(FileItem.ROOT_ID)).containsExactly("out.going");
    }

    @ParameterizedTest
    @CsvSource({
        "clip.avi,extension",
        "clip,extension",
        "clip.mkv.v2,extension",
        "a<b.mkv,not accept the character <",
        "'',empty"
    })
    void refusesANameThatTheServiceWouldChange(String name, String reason) {
        FileItem item = files.info(file.id()).item();
        assertThatThrownBy(() -> files.rename(item, name))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(reason);
        assertThat(emulator.requests().count("/open/ufile/update")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\ud83d.mkv", "\ude00a.mkv", "\ud83d.mkv"})
    @DisplayName("R31 half of a surrogate pair, which would become another name, is refused without a call")
    void refusesIncompleteCharacters(String name) {
        FileItem item = files.info(file.id()).item();
        FileItem there = files.info(folder).item();
        emulator.requests().reset();

        assertRefused(() -> files.createFolder(folder, name));
        assertRefused(() -> files.rename(item, name));
        assertRefused(() -> files.rename(there, name));
        assertThat(emulator.requests().all()).isEmpty();
    }

    private static void assertRefused(ThrowingCallable change) {
        assertThatThrownBy(change)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("contains an incomplete character (an unpaired surrogate)");
    }

    @Test
    void refusesFolderNamesThatAreTooLong() {
        FileItem item = files.info(folder).item();
        assertThatThrownBy(() -> files.rename(item, "\u00e4".repeat(128))).hasMessageContaining("255 bytes");
        assertThatThrownBy(() -> files.createFolder(folder, "a".repeat(256))).hasMessageContaining("255 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", " a ", "..", "\ud83d\ude00", "2026-10"})
    @DisplayName("R31 folders keep the exact name they are created with")
    void createsFolders(String name) {
        String id = files.createFolder(folder, name);
        assertThat(files.path(id).below(folder)).containsExactly(new FolderPath.Element(id, name));
        assertThatThrownBy(() -> files.createFolder(folder, name)).isInstanceOf(NameConflictException.class);
    }

    @Test
    void aFolderCreatedWithoutAnIdIsUnreadable() {
        emulator.faults().arm("/open/folder/add", Fault.rewrite(reply -> reply.putArray("data")));
        assertThatThrownBy(() -> files.createFolder(folder, "x"))
                .as("it is there")
                .isInstanceOf(NameConflictException.class)
                .hasCauseInstanceOf(UnreadableReplyException.class);
    }
}
