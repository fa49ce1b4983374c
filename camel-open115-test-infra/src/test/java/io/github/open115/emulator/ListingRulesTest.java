/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

class ListingRulesTest {

    @RegisterExtension
    final Open115EmulatorExtension open115 =
            new Open115EmulatorExtension(() -> Open115Emulator.builder().clock(new EmulatorClock().freeze()));

    private Open115Emulator emulator;
    private EmulatedDrive drive;
    private ServiceCaller caller;
    private String top;

    @BeforeEach
    void fill() {
        emulator = open115.emulator();
        drive = emulator.drive();
        caller = new ServiceCaller(emulator);
        top = drive.folder("/top");
        Instant now = emulator.clock().instant();
        drive.addFile(top, "old.mkv", Content.of("one"), now.minusSeconds(100));
        drive.addFile(top, "new.txt", Content.of("three"), now);
        drive.addFile(drive.folder("/top/below"), "deep.mkv", Content.of("deeper"), now.minusSeconds(50));
    }

    @Test
    @DisplayName("the matrix: show_dir and cur decide between subtree, files and children")
    void showDirAndCurSelectSubtreeFilesOrChildren() throws Exception {
        assertThat(names()).containsExactly("new.txt", "deep.mkv", "old.mkv");
        assertThat(names("show_dir", 0, "cur", 0)).containsExactly("new.txt", "deep.mkv", "old.mkv");
        assertThat(names("cur", 1)).containsExactly("new.txt", "old.mkv");
        assertThat(names("show_dir", 1)).containsExactly("below", "new.txt", "old.mkv");
        assertThat(names("show_dir", 1, "cur", 1)).containsExactly("below", "new.txt", "old.mkv");
        assertThat(names("show_dir", 1, "nf", 1)).containsExactly("below");
        assertThat(names("suffix", "mkv")).containsExactly("deep.mkv", "old.mkv");
        assertThat(names("type", 4, "cur", 1)).containsExactly("old.mkv");
        assertThat(names("suffix", "mkv", "stdir", 1)).containsExactly("below", "deep.mkv", "old.mkv");
    }

    @Test
    @DisplayName("8 means files of no other type, 15 images and videos, 16 subtitles, 99 all; a suffix beats a type")
    void filtersFilesByType() throws Exception {
        for (String name : List.of("p.jpg", "m.mp3", "s.srt", "x.unknown", "none")) {
            drive.addFile(top, name, Content.of("1"));
        }

        assertThat(names("type", 8)).containsExactlyInAnyOrder("s.srt", "x.unknown", "none");
        assertThat(names("type", 15)).containsExactlyInAnyOrder("p.jpg", "old.mkv", "deep.mkv");
        assertThat(names("type", 16)).containsExactly("s.srt");
        assertThat(names("type", 99)).hasSize(8);
        assertThat(names("type", 99, "cur", 1)).hasSize(7);
        assertThat(names("type", 3, "suffix", "MKV")).containsExactly("deep.mkv", "old.mkv");
    }

    @Test
    @DisplayName("files can be chosen by size, both limits included, which are echoed")
    void filtersFilesBySize() throws Exception {
        assertThat(names("min_size", 4)).containsExactly("new.txt", "deep.mkv");
        assertThat(names("max_size", 5)).containsExactly("new.txt", "old.mkv");
        assertThat(names("min_size", 5, "max_size", 5)).containsExactly("new.txt");
        assertThat(names("max_size", -1)).hasSize(3);
        assertThat(names("min_size", 6, "show_dir", 1)).as("folders stay").containsExactly("below");
        JsonNode reply = list("min_size", 4, "max_size", 9);
        assertThat(reply.path("min_size").longValue()).isEqualTo(4);
        assertThat(reply.path("max_size").longValue()).isEqualTo(9);
        assertThat(reply.path("count").asInt()).isEqualTo(2);
    }

    @Test
    @DisplayName("hide_data=1 tells the count without rows")
    void hiddenData() throws Exception {
        JsonNode reply = list("hide_data", 1, "show_dir", 0);

        assertThat(reply.path("count").asInt()).isEqualTo(3);
        assertThat(reply.path("data").isArray()).isTrue();
        assertThat(reply.path("data")).isEmpty();
        assertThat(reply.path("hide_data").textValue()).isEqualTo("1");
        assertThat(list("hide_data", 0).path("data")).hasSize(3);
    }

    @Test
    @DisplayName("without any parameter: the whole drive, the 20 newest files")
    void noParameters() throws Exception {
        JsonNode reply = caller.get("/open/ufile/files");

        assertThat(reply.path("count").asInt()).isEqualTo(3);
        assertThat(reply.path("limit").asInt()).isEqualTo(20);
        assertThat(reply.path("cid").isNumber()).isTrue();
        assertThat(reply.path("path")).hasSize(1);
    }

    @Test
    @DisplayName("o and asc count only with custom_order 1 or 2, and folders first only with 1")
    void orderNeedsCustomOrder() throws Exception {
        JsonNode ignored = list("o", "file_name", "asc", 1);
        assertThat(ignored.path("order").asText()).isEqualTo("user_ptime");
        assertThat(ignored.path("is_asc").asInt()).isZero();

        assertThat(names("custom_order", 1, "o", "file_name", "asc", 1))
                .containsExactly("deep.mkv", "new.txt", "old.mkv");
        assertThat(names("custom_order", 1, "o", "file_size", "asc", 1, "show_dir", 1))
                .containsExactly("below", "old.mkv", "new.txt");
        assertThat(names("custom_order", 2, "o", "file_name", "asc", 0, "show_dir", 1))
                .containsExactly("old.mkv", "new.txt", "below");
    }

