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
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The page, as a person with a browser has it. The pictures in {@code target/screens} are for looking at. */
@Tag("slow")
class PageTest extends PageFixture {

    @Test
    @DisplayName("folders are browsed by clicks, by the path above and by the browser's own back, sorted and searched")
    void browsesFoldersByClicks() throws Exception {
        open(true);
        eventually(() -> assertThat(names()).containsExactly("Documents", "Films", "Music", "Photos", "Backup.tar"));
        assertThat(browser.find("#status").getText()).isEqualTo("4 folders · 1 file, 12.3 MB");
        browser.picture("desktop");
        browser.prefer("dark");
        browser.picture("desktop-dark");
        browser.prefer("light");
        link("Photos").click();
        link("2026").click();
        eventually(() -> assertThat(names())
                .containsExactly("Evening 1.png", "Evening 2.png", "Evening 3.png", "Evening 4.png"));
        assertThat(browser.find("#crumbs").getText()).contains("All files", "Photos", "2026");
        browser.find("[data-sort=changed]").click();
        assertThat(names()).startsWith("Evening 4.png");
        browser.find("#find").sendKeys("3");
        assertThat(names()).containsExactly("Evening 3.png");
        browser.all("#crumbs a").get(0).click();
        eventually(() -> assertThat(names()).contains("Backup.tar"));
        browser.script("history.back()");
        eventually(() -> assertThat(names()).hasSize(4));
    }

    @Test
    @DisplayName("the page's and the browser's reload show what changed elsewhere; going back and forth costs no call")
    void reloadShowsChangesFromElsewhere() throws Exception {
        open(true);
        link("Music").click();
        eventually(() -> assertThat(names()).hasSize(3));
        EmulatedDrive drive = gateway.emulator().drive();
        drive.addFile(drive.folder("/Music"), "Note F.wav", Content.of("f"));
        gateway.emulator().requests().reset();
        browser.all("#crumbs a").get(0).click();
        eventually(() -> assertThat(names()).contains("Backup.tar"));
        link("Music").click();
        eventually(() -> assertThat(names()).hasSize(3));
        assertThat(gateway.emulator().requests().all()).isEmpty();
        browser.find("#reload").click();
        eventually(() -> assertThat(names()).hasSize(4));
        drive.addFile(drive.folder("/Music"), "Note G.wav", Content.of("g"));
        browser.script("location.reload()");
        eventually(() -> assertThat(names()).hasSize(5));
    }

    @Test
    @DisplayName(
            "a row tells the size and the date of a file, in the units, the language and the time zone of the person")
    void sizesAndDates() throws Exception {
        open(true);
        EmulatedDrive drive = gateway.emulator().drive();
        String folder = drive.folder("/Sizes");
        Instant changed = Instant.parse("2024-03-05T23:30:00Z");
        Map<String, Long> sizes = Map.of("a", 0L, "b", 999L, "c", 1_000L, "d", 1_234_567L, "e", 123_456_789L);
        sizes.forEach((name, size) -> drive.addFile(folder, name, Content.generated(1, size), changed));
        browser.live("en-GB", "Europe/Paris");
        browser.go(gateway.url("/#/Sizes"));
        browser.script("location.reload()");
        eventually(() -> assertThat(texts("td.number")).containsExactly("0 B", "999 B", "1.0 KB", "1.2 MB", "123 MB"));
        assertThat(texts("td.changed")).hasSize(5).containsOnly("6 Mar 2024, 00:30");
    }

