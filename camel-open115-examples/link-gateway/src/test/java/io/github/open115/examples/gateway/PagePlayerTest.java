/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.gateway;

import static io.github.open115.examples.gateway.Browser.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedDrive;
import io.github.open115.emulator.EmulatedVideos;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The player of the page: pictures one after the other, texts, and films with subtitles. */
@Tag("slow")
class PagePlayerTest extends PageFixture {

    private static final String SUBTITLES =
            "1\r\n00:00:00,000 --> 00:00:02,500\r\nGood evening.\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\nGood night.\r\n";

    @Test
    @DisplayName("pictures follow one another by buttons and arrow keys, in the order of the table")
    void goesFromPictureToPicture() throws Exception {
        openFolder("/Photos/2026");
        browser.seen("[aria-label='Show Evening 2.png']").click();
        assertThat(title()).isEqualTo("Evening 2.png");
        assertThat(browser.find("#player-place").getText()).isEqualTo("2 of 4");
        browser.find("#next").click();
        assertThat(title()).isEqualTo("Evening 3.png");
        browser.press(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
        assertThat(title()).isEqualTo("Evening 4.png");
        assertThat(browser.find("#next").getDomAttribute("aria-disabled")).isEqualTo("true");
        browser.press(Keys.ARROW_LEFT, Keys.ARROW_LEFT, Keys.ARROW_LEFT);
        assertThat(title()).isEqualTo("Evening 1.png");
        eventually(() -> assertThat(browser.script("return document.querySelector('#stage img').naturalWidth"))
                .isEqualTo(960L));
    }

    @Test
    @DisplayName("texts are shown in the encoding that they are in, long ones in part, and never run")
    void showsTexts() throws Exception {
        openFolder("/Documents");
        EmulatedDrive drive = gateway.emulator().drive();
        String folder = drive.folder("/Documents");
        drive.addFile(folder, "old.txt", Content.of("中文 GBK".getBytes(Charset.forName("GBK"))));
        drive.addFile(folder, "new.txt", Content.of("中文 UTF-8"));
        drive.addFile(folder, "wide.txt", Content.of("\ufeff中文 UTF-16".getBytes(Charset.forName("UTF-16LE"))));
        drive.addFile(folder, "long.log", Content.of("line\n".repeat(200_000)));
        browser.find("#reload").click();
        browser.seen("[aria-label='Show old.txt']").click();
        eventually(() -> assertThat(browser.find("#stage pre").getText()).isEqualTo("中文 GBK"));
        browser.press(Keys.ESCAPE);
        browser.seen("[aria-label='Show new.txt']").click();
        eventually(() -> assertThat(browser.find("#stage pre").getText()).isEqualTo("中文 UTF-8"));
        browser.press(Keys.ESCAPE);
        browser.seen("[aria-label='Show wide.txt']").click();
        eventually(() -> assertThat(browser.find("#stage pre").getText()).isEqualTo("中文 UTF-16"));
        browser.press(Keys.ESCAPE);
        browser.seen("[aria-label='Show long.log']").click();
        eventually(() -> assertThat(browser.find("#stage").getText()).startsWith("Only the beginning is shown."));
        browser.press(Keys.ESCAPE);
        browser.seen("[aria-label='Show page.html']").click();
        eventually(() -> assertThat(browser.find("#stage pre").getText()).startsWith("<script>"));
        assertThat((String) browser.script("return document.title")).isEqualTo("Documents – 115 drive");
    }

    @Test
    @DisplayName("a film has the subtitles that lie beside it, as tracks by their languages")
    void showsSubtitles() throws Exception {
        openFolder("/Films");
        EmulatedDrive drive = gateway.emulator().drive();
        String folder = drive.folder("/Films");
        // a browser goes by the content
        drive.addFile(folder, "Night.mp4", gateway.file("/Music/Note A.wav").content());
        drive.addFile(folder, "Night.en.srt", Content.of(SUBTITLES));
        drive.addFile(folder, "Night.zh.srt", Content.of(SUBTITLES.replace("Good evening.", "晚上好。")));
        drive.addFile(
                folder,
                "Night.ass",
                Content.of("[Events]\nFormat: Layer, Start, End, Style, Text\n"
                        + "Dialogue: 0,0:00:00.00,0:00:02.50,Default,{\\i1}Good\\Nevening, all.\n"));
        browser.find("#reload").click();
        browser.seen("[aria-label='Play Night.mp4']").click();
        browser.seen("#stage video");
        eventually(() -> assertThat(browser.script("return [...document.querySelectorAll('#stage track')]"
                        + ".map(track => track.srclang + ' ' + track.label + ' ' + track.default).join(', ')"))
                .isEqualTo(" Night.ass false, en en true, zh zh false"));
        eventually(
                () -> assertThat(browser.script("return [...document.querySelector('#stage video').textTracks[1].cues]"
                                + ".map(cue => cue.startTime + ' ' + cue.endTime + ' ' + cue.text).join('|')"))
                        .isEqualTo("0 2.5 Good evening.|3 4 Good night."));
        browser.script("document.querySelector('#stage video').textTracks[0].mode = 'showing'");
        eventually(() -> assertThat(
                        browser.script("return document.querySelector('#stage video').textTracks[0].cues[0].text"))
                .isEqualTo("Good\nevening, all."));
    }

    @Test
    @DisplayName(
            "a film without any beside it has the subtitles of the service, for one call, and their addresses stay here")
    void showsSubtitlesOfTheService() throws Exception {
        openFolder("/Films");
        EmulatedDrive drive = gateway.emulator().drive();
        String film = drive.addFile(
                        drive.folder("/Films"),
                        "Night.mp4",
                        gateway.file("/Music/Note A.wav").content())
                .id();
        gateway.emulator().videos().addSubtitle(film, EmulatedVideos.SubtitleSource.BUILT_IN, "zh", "中文", SUBTITLES);
        browser.find("#reload").click();
        browser.seen("[aria-label='Play Night.mp4']");
        gateway.emulator().requests().reset();
        browser.seen("[aria-label='Play Night.mp4']").click();
        eventually(() -> assertThat(browser.script("const track = document.querySelector('#stage video').textTracks[0];"
                        + " return track.label + ' ' + track.mode + ' ' + track.cues[0].text"))
                .isEqualTo("中文 showing Good evening."));
        assertThat(gateway.emulator().requests().countsByEndpoint()).containsEntry("GET /open/video/subtitle", 1L);
        String told = new String(gateway.get("/api/subtitles?id=" + film).body(), StandardCharsets.UTF_8);
        assertThat(told).contains("中文").doesNotContain("http");
        assertThat(gateway.get("/api/subtitles/text?film=" + film + "&id=other").statusCode())
                .isEqualTo(404);
    }

    private String title() {
        return browser.find("#player-title").getText();
    }
}
