/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.gateway;

import static io.github.open115.examples.gateway.Browser.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedOffline;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The cloud download of the page. */
@Tag("slow")
class PageCloudTest extends PageFixture {

    private static final String FILM = "https://files.example/film.mkv";
    private static final String MAGNET = "magnet:?xt=urn:btih:00112233445566778899aabbccddeeff00112233";

    @Test
    @DisplayName("pasted links are fetched into the open folder; the tasks show how far they are, and are deleted")
    void fetchesLinks() throws Exception {
        openFolder("/Films");
        EmulatedOffline cloud = gateway.emulator().offline();
        cloud.addTask(
                "https://files.example/old.iso", gateway.emulator().drive().folder("/Music"));
        browser.find("#fetch-links").click();
        assertThat(browser.seen("#question").getText()).contains("Cloud download into Films");
        browser.find("#question textarea")
                .sendKeys(FILM, Keys.ENTER, MAGNET, Keys.ENTER, Keys.ENTER, "https://files.example/old.iso");
        answer("Fetch");
        eventually(() -> assertThat(toast()).isEqualTo("2 links added, 1 was there already"));
        eventually(() -> assertThat(states()).hasSize(3));
        assertThat(cloud.task(FILM).folderId())
                .isEqualTo(gateway.emulator().drive().folder("/Films"));
        cloud.task(FILM).progress(40);
        cloud.task(MAGNET).fail();
        cloud.task("https://files.example/old.iso").finish("old.iso", Content.of("iso"));
        browser.find("#cloud-reload").click();
        eventually(() -> assertThat(states()).contains("40 %", "failed", "finished"));
        browser.picture("cloud");
        browser.find("#cloud-clear").click();
        eventually(() -> assertThat(states()).hasSize(2));
        assertThat(gateway.emulator().drive().fileAt("/Music/old.iso")).isPresent();
        browser.all("#cloud-rows .icon").get(0).click();
        answer("Keep the files");
        eventually(() -> assertThat(states()).hasSize(1));
    }

    @Test
    @DisplayName("a link that is refused is named, and the others are taken")
    void namesRefusedLinks() throws Exception {
        openFolder("/Films");
        browser.find("[data-view=cloud]").click();
        browser.seen("#cloud-add").click();
        browser.seen("#question textarea").sendKeys("foo:bar", Keys.ENTER, FILM);
        answer("Fetch");
        eventually(() -> assertThat(browser.find("#question").getText()).contains("A link was refused", "foo:bar"));
        answer("Close");
        eventually(() -> assertThat(toast()).isEqualTo("1 link added"));
        browser.find("#cloud-add").click();
        browser.seen("#question textarea").sendKeys("foo:bar");
        answer("Fetch");
        eventually(() -> assertThat(browser.find("#question").getText()).contains("A link was refused", "foo:bar"));
    }

    private List<String> states() {
        return browser.texts("#cloud-rows td.state");
    }
}