    @Test
    @DisplayName("a row carries ids as text, times as whole seconds and the SHA-1 in capitals")
    void rowHasTheDocumentedForm() throws Exception {
        EmulatedFile file = drive.fileAt("/top/new.txt").orElseThrow();
        JsonNode row = list().path("data").path(0);

        assertThat(row.path("fid").textValue()).hasSize(19).isEqualTo(file.id());
        assertThat(row.path("pid").textValue()).isEqualTo(top);
        assertThat(row.path("sha1").textValue()).matches("[0-9A-F]{40}").isEqualTo(file.sha1());
        assertThat(row.path("pc").textValue()).hasSize(17).matches("[a-e][0-9a-z]{16}");
        assertThat(row.path("fta").textValue()).isEqualTo("1");
        assertThat(row.path("fs").longValue()).isEqualTo(5);
        assertThat(row.path("upt").longValue()).isEqualTo(emulator.clock().seconds());
    }

    @Test
    @DisplayName("a page has 1150 rows at most, and the pages together have every row once")
    void pagesHaveEveryRowOnce() throws Exception {
        String folder = drive.folder("/many");
        for (int i = 0; i < 3000; i++) {
            drive.addFile(folder, "f" + i, new byte[0]);
        }

        JsonNode first = caller.get("/open/ufile/files", "cid", folder, "limit", 5000);
        List<String> ids = caller.listAll(folder, 1150);

        assertThat(first.path("data")).hasSize(1150);
        assertThat(first.path("limit").asInt()).isEqualTo(1150);
        assertThat(first.path("count").asInt()).isEqualTo(3000);
        assertThat(new HashSet<>(ids)).hasSize(3000).hasSameSizeAs(ids);
        JsonNode beyond = caller.get("/open/ufile/files", "cid", folder, "offset", 9000);
        assertThat(beyond.path("state").asBoolean()).isTrue();
        assertThat(beyond.path("data")).isEmpty();
    }

    @Test
    @Timeout(600)
    @DisplayName("a subtree of 100 000 files is filled and paged through in seconds")
    void manyFiles() throws Exception {
        List<String> folders = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            folders.add(drive.createFolder(top, "d" + i));
        }
        for (int i = 0; i < 100_000; i++) {
            drive.addFile(folders.get(i % 100), "f" + i, Content.generated(i, i));
        }

        for (int offset = 0; offset < 100_000; offset += 10_000) {
            JsonNode page = list("offset", offset, "limit", 10);
            assertThat(page.path("count").asInt()).isEqualTo(100_003);
            assertThat(page.path("data")).hasSize(10);
        }
    }

    @Test
    @DisplayName("an unknown folder is an error, and so is a file in place of a folder")
    void unknownFolder() throws Exception {
        String fileId = drive.fileAt("/top/new.txt").orElseThrow().id();

        assertThat(caller.get("/open/ufile/files", "cid", 42).path("code").asLong())
                .isEqualTo(20018);
        assertThat(caller.get("/open/ufile/files", "cid", fileId).path("code").asLong())
                .isEqualTo(20018);
    }

    @Test
    @DisplayName("when told so, an unknown folder is answered by the root")
    void rootForUnknownFolder() throws Exception {
        try (Open115Emulator other =
                Open115Emulator.builder().rootListingForUnknownFolder(true).start()) {
            JsonNode reply = new ServiceCaller(other).get("/open/ufile/files", "cid", 42);

            assertThat(reply.path("state").asBoolean()).isTrue();
            assertThat(reply.path("cid").asLong()).isZero();
        }
    }

    @Test
    @DisplayName("a rename changes the update time and a move does not; folders feel both")
    void updateTimes() throws Exception {
        EmulatedFile file = drive.fileAt("/top/old.mkv").orElseThrow();
        emulator.clock().advance(Duration.ofSeconds(10));
        drive.move(file.id(), drive.folder("/top/below"));
        assertThat(drive.file(file.id()).orElseThrow().updateTime()).isEqualTo(file.updateTime());
        assertThat(list("show_dir", 1).path("data").path(0).path("upt").asLong())
                .isEqualTo(emulator.clock().seconds());

        drive.rename(file.id(), "renamed.mkv");

        EmulatedFile renamed = drive.file(file.id()).orElseThrow();
        assertThat(renamed.updateTime().getEpochSecond())
                .isEqualTo(emulator.clock().seconds());
        assertThat(renamed.uploadTime()).isEqualTo(file.uploadTime());
        assertThat(names()).containsExactly("renamed.mkv", "new.txt", "deep.mkv");
    }

    private List<String> names(Object... parameters) throws Exception {
        List<String> names = new ArrayList<>();
        list(parameters).path("data").forEach(row -> names.add(row.path("fn").asText()));
        return names;
    }

    private JsonNode list(Object... parameters) throws Exception {
        List<Object> all = new ArrayList<>(List.of("cid", top));
        all.addAll(List.of(parameters));
        return caller.get("/open/ufile/files", all.toArray());
    }
}