    @Test
    @DisplayName("a slash is a character of a name like any other, in folders, in what is below them, and in files")
    void namesWithASlash() throws Exception {
        open(true);
        EmulatedDrive drive = gateway.emulator().drive();
        String outer = drive.createFolder(EmulatedDrive.ROOT, "AC/DC: 100%");
        String inner = drive.createFolder(outer, "Live");
        EmulatedFile song = drive.addFile(inner, "T/N\\T.txt", Content.of("oi"));
        browser.go(gateway.url("/#/"));
        link("AC/DC: 100%").click();
        link("Live").click();
        eventually(() -> assertThat(names()).containsExactly(song.name()));
        assertThat(browser.texts("#crumbs a")).containsExactly("All files", "AC/DC: 100%", "Live");
        for (String method : List.of("redirect", "localProxy")) {
            browser.find("#method [value=" + method + "]").click();
            browser.seen(".actions a").click();
            Path file = browser.downloaded("T_N_T.txt");
            assertThat(file).as("by '%s'", method).hasContent("oi");
            Files.delete(file);
        }
        forbidClipboard();
        browser.seen("[aria-label^='Copy a link']").click();
        String link = browser.seen("#question input").getDomProperty("value");
        assertThat(RunningGateway.fetch("GET", link, "", "X-Forwarded-For", "203.0.113.9")
                        .body())
                .asString()
                .isEqualTo("oi");
        browser.script("location.reload()");
        eventually(() -> assertThat(names()).containsExactly(song.name()));
        browser.all("#crumbs a").get(1).click();
        eventually(() -> assertThat(names()).containsExactly("Live"));
        browser.script("location.hash = '#/Photos'");
        eventually(() -> assertThat(names()).containsExactly("2026"));
    }

    @Test
    @DisplayName("R24 a file is downloaded through each method, and is the file, by its SHA-1")
    void downloadsWithEachMethod() throws Exception {
        open(true);
        browser.go(gateway.url("/#/Films"));
        browser.seen(".actions a");
        EmulatedFile film = gateway.file("/Films/电影 再见 (2023).mkv");
        for (String method : List.of("", "redirect", "localProxy", "proxyUrl", "auto")) {
            browser.find("#method [value='" + method + "']").click();
            WebElement download = browser.seen("[aria-label='Download " + film.name() + "']");
            String query = URI.create(download.getDomProperty("href")).getQuery();
            assertThat(query).isEqualTo(method.isEmpty() ? null : "method=" + method);
            download.click();
            Path file = browser.downloaded(film.name());
            assertThat(sha1(file)).as("by '%s'", method).isEqualTo(film.sha1());
            Files.delete(file);
        }
        assertThat(gateway.proxy().served()).isEqualTo(1);
    }

    @Test
    @DisplayName("music plays and pictures show by every method, and stop when the player is closed with Escape")
    void playsMusicAndShowsPictures() throws Exception {
        open(true);
        browser.go(gateway.url("/#/Music"));
        for (String method : List.of("redirect", "localProxy")) {
            browser.seen("#files tbody");
            browser.find("#method [value=" + method + "]").click();
            browser.seen("[aria-label='Play Note A.wav']").click();
            eventually(() -> assertThat((Number) browser.script("return document.querySelector('audio').currentTime"))
                    .extracting(Number::doubleValue)
                    .matches(time -> time > 0));
            browser.find("#player").sendKeys(Keys.ESCAPE);
            eventually(() -> assertThat(browser.all("audio")).isEmpty());
        }
        browser.go(gateway.url("/#/Photos/2026"));
        browser.seen("[aria-label='Show Evening 2.png']").click();
        eventually(() -> assertThat(browser.script("return document.querySelector('#stage img').naturalWidth"))
                .isEqualTo(960L));
        browser.picture("picture");
    }

    @Test
    @DisplayName("a link is copied, or offered where the clipboard is not allowed, and opens the file elsewhere")
    void copiesALink() throws Exception {
        open(true);
        browser.script("Object.defineProperty(navigator, 'clipboard', {value: {writeText: text => {"
                + " window.copied = text; return Promise.resolve(); }}, configurable: true})");
        browser.seen("[aria-label='Copy a link to Backup.tar']").click();
        eventually(() -> assertThat(browser.find("#toast").getText()).contains("24 hours"));
        String url = (String) browser.script("return window.copied");
        assertThat(RunningGateway.fetch("GET", url, "", "X-Forwarded-For", "203.0.113.9")
                        .body())
                .isEqualTo(gateway.file("/Backup.tar").content().bytes());
        forbidClipboard();
        browser.seen("[aria-label='Copy a link to Backup.tar']").click();
        assertThat(browser.seen("#question input").getDomProperty("value")).startsWith(gateway.url("/s/"));
    }

