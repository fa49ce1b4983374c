/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LookUpRulesTest {

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
        folder = drive.folder("/in/2026");
        file = drive.addFile(folder, "clip 1/2.mkv", Content.of("clip"));
    }

    @Test
    @DisplayName("details by id tell what is below a folder and where it is")
    void byId() throws Exception {
        drive.addFile(drive.createFolder(folder, "sub"), "x", Content.of("123456"));

        JsonNode data = caller.get("/open/folder/get_info", "file_id", folder).path("data");

        assertThat(data.path("file_category").textValue()).isEqualTo("0");
        assertThat(data.path("count").intValue()).isEqualTo(2);
        assertThat(data.path("folder_count").intValue()).isEqualTo(1);
        assertThat(data.path("size_byte").longValue()).isEqualTo(10);
        assertThat(data.path("utime").isTextual()).isTrue();
        assertThat(data.path("paths")).hasSize(2);
    }

    @Test
    @DisplayName("details by path use one separator, and a name with a slash needs the other")
    void byPath() throws Exception {
        assertThat(byPath("/in/2026").path("data").path("file_id").asText()).isEqualTo(folder);
        assertThat(byPath(">in>2026>clip 1/2.mkv").path("data").path("file_id").asText())
                .isEqualTo(file.id());
        assertThat(byPath("/in/2026/clip 1/2.mkv").path("code").asLong()).isEqualTo(430004);
        assertThat(byPath("/").path("code").asLong()).isEqualTo(430004);
        assertThat(byPath("in").path("code").asLong()).isEqualTo(990002);
    }

    @Test
    @DisplayName("what is deleted, and what never was, have no details")
    void missingEntriesHaveNoDetails() throws Exception {
        drive.remove(folder);

        assertThat(byId(file.id())).isEqualTo(231011);
        assertThat(byPath("/in/2026").path("code").asLong()).isEqualTo(430004);
        drive.purge(folder);
        assertThat(byId(file.id())).isEqualTo(430004);
        assertThat(byId("42")).isEqualTo(430004);
    }

    @Test
    @DisplayName("when told so, details come in an array that is empty for what does not exist")
    void detailsAsArray() throws Exception {
        try (Open115Emulator other =
                Open115Emulator.builder().detailsAsArray(true).start()) {
            String id = other.drive().folder("/x");
            ServiceCaller otherCaller = new ServiceCaller(other);

            JsonNode found = otherCaller.get("/open/folder/get_info", "file_id", id);
            JsonNode missing = otherCaller.get("/open/folder/get_info", "file_id", 42);

            assertThat(found.path("data").path(0).path("file_id").asText()).isEqualTo(id);
            assertThat(missing.path("data").isArray()).isTrue();
            assertThat(missing.path("data")).isEmpty();
        }
    }

    @Test
    @DisplayName("a search finds by name and by SHA-1, and filters areas after counting")
    void searchesByNameAndSha1() throws Exception {
        EmulatedFile binned = drive.addFile(folder, "CLIP", Content.of("other"));
        drive.setArea(binned.id(), 7);

        JsonNode found = caller.get("/open/ufile/search", "search_value", "clip");

        assertThat(found.path("count").asInt()).isEqualTo(2);
        assertThat(found.path("data")).hasSize(1);
        assertThat(found.path("data").path(0).path("file_size").textValue()).isEqualTo("4");
        assertThat(searchCount("search_value", file.sha1())).isEqualTo(1);
        assertThat(searchCount("search_value", "clip", "suffix", "mkv")).isEqualTo(1);
        assertThat(searchCount("search_value", "i", "fc", 1)).isEqualTo(1);
        assertThat(searchCount("search_value", "clip", "cid", drive.folder("/other")))
                .isZero();
        assertThat(searchCount("search_value", "clip", "lte_day", "2001-01-01")).isZero();
        JsonNode beyond = caller.get("/open/ufile/search", "search_value", "clip", "offset", 9990);
        assertThat(beyond.path("offset").asInt()).isZero();
        assertThat(beyond.path("limit").asInt()).isEqualTo(115);
    }

    @Test
    @DisplayName("a search needs no text: a type, a suffix or days are enough, but not nothing")
    void searchWithoutText() throws Exception {
        drive.addFile(folder, "note.txt", Content.of("note"), Instant.parse("2026-03-01T15:59:59Z"));
        drive.addFile(folder, "late.txt", Content.of("late"), Instant.parse("2026-03-01T16:00:00Z"));

        assertThat(searchCount("type", 4)).isEqualTo(1);
        assertThat(searchCount("type", 1)).isEqualTo(2);
        assertThat(searchCount("type", 99)).as("all files, no folders").isEqualTo(3);
        assertThat(searchCount("suffix", "txt", "type", 4))
                .as("a suffix beats a type")
                .isEqualTo(2);
        assertThat(searchCount("lte_day", "2026-03-01")).isEqualTo(1);
        assertThat(searchCount("gte_day", "2026-03-02", "lte_day", "2026-03-02", "type", 1))
                .as("days are those of China")
                .isEqualTo(1);
        assertThat(caller.get("/open/ufile/search", "cid", folder).path("code").asLong())
                .isEqualTo(990002);
        assertThat(caller.get("/open/ufile/search", "gte_day", "01.03.2026")
                        .path("code")
                        .asLong())
                .isEqualTo(990002);
    }

    @Test
    @DisplayName("the user info tells the space that is in use")
    void userInfo() throws Exception {
        JsonNode space = caller.get("/open/user/info").path("data").path("rt_space_info");

        assertThat(space.path("all_use").path("size").asLong()).isEqualTo(4);
    }

    private int searchCount(Object... parameters) throws Exception {
        return caller.get("/open/ufile/search", parameters).path("count").asInt();
    }

    private JsonNode byPath(String path) throws Exception {
        return caller.post("/open/folder/get_info", "path", path);
    }

    private long byId(String id) throws Exception {
        return caller.get("/open/folder/get_info", "file_id", id).path("code").asLong();
    }
}
