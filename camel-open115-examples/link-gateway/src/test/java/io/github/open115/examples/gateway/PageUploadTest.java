/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.gateway;

import static io.github.open115.examples.gateway.Browser.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedDrive;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Faults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Uploads through the page. */
@Tag("slow")
class PageUploadTest extends PageFixture {

    @Test
    @DisplayName("files go up by the button, are the same on the drive, and show at once without a listing")
    void uploadsFilesByTheButton() throws Exception {
        Path film = local("a film, 100% & more.bin", 3_000_000);
        Path empty = local("empty.txt", 0);
        Path chinese = local("\u7535\u5f71.txt", 1000);
        openFolder("/Music");
        gateway.emulator().requests().reset();
        browser.upload("#files-input", List.of(film, empty, chinese));
        eventually(() -> assertThat(toast()).isEqualTo("3 uploads finished."));
        eventually(() -> assertThat(names()).contains("a film, 100% & more.bin", "empty.txt", "\u7535\u5f71.txt"));
        for (Path file : List.of(film, empty, chinese)) {
            assertThat(gateway.file("/Music/" + file.getFileName()).content().bytes())
                    .isEqualTo(Files.readAllBytes(file));
        }
        assertThat(browser.find("#uploads-status").getText()).startsWith("3 of 3 uploaded");
        assertThat(gateway.emulator().requests().of("/open/upload/init")).hasSize(3);
        browser.picture("uploads");
    }

    @Test
    @DisplayName("folders are dropped with all that is below them, and their empty folders")
    void uploadsADroppedFolder() throws Exception {
        Path tree = Files.createDirectories(directory.resolve("tree/deep/deeper"))
                .getParent()
                .getParent();
        Files.writeString(tree.resolve("one.txt"), "1");
        Files.writeString(tree.resolve("deep/deeper/two.txt"), "2");
        openFolder("/Documents");
        browser.drop("#browser", tree, local("beside.txt", 10));
        eventually(() -> assertThat(toast()).isEqualTo("3 uploads finished."));
        eventually(() -> assertThat(names()).contains("tree", "beside.txt"));
        assertThat(gateway.file("/Documents/tree/deep/deeper/two.txt").content().bytes())
                .asString()
                .isEqualTo("2");
        assertThat(gateway.file("/Documents/tree/one.txt").content().bytes())
                .asString()
                .isEqualTo("1");
    }

    @Test
    @DisplayName("where a name is taken the person decides: keep both, replace, or leave what is here")
    void asksWhereANameIsTaken() throws Exception {
        openFolder("/Documents");
        EmulatedDrive drive = gateway.emulator().drive();
        String folder = drive.folder("/Documents");
        EmulatedFile old = drive.addFile(folder, "note.txt", Content.of("old"));
        browser.find("#reload").click();
        eventually(() -> assertThat(names()).contains("note.txt"));
        Path note = Files.writeString(directory.resolve("note.txt"), "new");
        browser.upload("#files-input", List.of(note));
        assertThat(browser.seen("#question").getText()).contains("This is here already", "note.txt");
        answer("Keep both");
        eventually(() -> assertThat(names()).contains("note.txt", "note (1).txt"));
        assertThat(gateway.file("/Documents/note (1).txt").content().bytes())
                .asString()
                .isEqualTo("new");
        assertThat(drive.isBinned(old.id())).isFalse();
        browser.upload("#files-input", List.of(note));
        answer("Replace");
        eventually(() -> assertThat(drive.isBinned(old.id())).isTrue());
        assertThat(gateway.file("/Documents/note.txt").content().bytes())
                .asString()
                .isEqualTo("new");
        browser.upload("#files-input", List.of(note));
        answer("Cancel");
        assertThat(browser.find("#question").isDisplayed()).isFalse();
        assertThat(drive.names(folder))
                .filteredOn(name -> name.startsWith("note"))
                .hasSize(2);
    }

    @Test
    @DisplayName("an upload shows how far it is, and is cancelled while the drive takes it")
    void cancelsAnUpload() throws Exception {
        openFolder("/Documents");
        gateway.emulator()
                .faults()
                .arm(Faults.OSS, Fault.stallUploadAfter(1_000_000))
                .always();
        browser.upload("#files-input", List.of(local("long.bin", 4_000_000)));
        eventually(() -> assertThat(browser.find("#uploads-list").getText()).contains("sending", "of 4.0 MB"));
        browser.picture("uploading");
        browser.seen("[aria-label='Cancel the upload of long.bin']").click();
        eventually(
                () -> assertThat(browser.find("#uploads-status").getText()).isEqualTo("0 of 1 uploaded · 1 cancelled"));
        assertThat(gateway.emulator().drive().fileAt("/Documents/long.bin")).isEmpty();
        gateway.emulator().faults().clear();
        browser.upload("#files-input", List.of(directory.resolve("long.bin")));
        eventually(() -> assertThat(names()).contains("long.bin"));
    }

    @Test
    @DisplayName("what failed is named with its reason, and can be tried again")
    void namesWhatFailed() throws Exception {
        openFolder("/Documents");
        gateway.emulator()
                .faults()
                .arm("/open/upload/init", Fault.error(91005, "\u7a7a\u95f4\u4e0d\u8db3"))
                .times(1);
        browser.upload("#files-input", List.of(local("large.bin", 1000)));
        eventually(
                () -> assertThat(browser.find("#uploads-list").getText()).contains("large.bin", "The drive is full."));
        browser.seen("[aria-label='Upload large.bin again']").click();
        eventually(() -> assertThat(names()).contains("large.bin"));
        assertThat(browser.find("#uploads-status").getText()).isEqualTo("1 of 1 uploaded");
    }

    private Path local(String name, int size) throws IOException {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return Files.write(directory.resolve(name), bytes);
    }
}
