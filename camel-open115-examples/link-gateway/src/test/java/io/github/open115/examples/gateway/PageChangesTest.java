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
}