    @Test
    @DisplayName("without an authorization the page shows a code, and the drive after it was scanned")
    void logsIn() throws Exception {
        open(false);
        browser.seen("#login-start").click();
        eventually(() -> assertThat((Long) browser.script("return document.getElementById('login-code').offsetWidth"))
                .isGreaterThan(200L));
        // each square of the code is a whole number of pixels
        assertThat(browser.script("const code = document.getElementById('login-code');"
                        + " return code.offsetWidth * devicePixelRatio % code.naturalWidth"))
                .isEqualTo(0L);
        browser.picture("login");
        browser.seen("#login-scan").click();
        eventually(() -> assertThat(names()).contains("Films"));
        assertThat(browser.find("#login").isDisplayed()).isFalse();
    }

    @Test
    @DisplayName("on a phone nothing is wider than the screen, and fingers hit what they aim at")
    void fitsAPhone() throws Exception {
        open(true);
        browser.phone(360, 740);
        for (String folder : List.of("", "Films", "Music", "Documents")) {
            goTo("/" + folder);
            browser.picture("phone-" + (folder.isEmpty() ? "root" : folder));
            assertThat((Long) browser.script("return document.documentElement.scrollWidth"))
                    .as(folder)
                    .isLessThanOrEqualTo(360L);
        }
        assertThat(browser.sizes(".icon")).isNotEmpty().allSatisfy(icon -> {
            assertThat(icon.getWidth()).isGreaterThanOrEqualTo(40);
            assertThat(icon.getHeight()).isGreaterThanOrEqualTo(40);
        });
    }

    @Test
    @DisplayName("whatever can be worked has a name for those who listen, and the keyboard reaches it")
    void isAccessible() throws Exception {
        open(true);
        goTo("/Music");
        assertThat(browser.all("button, a, select, input"))
                .filteredOn(WebElement::isDisplayed)
                .allSatisfy(element -> assertThat(element.getAccessibleName())
                        .as(element.getTagName())
                        .isNotBlank());
        assertThat(browser.find("html").getDomAttribute("lang")).isEqualTo("en");
        assertThat(browser.find("th[aria-sort]").getDomAttribute("aria-sort")).isEqualTo("ascending");
        browser.find("body").sendKeys(Keys.TAB);
        assertThat(focused()).isEqualTo("Skip to the files");
        for (int i = 0; i < 30 && !focused().equals("Play Note A.wav"); i++) {
            browser.press(Keys.TAB);
        }
        assertThat(focused()).isEqualTo("Play Note A.wav");
        browser.press(Keys.ENTER);
        browser.seen("#player audio");
        assertThat(browser.find("#player").getAccessibleName()).isEqualTo("Note A.wav");
    }

    @Test
    @DisplayName("a page that lies on the drive does not run, whatever the method")
    void pagesOfTheDriveDoNotRun() throws Exception {
        open(true);
        browser.seen("#files tbody tr");
        String id = gateway.file("/Documents/page.html").id();
        for (String method : List.of("redirect", "localProxy")) {
            browser.script("location.href = '/f/" + id + "/page.html?method=" + method + "'");
            browser.downloaded("page.html");
            assertThat(browser.script("return document.title")).isEqualTo("All files – 115 drive");
            Files.delete(directory.resolve("page.html"));
        }
    }

    @Test
    @DisplayName(
            "an address with a lone percent sign leads to a message, and a file with the name .. can be downloaded")
    void oddNames() throws Exception {
        open(true);
        EmulatedDrive drive = gateway.emulator().drive();
        drive.addFile(drive.folder("/Odd"), "..", Content.of("two dots"));
        browser.go(gateway.url("/#/%"));
        eventually(() -> assertThat(browser.find("#status").getText()).isEqualTo("There is no such file or folder."));
        browser.go(gateway.url("/#/Odd"));
        eventually(() -> assertThat(names()).containsExactly(".."));
        String address = browser.find(".actions a").getDomProperty("href");
        assertThat(gateway.get(URI.create(address).getRawPath() + "?method=localProxy")
                        .body())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("two dots");
    }

    private static String sha1(Path file) throws Exception {
        return HexFormat.of()
                .withUpperCase()
                .formatHex(MessageDigest.getInstance("SHA-1").digest(Files.readAllBytes(file)));
    }
}
