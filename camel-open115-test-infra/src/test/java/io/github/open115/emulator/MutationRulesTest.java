/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MutationRulesTest {

    private static final String UPDATE = "/open/ufile/update";

    @RegisterExtension
    final Open115EmulatorExtension open115 = new Open115EmulatorExtension();

    private EmulatedDrive drive;
    private ServiceCaller caller;
    private String folder;
    private EmulatedFile file;

    @BeforeEach
    void fill() {
        drive = open115.emulator().drive();
        caller = new ServiceCaller(open115.emulator());
        folder = drive.folder("/in");
        file = drive.addFile(folder, "clip.mkv", Content.of("clip"));
    }

    @Test
    @DisplayName("a created folder has an id, its name is refused a second time and with forbidden characters")
    void createFolder() throws Exception {
        JsonNode created = caller.post("/open/folder/add", "pid", folder, "file_name", "a/b");

        assertThat(drive.names(folder)).containsExactly("clip.mkv", "a/b");
        assertThat(created.path("data").path("file_id").asText()).hasSize(19);
        assertThat(code("/open/folder/add", "pid", folder, "file_name", "a/b")).isEqualTo(20004);
        assertThat(code("/open/folder/add", "pid", folder, "file_name", "a<b")).isEqualTo(20003);
        assertThat(code("/open/folder/add", "pid", folder, "file_name", "x".repeat(256)))
                .isEqualTo(20002);
        assertThat(code("/open/folder/add", "pid", folder)).isEqualTo(20001);
        assertThat(code("/open/folder/add", "pid", 42, "file_name", "c")).isEqualTo(20009);
        assertThat(code("/open/folder/add", "pid", folder, "file_name", "clip.mkv"))
                .as("a file and a folder may share a name")
                .isZero();
    }

    @Test
    @DisplayName("a move keeps id and pick code")
    void moveKeepsIdAndPickCode() throws Exception {
        String target = drive.folder("/done");

        assertThat(code("/open/ufile/move", "file_ids", file.id(), "to_cid", target))
                .isZero();

        EmulatedFile moved = drive.file(file.id()).orElseThrow();
        assertThat(moved.folderId()).isEqualTo(target);
        assertThat(moved.pickCode()).isEqualTo(file.pickCode());
        assertThat(code("/open/ufile/move", "file_ids", file.id(), "to_cid", 42))
                .isEqualTo(20009);
        assertThat(code("/open/ufile/move", "file_ids", 42, "to_cid", target)).isEqualTo(90008);
        assertThat(code("/open/ufile/move", "file_ids", folder, "to_cid", drive.createFolder(folder, "x")))
                .isEqualTo(91002);
    }

    @Test
    @DisplayName("a folder goes neither into itself nor into a folder within it, by no way")
    void refusesToMoveAFolderIntoItself() throws Exception {
        String below = drive.createFolder(drive.createFolder(folder, "x"), "y");

        for (String target : List.of(folder, below)) {
            assertThat(code("/open/ufile/move", "file_ids", file.id() + "," + folder, "to_cid", target))
                    .isEqualTo(91002);
            assertThat(code("/open/ufile/copy", "file_id", folder, "pid", target))
                    .isEqualTo(91002);
            assertThatThrownBy(() -> drive.move(folder, target)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> drive.copy(folder, target)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(drive.fileAt("/in/clip.mkv")).isPresent();
        assertThat(drive.names(folder)).containsExactly("clip.mkv", "x");
    }

    @Test
    @DisplayName("a move without to_cid goes to the root, silently")
    void moveWithoutTarget() throws Exception {
        assertThat(code("/open/ufile/move", "file_ids", file.id(), "to_pid", folder))
                .isZero();

        assertThat(drive.file(file.id()).orElseThrow().folderId()).isEqualTo(EmulatedDrive.ROOT);
    }

    @Test
    @DisplayName("a rename cannot change the extension, and cuts what follows the last dot")
    void renameKeepsTheExtension() throws Exception {
        assertThat(renamed("film.mkv")).isEqualTo("film.mkv");
        assertThat(renamed("film.txt")).isEqualTo("film.mkv");
        assertThat(renamed("film")).isEqualTo("film.mkv");
        assertThat(renamed("film v1.2 final")).isEqualTo("film v1.mkv");
        assertThat(drive.file(file.id()).orElseThrow().name()).isEqualTo("film v1.mkv");

        drive.remove(file.id());
        assertThat(code("/open/ufile/update", "file_id", file.id(), "file_name", "gone.mkv"))
                .as("renaming what is deleted reports success")
                .isZero();
        assertThat(code("/open/ufile/update", "file_id", 42, "file_name", "x")).isEqualTo(20018);
    }

    @Test
    @DisplayName("a star is set and cleared without touching the name or its time")
    void setsAndClearsAStar() throws Exception {
        JsonNode reply = caller.post("/open/ufile/update", "file_id", file.id(), "star", 1);

        assertThat(reply.path("data").path("star").textValue()).isEqualTo("1");
        assertThat(caller.get("/open/ufile/files", "star", 1).path("count").asInt())
                .isEqualTo(1);
        assertThat(drive.isStarred(file.id())).isTrue();
        assertThat(drive.file(file.id()).orElseThrow().name()).isEqualTo("clip.mkv");
        assertThat(code(UPDATE, "file_id", file.id(), "star", 0)).isZero();
        assertThat(drive.isStarred(file.id())).isFalse();
    }

    @Test
    @DisplayName("several entries get one star together, as file_id[0] and so on, but never one name")
    void severalStars() throws Exception {
        EmulatedFile other = drive.addFile(folder, "other.mkv", Content.of("other"));
        EmulatedFile gone = drive.addFile(folder, "gone.mkv", Content.of("gone"));
        drive.remove(gone.id());

        assertThat(code(UPDATE, "file_id[0]", file.id(), "file_id[1]", gone.id(), "file_id[2]", other.id(), "star", 1))
                .isZero();

        assertThat(starred()).isEqualTo(2);
        assertThat(code(UPDATE, "file_id[0]", file.id(), "star", 0)).isZero();
        assertThat(starred()).isEqualTo(1);
        assertThat(code(UPDATE, "file_id[0]", file.id(), "file_id[1]", other.id(), "file_name", "both.mkv"))
                .isEqualTo(990002);
        assertThat(code(UPDATE, "star", 1)).isEqualTo(990002);
        assertThat(drive.names(folder)).containsExactly("clip.mkv", "other.mkv");
    }

    private int starred() throws Exception {
        return caller.get("/open/ufile/files", "star", 1).path("count").asInt();
    }

    @Test
    @DisplayName("what is deleted lies in the recycle bin, comes back by its id, and goes for good")
    void recycleBin() throws Exception {
        assertThat(code("/open/ufile/delete", "file_ids", folder)).isZero();
        assertThat(code("/open/ufile/delete", "file_ids", folder)).isEqualTo(231011);
        assertThat(code("/open/ufile/delete", "file_ids", file.id())).isEqualTo(231011);
        JsonNode bin = caller.get("/open/rb/list").path("data");
        assertThat(bin.path("count").textValue()).isEqualTo("1");
        assertThat(bin.path(folder).path("type").textValue()).isEqualTo("2");

        assertThat(code("/open/rb/revert", "tid", folder)).isZero();
        assertThat(drive.isBinned(file.id())).isFalse();

        drive.remove(folder);
        assertThat(code("/open/rb/del")).as("no id: everything").isZero();
        assertThat(drive.binned()).isEmpty();
        assertThat(drive.file(file.id())).isEmpty();
    }

    @Test
    @DisplayName("a copy has the same content under a new id and pick code")
    void copyHasANewIdAndPickCode() throws Exception {
        String target = drive.folder("/copies");

        assertThat(code("/open/ufile/copy", "file_id", folder, "pid", target)).isZero();
        assertThat(code("/open/ufile/copy", "file_id", folder, "pid", target, "nodupli", 1))
                .isZero();

        EmulatedFile copy = drive.fileAt("/copies/in/clip.mkv").orElseThrow();
        assertThat(drive.filesBelow(target)).hasSize(1);
        assertThat(copy.sha1()).isEqualTo(file.sha1());
        assertThat(copy.id()).isNotEqualTo(file.id());
        assertThat(copy.pickCode()).isNotEqualTo(file.pickCode());
    }

    @Test
    @DisplayName("multipart forms are read, JSON bodies are not")
    void readsMultipartFormsAndNoJson() throws Exception {
        HttpRequest.Builder multipart = caller.form(
                open115.emulator().apiBaseUrl() + "/open/folder/add",
                "--xyz\r\nContent-Disposition: form-data; name=\"file_name\"\r\n\r\nmulti\r\n"
                        + "--xyz\r\nContent-Disposition: form-data; name=\"pid\"\r\n\r\n" + folder + "\r\n--xyz--\r\n");
        HttpRequest.Builder json =
                caller.form(open115.emulator().apiBaseUrl() + "/open/folder/add", "{\"file_name\":\"j\"}");

        assertThat(send(multipart, "multipart/form-data; boundary=xyz")).isZero();
        assertThat(send(json, "application/json")).isEqualTo(20001);
        assertThat(drive.names(folder)).contains("multi");
    }

    @Test
    @DisplayName("when told so, changes become visible later and keep the next operation waiting")
    void visibilityDelay() throws Exception {
        try (Open115Emulator slow = Open115Emulator.builder()
                .clock(new EmulatorClock().freeze())
                .visibilityDelay(Duration.ofSeconds(5))
                .start()) {
            ServiceCaller other = new ServiceCaller(slow);
            EmulatedFile one = slow.drive().addFile(EmulatedDrive.ROOT, "1", Content.of("1"));
            EmulatedFile two = slow.drive().addFile(EmulatedDrive.ROOT, "2", Content.of("2"));

            assertThat(deletion(other, one)).isZero();
            assertThat(slow.drive().isBinned(one.id())).isFalse();
            assertThat(deletion(other, two)).isEqualTo(990009);

            slow.clock().advance(Duration.ofSeconds(5));
            assertThat(deletion(other, two)).isZero();
            assertThat(slow.drive().isBinned(one.id())).isTrue();
        }
    }

    private static long deletion(ServiceCaller caller, EmulatedFile file) throws Exception {
        return caller.post("/open/ufile/delete", "file_ids", file.id())
                .path("code")
                .asLong();
    }

    private long send(HttpRequest.Builder request, String contentType) throws Exception {
        return caller.json(request.setHeader("Content-Type", contentType)
                        .header("Authorization", "Bearer " + caller.tokens().accessToken())
                        .build())
                .path("code")
                .asLong();
    }

    private String renamed(String name) throws Exception {
        return caller.post("/open/ufile/update", "file_id", file.id(), "file_name", name)
                .path("data")
                .path("file_name")
                .asText();
    }

    private long code(String path, Object... parameters) throws Exception {
        JsonNode reply = caller.post(path, parameters);
        assertThat(reply.path("state").asBoolean()).isEqualTo(reply.path("code").asLong() == 0);
        return reply.path("code").asLong();
    }
}
