/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.gateway;

import static io.github.open115.examples.gateway.Browser.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.emulator.EmulatedDrive;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.Fault;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** What a person changes through the page: names, and what goes to the bin. */
@Tag("slow")
class PageChangesTest extends PageFixture {

    @Test
    @DisplayName("a file gets a new name, and keeps the end of it, which the drive does not change; so does a folder")
    void renames() throws Exception {
        openFolder("/Documents");
        EmulatedFile page = gateway.file("/Documents/page.html");
        choose("page.html");
        browser.find("#rename").click();
        assertThat(browser.seen("#question").getText()).contains("Rename page.html", ".html");
        browser.press("my 100% page", Keys.ENTER);
        eventually(() -> assertThat(names()).contains("my 100% page.html"));
        assertThat(gateway.file("/Documents/my 100% page.html").id()).isEqualTo(page.id());
        assertThat(toast()).isEqualTo("The name is my 100% page.html now.");
        browser.script("location.hash = '#/'");
        eventually(() -> assertThat(names()).contains("Photos"));
        browser.script("document.querySelectorAll('#rows a')[3].focus()");
        browser.press(Keys.F2);
        browser.seen("#question input");
        browser.press("Pictures", Keys.ENTER);
        eventually(() -> assertThat(names()).contains("Pictures").doesNotContain("Photos"));
    }

    @Test
    @DisplayName("a name that is taken, or a drive that is busy, is told in words, and nothing changes")
    void tellsWhyNot() throws Exception {
        openFolder("/Documents");
        gateway.emulator()
                .faults()
                .arm("/open/ufile/update", Fault.error(20004, "目录名称已存在"))
                .times(1);
        choose("page.html");
        browser.find("#rename").click();
        browser.seen("#question input");
        browser.press("taken", Keys.ENTER);
        eventually(() -> assertThat(toast()).isEqualTo("There is a file or folder of this name."));
        assertThat(names()).contains("page.html");
    }

    @Test
    @DisplayName("a range of rows goes to the bin with the keyboard; the focus stays where they were")
    void movesToTheBin() throws Exception {
        openFolder("/Photos/2026");
        EmulatedDrive drive = gateway.emulator().drive();
        String folder = drive.folder("/Photos/2026");
        browser.seen("[aria-label='Choose Evening 2.png']").click();
        browser.shiftClick("[aria-label='Choose Evening 4.png']");
        assertThat(browser.find("#chosen-count").getText()).isEqualTo("3 chosen");
        browser.press(Keys.DELETE);
        eventually(() -> assertThat(names()).containsExactly("Evening 1.png"));
        assertThat(toast()).startsWith("3 moved to the bin.");
        assertThat(drive.names(folder)).containsExactly("Evening 1.png");
        assertThat(drive.binned()).hasSize(3);
    }

    @Test
    @DisplayName("what went to the bin comes back with Undo, in one call each way")
    void undoesADeletion() throws Exception {
        openFolder("/Photos/2026");
        browser.find("#all").click();
        gateway.emulator().requests().reset();
        browser.find("#to-bin").click();
        eventually(() -> assertThat(names()).isEmpty());
        assertThat(gateway.emulator().requests().of("/open/ufile/delete")).hasSize(1);
        assertThat(gateway.emulator().drive().binned()).hasSize(4);
        browser.seen("#toast button").click();
        eventually(() -> assertThat(names()).hasSize(4));
        assertThat(gateway.emulator().requests().of("/open/rb/revert")).hasSize(1);
        assertThat(gateway.emulator().drive().binned()).isEmpty();
        assertThat(toast()).isEqualTo("4 are back.");
    }

    @Test
    @DisplayName("a new folder shows at once, and is the place of the next upload; a name that is taken is told")
    void createsAFolder() throws Exception {
        openFolder("/Documents");
        browser.find("#new-folder").click();
        browser.seen("#question input");
        browser.press("新的 & 100%", Keys.ENTER);
        eventually(() -> assertThat(names()).contains("新的 & 100%"));
        EmulatedDrive drive = gateway.emulator().drive();
        assertThat(drive.names(drive.folder("/Documents"))).contains("新的 & 100%");
        browser.find("#new-folder").click();
        browser.seen("#question input");
        browser.press("page.html", Keys.ENTER);
        eventually(() -> assertThat(toast()).isEqualTo("There is a file or folder of this name."));
        link("新的 & 100%").click();
        eventually(() -> assertThat(browser.find("#status").getText()).startsWith("This folder is empty."));
        browser.upload("#files-input", List.of(Files.writeString(directory.resolve("in it.txt"), "x")));
        eventually(() -> assertThat(names()).containsExactly("in it.txt"));
        assertThat(drive.fileAt("/Documents/新的 & 100%/in it.txt")).isPresent();
    }

    @Test
    @DisplayName("the bin shows what is in it; chosen files go back or for good, after a question")
    void showsTheBin() throws Exception {
        openFolder("/Music");
        EmulatedDrive drive = gateway.emulator().drive();
        browser.find("#all").click();
        browser.find("#to-bin").click();
        eventually(() -> assertThat(drive.binned()).hasSize(3));
        browser.find("[data-view=bin]").click();
        eventually(() -> assertThat(binned()).hasSize(3));
        assertThat(browser.find("#bin-status").getText()).isEqualTo("3 files and folders in the bin");
        assertThat(browser.find("[data-view=bin]").getDomAttribute("aria-current"))
                .isEqualTo("page");
        browser.picture("bin");
        choose("Note A.wav");
        browser.find("#bin-restore").click();
        eventually(() -> assertThat(binned()).containsExactlyInAnyOrder("Note C.wav", "Note E.wav"));
        assertThat(drive.names(drive.folder("/Music"))).containsExactly("Note A.wav");
        choose("Note C.wav");
        browser.find("#bin-delete").click();
        assertThat(browser.seen("#question").getText()).contains("Delete it for good?", "Nobody can undo this.");
        answer("Cancel");
        assertThat(drive.binned()).hasSize(2);
        browser.find("#bin-delete").click();
        answer("Delete");
        eventually(() -> assertThat(binned()).containsExactly("Note E.wav"));
        browser.find("#bin-empty").click();
        answer("Empty the bin");
        eventually(() -> assertThat(browser.find("#bin-status").getText()).isEqualTo("The bin is empty."));
        assertThat(drive.binned()).isEmpty();
        assertThat(drive.names(drive.folder("/Music"))).containsExactly("Note A.wav");
    }

    private List<String> binned() {
        return browser.texts("#bin-rows td.name");
    }
}
