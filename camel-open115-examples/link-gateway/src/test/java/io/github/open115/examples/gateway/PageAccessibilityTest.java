/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.gateway;

import static io.github.open115.examples.gateway.Browser.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Faults;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** Whether people who do not see, or do not point, can use the page: axe-core looks at each view and each dialog. */
@Tag("slow")
class PageAccessibilityTest extends PageFixture {

    private static final String AXE = axe();

    /** The rules of WCAG up to 2.2 AA, and what is good practice. Returns what is wrong, a line for each element. */
    private static final String CHECK = "const found = arguments[0]; axe.run(document, {resultTypes: ['violations']})"
            + ".then(result => found(result.violations.flatMap(rule => rule.nodes.map(node =>"
            + " rule.id + ': ' + node.html + ' ' + node.failureSummary)).join('\\n')), error => found(String(error)))";

    @Test
    @DisplayName("the table, with and without a choice, on a desktop, in the dark and on a phone")
    void table() throws Exception {
        openFolder("/Music");
        choose("Note A.wav");
        check("chosen");
        browser.picture("chosen");
        browser.prefer("dark");
        check("dark");
        browser.prefer("light");
        browser.phone(360, 740);
        check("phone");
        browser.find("#choose-none").click();
        check("nothing chosen");
        browser.find("#find").sendKeys("Note", Keys.ENTER);
        eventually(() -> assertThat(names()).hasSize(3));
        check("search");
    }

    @Test
    @DisplayName("the player with pictures, music and texts")
    void player() throws Exception {
        for (String file :
                List.of("Photos/2026/Evening 1.png", "Music/Note A.wav", "Documents/Read me, 100% plain.txt")) {
            if (gateway != null) {
                gateway.close();
            }
            openFolder("/" + file.substring(0, file.lastIndexOf('/')));
            browser.seen("[aria-label$='" + file.substring(file.lastIndexOf('/') + 1) + "'].icon")
                    .click();
            browser.seen("#stage > *");
            check(file);
        }
    }

    @Test
    @DisplayName("the questions: a new folder, a new name, a name that is taken, links that cannot be copied")
    void dialogs() throws Exception {
        openFolder("/Documents");
        browser.find("#new-folder").click();
        browser.seen("#question input");
        check("new folder");
        browser.press(Keys.ESCAPE);
        choose("page.html");
        browser.find("#rename").click();
        browser.seen("#question input");
        check("new name");
        browser.picture("rename");
        browser.press(Keys.ESCAPE);
        forbidClipboard();
        choose("Read me, 100% plain.txt");
        browser.find("#copy-aria2").click();
        browser.seen("#question textarea");
        check("links");
        browser.press(Keys.ESCAPE);
        browser.upload("#files-input", List.of(Files.writeString(directory.resolve("page.html"), "x")));
        browser.seen("#question-answers");
        check("name taken");
    }

    @Test
    @DisplayName("the bin and the cloud download, with and without rows, on a desktop and on a phone")
    void otherViews() throws Exception {
        openFolder("/Music");
        browser.find("[data-view=bin]").click();
        eventually(() -> assertThat(browser.find("#bin-status").getText()).isEqualTo("The bin is empty."));
        check("empty bin");
        gateway.emulator().drive().remove(gateway.file("/Music/Note A.wav").id());
        gateway.emulator()
                .offline()
                .addTask(
                        "https://files.example/film.mkv",
                        gateway.emulator().drive().folder("/Films"))
                .progress(40);
        browser.find("#bin-reload").click();
        choose("Note A.wav");
        check("bin");
        browser.find("#bin-delete").click();
        browser.seen("#question-answers");
        check("question");
        browser.press(Keys.ESCAPE);
        browser.find("[data-view=cloud]").click();
        browser.seen("#cloud-rows tr");
        check("cloud");
        browser.find("#cloud-add").click();
        browser.seen("#question textarea");
        check("links");
        browser.press(Keys.ESCAPE);
        browser.phone(360, 740);
        check("cloud on a phone");
        browser.picture("phone-cloud");
        assertThat((Long) browser.script("return document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(360L);
        browser.script("location.hash = '#bin'");
        browser.seen("#bin-rows tr");
        check("bin on a phone");
        browser.picture("phone-bin");
        assertThat((Long) browser.script("return document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(360L);
    }

    @Test
    @DisplayName("uploads under way and failed, and what is told in passing")
    void uploads() throws Exception {
        openFolder("/Documents");
        gateway.emulator().faults().arm(Faults.OSS, Fault.slowDown()).always();
        gateway.emulator()
                .faults()
                .arm("/open/upload/init", Fault.error(91005, "full"))
                .times(1);
        browser.upload("#files-input", List.of(Files.write(directory.resolve("small.bin"), new byte[100])));
        browser.seen("#uploads-list .failed");
        check("failed");
        browser.upload("#files-input", List.of(Files.write(directory.resolve("long.bin"), new byte[4_000_000])));
        eventually(() -> assertThat(browser.find("#uploads-list").getText()).contains("sending"));
        check("under way");
        browser.find("#uploads-cancel").click();
        eventually(() -> assertThat(toast()).isNotEmpty());
        check("told");
    }

    @Test
    @DisplayName("the log-in with its code")
    void logIn() throws Exception {
        open(false);
        browser.seen("#login-start").click();
        browser.seen("#login-code");
        check("code");
    }

    @Test
    @DisplayName("what is wrong is found: a picture without a text")
    void findsWhatIsWrong() throws Exception {
        openFolder("/Music");
        browser.script("document.body.append(document.createElement('img'))");
        browser.script(AXE);
        assertThat((String) browser.scriptWithAnswer(CHECK)).contains("image-alt");
    }

    private void check(String view) {
        browser.script(AXE);
        assertThat((String) browser.scriptWithAnswer(CHECK)).as(view).isEmpty();
    }

    private static String axe() {
        try (InputStream script = PageAccessibilityTest.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
