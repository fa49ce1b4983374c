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
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The table of files: large folders, the keyboard, what is chosen, and searches. */
@Tag("slow")
class PageTableTest extends PageFixture {

    private static final int MANY = 5000;

    @Test
    @DisplayName("a folder of 5000 rows has only those in the document that can be seen, sorted and found among all")
    void showsALargeFolder() throws Exception {
        open(true);
        EmulatedDrive drive = gateway.emulator().drive();
        String folder = drive.folder("/Many");
        for (int i = 1; i <= MANY; i++) {
            drive.addFile(folder, "File " + i + ".txt", Content.of("x"));
        }
        browser.go(gateway.url("/#/Many:" + folder));
        browser.script("location.reload()");
        eventually(() -> assertThat(browser.find("#status").getText()).startsWith("5000 files"));
        assertThat(browser.find("#files").getDomAttribute("aria-rowcount")).isEqualTo("5001");
        assertThat(names()).startsWith("File 1.txt", "File 2.txt").hasSizeLessThan(60);
        browser.script("scrollTo(0, document.body.scrollHeight)");
        eventually(() -> assertThat(names()).endsWith("File 5000.txt").hasSizeLessThan(60));
        browser.script("scrollTo(0, document.body.scrollHeight / 2)");
        eventually(() -> assertThat(names()).contains("File 2500.txt").hasSizeLessThan(60));
        browser.find("[data-sort=name]").click();
        browser.script("scrollTo(0, 0)");
        eventually(() -> assertThat(names()).startsWith("File 5000.txt"));
        browser.find("#find").sendKeys("4321");
        assertThat(names()).containsExactly("File 4321.txt");
        browser.find("#find").sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
        browser.find("#all").click();
        assertThat(browser.find("#chosen-count").getText()).isEqualTo("5000 chosen");
        // in milliseconds, for the log: no test depends on it
        System.out.println("sorting " + MANY + " rows: "
                + browser.script("const begin = performance.now();"
                        + "document.querySelector('[data-sort=name]').click(); document.body.offsetHeight;"
                        + " return Math.round(performance.now() - begin)")
                + " ms");
    }

    @Test
    @DisplayName("the arrow keys, Home, End and the page keys go through all rows, and the focus stays in view")
    void goesThroughRowsByKeyboard() throws Exception {
        open(true);
        EmulatedDrive drive = gateway.emulator().drive();
        String folder = drive.folder("/Rows");
        for (int i = 1; i <= 200; i++) {
            drive.createFolder(folder, "Row " + i);
        }
        browser.script("location.hash = '#/Rows:" + folder + "'");
        link("Row 1");
        browser.script("document.querySelector('#rows a').focus()");
        browser.press(Keys.ARROW_DOWN, Keys.ARROW_DOWN);
        assertThat(focused()).isEqualTo("Row 3");
        browser.press(Keys.END);
        assertThat(focused()).isEqualTo("Row 200");
        assertThat((Boolean) browser.script("const box = document.activeElement.getBoundingClientRect();"
                        + " return box.top >= 0 && box.bottom <= innerHeight"))
                .isTrue();
        browser.press(Keys.ARROW_UP);
        assertThat(focused()).isEqualTo("Row 199");
        browser.press(Keys.HOME);
        assertThat(focused()).isEqualTo("Row 1");
        browser.press(Keys.PAGE_DOWN);
        assertThat(focused()).matches("Row \\d\\d?").isNotEqualTo("Row 1");
        // a row that has the focus stays, even out of sight
        String row = focused();
        browser.script("scrollTo(0, document.body.scrollHeight)");
        eventually(() -> assertThat(names()).contains("Row 200"));
        assertThat(focused()).isEqualTo(row);
    }

