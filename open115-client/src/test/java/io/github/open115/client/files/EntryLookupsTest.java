/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.http.UnreadableReplyException;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.Fault;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Details of one entry, by id and by path. */
class EntryLookupsTest extends DriveFilesFixture {

    private static final String INFO = "/open/folder/get_info";

    private EmulatedFile file;

    @BeforeEach
    void addFiles() {
        file = emulator.drive().addFile(folder, "clip 01.mkv", Content.of("bytes"));
    }

    @Test
    void describesAFile() {
        FileDetails details = files.info(file.id());
        assertThat(details.item().name()).isEqualTo("clip 01.mkv");
        assertThat(details.item().folder()).isFalse();
        assertThat(details.item().size()).isEqualTo(5);
        assertThat(details.item().sha1()).isEqualTo(file.sha1());
        assertThat(details.item().pickCode()).isEqualTo(file.pickCode());
        assertThat(details.item().parentId()).isEqualTo(folder);
        assertThat(details.item().created()).isEqualTo(file.uploadTime());
        assertThat(details.item().updated()).isEqualTo(file.updateTime());
        assertThat(details.parent().folderId()).isEqualTo(folder);
        assertThat(details.fileCount()).isZero();
    }

    @Test
    void describesAFolderWithItsCounts() {
        String below = emulator.drive().createFolder(folder, "below");
        emulator.drive().addFile(below, "x", Content.of("x"));
        FileDetails details = files.info(folder);
        assertThat(details.item().folder()).isTrue();
        assertThat(details.fileCount()).isEqualTo(2);
        assertThat(details.folderCount()).isEqualTo(1);
        assertThat(details.parent().folderId()).isEqualTo(FileItem.ROOT_ID);
    }

    @Test
    void takesDetailsInAnArrayAsWell() {
        emulator.faults()
                .arm(
                        INFO,
                        Fault.rewrite(
                                reply -> reply.set("data", reply.arrayNode().add(reply.get("data")))));
        assertThat(files.info(file.id()).item().id()).isEqualTo(file.id());
    }

    @Test
    void tellsNotFoundFromUnreadable() {
        assertThatThrownBy(() -> files.info("3100000000000099999")).isInstanceOf(NotFoundException.class);
        emulator.faults().arm(INFO, Fault.rewrite(reply -> reply.putArray("data")));
        assertThatThrownBy(() -> files.info(file.id())).isInstanceOf(NotFoundException.class);
        emulator.faults().arm(INFO, Fault.rewrite(reply -> reply.putObject("data")));
        assertThatThrownBy(() -> files.info(file.id())).isInstanceOf(UnreadableReplyException.class);
    }

    @Test
    @DisplayName("R41 details with an impossible id are unreadable, those with impossible times lack the times")
    void readsImpossibleDetails() {
        emulator.faults()
                .arm(INFO, Fault.rewrite(reply -> reply.withObject("data").put("file_id", "../../x")));
        assertThatThrownBy(() -> files.info(List.of("incoming", "clip 01.mkv")))
                .isInstanceOf(UnreadableReplyException.class);

        emulator.faults()
                .arm(
                        INFO,
                        Fault.rewrite(reply -> reply.withObject("data")
                                .put("ptime", Long.MAX_VALUE)
                                .put("utime", "1e30")));
        FileItem item = files.info(file.id()).item();
        assertThat(item.created()).isNull();
        assertThat(item.updated()).isNull();
        assertThat(item.state()).isEqualTo(FileItem.State.READY);
    }

    @Test
    @DisplayName("R41 the id that stands for an impossible one in a listing is never sent")
    void sendsNoIdThatStandsForAnother() {
        emulator.faults()
                .arm("/open/ufile/files", Fault.rewrite(reply -> ((ObjectNode) reply.at("/data/0")).put("fid", "x")));
        FileItem row = files.list(ListQuery.childrenOf(folder, 100)).rows().get(0);
        int requests = emulator.requests().all().size();

        assertThat(row.state()).isEqualTo(FileItem.State.IMPOSSIBLE);
        assertThat(row.name()).isEqualTo("clip 01.mkv");
        assertThatThrownBy(() -> files.info(row.id())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> files.delete(List.of(row.id()))).isInstanceOf(IllegalArgumentException.class);
        assertThat(emulator.requests().all()).hasSize(requests);
    }

    @Test
    @DisplayName("R31 a path is looked up by its names, which may contain slashes")
    void findsByNames() {
        String odd = emulator.drive().createFolder(folder, "a/b\\c");
        EmulatedFile inside = emulator.drive().addFile(odd, " x/\ud83d\ude00.txt", Content.of("y"));
        assertThat(files.info(List.of("incoming", "a/b\\c", " x/\ud83d\ude00.txt"))
                        .item()
                        .id())
                .isEqualTo(inside.id());
        assertThat(emulator.requests().of("POST " + INFO))
                .extracting(request -> request.parameter("path"))
                .containsExactly(">incoming>a/b\\c> x/\ud83d\ude00.txt");
    }

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource({"0, root", "3100000000000099999, root", "3100000000000099999, elsewhere"})
    @DisplayName("R42 the root, or an entry of the right name in another folder, is not the answer to a path")
    void refusesAnotherEntry(String id, String parent) {
        emulator.faults().arm(INFO, Fault.rewrite(reply -> {
            ObjectNode data = (ObjectNode) reply.get("data");
            data.put("file_id", id);
            ArrayNode paths = data.putArray("paths");
            paths.addObject().put("file_id", 0).put("file_name", "root");
            if (!parent.equals("root")) {
                paths.addObject().put("file_id", "3100000000000088888").put("file_name", parent);
            }
        }));
        assertThatThrownBy(() -> files.info(List.of("incoming", "clip 01.mkv")))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("path >incoming>clip 01.mkv does not exist")
                .hasMessageContaining("clip 01.mkv' (id " + id + ") instead");
    }

    @Test
    @DisplayName("R42 a root that carries the name that was asked for is not the answer to its path")
    void refusesTheRoot() {
        emulator.faults().arm(INFO, Fault.rewrite(reply -> {
            ObjectNode data = (ObjectNode) reply.get("data");
            data.put("file_id", 0);
            data.putArray("paths");
        }));
        assertThatThrownBy(() -> files.info(List.of("incoming"))).isInstanceOf(NotFoundException.class);
    }

    @Test
    void noNamesAreTheRootFolder() {
        FileDetails root = files.info(List.of());
        assertThat(root.item().id()).isEqualTo(FileItem.ROOT_ID);
        assertThat(root.parent()).isNull();
        assertThat(emulator.requests().all()).isEmpty();
    }

    @Test
    void aPathThatCannotExistIsNotAskedFor() {
        assertThatThrownBy(() -> files.info(List.of("a>b"))).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> files.info(List.of("a", ""))).isInstanceOf(IllegalArgumentException.class);
        assertThat(emulator.requests().all()).isEmpty();
    }
}
