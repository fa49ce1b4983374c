/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.emulator.EmulatedFile;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OddNamesAfterProcessingTest extends PollFixture {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a/b.txt",
                "a\\b.txt",
                " a b .txt",
                "..",
                "/",
                "📄.txt",
                "a\nb.txt",
                "%2F+&=.txt",
                "${date:now}.txt"
            })
    @DisplayName("R31 R38 a file of any name keeps it when it is moved")
    void movesOddFiles(String name) throws Exception {
        String id = put("/inbox", name).id();
        try (Routes routes = route("includeHiddenFiles=true&move=.done")) {
            poll(routes);
            assertThat(calls(MOVE)).isEqualTo(1);
            pollOn(routes, 2);
        }
        assertThat(drive().file(id).orElseThrow().name()).isEqualTo(name);
        assertThat(drive().file(id).orElseThrow().folderId()).isEqualTo(drive().folder("/inbox/.done"));
        assertThat(calls(RENAME)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a\\b", " a b ", "..", "📁", "a\nb", "%2F+&="})
    @DisplayName("R31 R38 the target beside a file is found by exact names, no twin of its folder is created")
    void movesInOddFolders(String name) throws Exception {
        String folder = drive().createFolder(drive().folder("/inbox"), name);
        String done = drive().createFolder(folder, ".done");
        EmulatedFile file = drive().addFile(folder, "a.txt", new byte[] {1});
        try (Routes routes = route("recursive=true&includeHiddenFiles=true&move=.done")) {
            poll(routes);
            assertThat(calls(MOVE)).isEqualTo(1);
            pollOn(routes, 2);
        }
        assertThat(drive().file(file.id()).orElseThrow().folderId()).isEqualTo(done);
        assertThat(drive().names(drive().folder("/inbox"))).containsExactly(name);
        assertThat(calls(CREATE_FOLDER)).isZero();
    }

    @Test
    @DisplayName("R31 R38 a tree that is mirrored elsewhere keeps the exact names of its folders")
    void mirrorsOddFolders() throws Exception {
        String folder = drive().createFolder(drive().folder("/inbox"), "a/b");
        EmulatedFile file = drive().addFile(folder, "a.txt", new byte[] {1});
        try (Routes routes = route("recursive=true&move=/archive/${file:name}")) {
            poll(routes);
            assertThat(calls(MOVE)).isEqualTo(1);
        }
        assertThat(drive().names(drive().folder("/archive"))).containsExactly("a/b");
        assertThat(drive().file(file.id()).orElseThrow().folderId()).isNotEqualTo(folder);
    }

    @Test
    @DisplayName("R31 R38 files of two folders of one name each go beside themselves")
    void tellsTwinFoldersApart() throws Exception {
        String inbox = drive().folder("/inbox");
        List<String> twins = List.of(drive().createFolder(inbox, "twin"), drive().createFolder(inbox, "twin"));
        drive().addFile(inbox, "twin", new byte[] {1});
        List<String> files = twins.stream()
                .map(twin -> drive().addFile(twin, "a.txt", new byte[] {2}).id())
                .toList();
        try (Routes routes = route("recursive=true&includeHiddenFiles=true&move=.done")) {
            poll(routes);
            assertThat(calls(MOVE)).isEqualTo(3);
        }
        for (int i = 0; i < 2; i++) {
            assertThat(drive().names(twins.get(i))).containsExactly(".done");
            String done = drive().file(files.get(i)).orElseThrow().folderId();
            drive().addFile(done, "probe" + i, new byte[] {3});
            assertThat(drive().filesBelow(twins.get(i)))
                    .extracting(EmulatedFile::name)
                    .contains("probe" + i);
        }
    }
}
