/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.gateway;

import static io.github.open115.examples.gateway.Browser.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WebElement;

/** The page in a browser, with a gateway and a drive of its own for each test. */
abstract class PageFixture {

    @TempDir
    Path directory;

    Browser browser;
    RunningGateway gateway;

    @BeforeEach
    void start() {
        browser = Browser.open(directory);
    }

    @AfterEach
    void stop() {
        if (gateway != null) {
            gateway.close();
        }
        if (browser != null) {
            browser.close();
        }
    }

    void open(boolean authorized) throws Exception {
        gateway = new RunningGateway(directory.resolve("state"), authorized);
        browser.go(gateway.url("/?key=key+of+the+page"));
    }

    /** Opens a folder of the drive, and waits until it is there. */
    void openFolder(String path) throws Exception {
        open(true);
        goTo("/");
        goTo(path);
    }

    /** Goes to another folder of the drive, and waits until it is there. */
    void goTo(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        browser.script("location.hash = '#" + path + "'");
        eventually(() -> assertThat(browser.texts("#files:not([aria-busy]), #crumbs [aria-current]"))
                .hasSize(2)
                .contains(name.isEmpty() ? "All files" : name));
    }

    void forbidClipboard() {
        browser.script("Object.defineProperty(navigator, 'clipboard',"
                + " {value: {writeText: () => Promise.reject(new Error('no'))}})");
    }

    /** Lets the page copy into a variable that {@link #copied} reads. */
    void watchClipboard() {
        browser.script("Object.defineProperty(navigator, 'clipboard', {value: {writeText: text => {"
                + " window.copied = text; return Promise.resolve(); }}, configurable: true})");
    }

    String copied() {
        return (String) browser.script("return window.copied");
    }

    String focused() {
        return browser.focused().getAccessibleName();
    }

    List<String> names() {
        return texts("td.name");
    }

    List<String> texts(String cells) {
        return browser.texts("#rows " + cells);
    }

    WebElement link(String name) {
        return browser.seen("#rows td.name a", name);
    }

    /** Chooses files and folders by their boxes. */
    void choose(String... chosen) {
        for (String name : chosen) {
            browser.seen("[aria-label='Choose " + name + "']").click();
        }
    }

    /** What the page tells in passing. */
    String toast() {
        return browser.find("#toast").getText();
    }

    /** Answers the question that is open. */
    void answer(String word) {
        browser.seen("#question-answers button", word).click();
    }
}