    @Test
    @DisplayName(
            "a folder that is opened by the keyboard has the focus on its first row; the way back leads to its own row")
    void focusFollowsTheFolder() throws Exception {
        open(true);
        link("Photos");
        browser.script("document.querySelectorAll('#rows a')[3].focus()");
        browser.press(Keys.ENTER);
        eventually(() -> assertThat(focused()).isEqualTo("2026"));
        browser.press(Keys.ENTER);
        eventually(() -> assertThat(focused()).isEqualTo("Show Evening 1.png"));
        browser.script("history.back()");
        eventually(() -> assertThat(focused()).isEqualTo("2026"));
        browser.script("document.querySelector('#crumbs a').focus()");
        browser.press(Keys.ENTER);
        eventually(() -> assertThat(focused()).isEqualTo("Photos"));
    }

    @Test
    @DisplayName("rows that are being replaced cannot be clicked")
    void replacedRowsAreNotClickable() throws Exception {
        open(true);
        link("Music");
        gateway.emulator()
                .faults()
                .arm("/open/ufile/files", Fault.delay(Duration.ofSeconds(3)))
                .times(1);
        link("Music").click();
        assertThat((Boolean) browser.script("return document.getElementById('rows').inert"))
                .isTrue();
        eventually(() -> assertThat(names()).contains("Note A.wav"));
        assertThat((Boolean) browser.script("return document.getElementById('rows').inert"))
                .isFalse();
    }

    @Test
    @DisplayName(
            "links of what is chosen are copied, plain or as a list for aria2 with the names; folders are left out")
    void copiesLinksOfASelection() throws Exception {
        open(true);
        EmulatedDrive drive = gateway.emulator().drive();
        String folder = drive.folder("/Mixed");
        drive.createFolder(folder, "Below");
        EmulatedFile one = drive.addFile(folder, "one.txt", Content.of("1"));
        drive.addFile(folder, "A/B two.txt", Content.of("2"));
        browser.script("location.hash = '#/Mixed:" + folder + "'");
        link("Below");
        watchClipboard();
        choose("one.txt");
        assertThat(browser.find("#chosen-count").getText()).isEqualTo("1 chosen");
        browser.find("#all").click();
        browser.find("#copy-links").click();
        eventually(() -> assertThat(toast()).contains("2 links copied", "24 hours", "1 folder was left out"));
        List<String> links = copied().lines().toList();
        assertThat(links).hasSize(2).allMatch(link -> link.startsWith(gateway.url("/s/")));
        browser.find("#copy-aria2").click();
        eventually(() -> assertThat(copied()).contains("\n  out=A_B two.txt\n").endsWith("\n  out=one.txt"));
        String url = copied().lines().toList().get(2);
        assertThat(RunningGateway.fetch("GET", url, "", "X-Forwarded-For", "203.0.113.9")
                        .body())
                .isEqualTo(one.content().bytes());
        browser.script("Object.defineProperty(navigator, 'clipboard', {value: undefined})");
        browser.find("#copy-links").click();
        assertThat(browser.seen("#question textarea").getDomProperty("value").lines())
                .hasSize(2);
        browser.press(Keys.ESCAPE);
        browser.find("#choose-none").click();
        assertThat(browser.find("#chosen").isDisplayed()).isFalse();
    }

    @Test
    @DisplayName("the whole drive is searched from any folder, and a result leads to its folder")
    void searchesTheWholeDrive() throws Exception {
        openFolder("/Documents");
        browser.find("#find").sendKeys("Evening", Keys.ENTER);
        eventually(() -> assertThat(names()).hasSize(4).contains("Evening 1.png"));
        assertThat(browser.find("#crumbs").getText()).contains("Found for “Evening”");
        browser.seen("[aria-label='Show Evening 2.png']").click();
        browser.seen("#stage img");
        browser.press(Keys.ESCAPE);
        browser.picture("search");
        browser.seen("[aria-label='Open the folder of Evening 3.png']").click();
        eventually(() ->
                assertThat(browser.find("#crumbs [aria-current]").getText()).isEqualTo("2026"));
        browser.find("#find").sendKeys("no such thing", Keys.ENTER);
        eventually(() -> assertThat(browser.find("#status").getText()).startsWith("Nothing was found."));
    }
}
