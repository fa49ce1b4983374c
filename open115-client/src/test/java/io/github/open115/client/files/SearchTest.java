/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.Fault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Search by name. */
class SearchTest extends DriveFilesFixture {

    private EmulatedFile file;

    @BeforeEach
    void addFiles() {
        file = emulator.drive().addFile(folder, "clip 01.mkv", Content.of("bytes"));
    }

    @Test
    @DisplayName("R41 a search leaves impossible rows out")
    void findsNoImpossibleRows() {
        EmulatedFile other = emulator.drive().addFile(folder, "clip 02.mkv", Content.of("b"));
        emulator.faults()
                .arm(
                        "/open/ufile/search",
                        Fault.rewrite(reply -> reply.path("data").forEach(row -> {
                            if (row.path("file_name").asText().equals("clip 01.mkv")) {
                                ((ObjectNode) row).put("user_utime", Long.MAX_VALUE);
                            }
                        })));
        assertThat(files.search(folder, "clip", 10)).extracting(FileItem::id).containsExactly(other.id());
    }

    @Test
    void searchesPageByPage() {
        for (int i = 0; i < 1300; i++) {
            emulator.drive().addFile(folder, "report " + i + ".pdf", Content.generated(1, 2));
        }
        assertThat(files.search(folder, "report", 5)).hasSize(5);
        assertThat(files.search(folder, "report", 10_000))
                .hasSize(1300)
                .allSatisfy(row -> assertThat(row.size()).isEqualTo(2))
                .extracting(FileItem::id)
                .doesNotHaveDuplicates();
        assertThat(files.search(folder, "clip", 10)).extracting(FileItem::id).containsExactly(file.id());
        assertThat(files.search(folder, "nothing", 10)).isEmpty();
        assertThatThrownBy(() -> files.search(folder, " ", 10)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void searchesWithTheFirstFortyCharacters() {
        files.search(folder, "\ud83d\ude00".repeat(60), 10);
        assertThat(emulator.requests().of("/open/ufile/search"))
                .extracting(request -> request.parameter("search_value"))
                .containsExactly("\ud83d\ude00".repeat(40));
    }
}
