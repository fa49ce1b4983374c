/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.WebElement;

/** The browser of the tests, on a page that draws its rows anew all the time. */
@Tag("slow")
class BrowserTest {

    private static final int TIMES = 10;

    private static final String RESTLESS = "<meta charset=utf-8><table id=rows></table><script>let clicks = 0;"
            + " const rows = document.getElementById('rows'); rows.onclick = () => clicks++;"
            + " const draw = () => rows.innerHTML = ['one', 'two', 'three'].map(name =>"
            + " `<tr><td><button style='width: 100px; height: 50px' title='Open ${name}'>${name}</button>`).join('');"
            + " let times = 0; (function again() { draw(); setTimeout(again, ++times % 4 ? 20 : 300); })()</script>";

    @TempDir
    Path directory;

    @Test
    @DisplayName("elements that are drawn anew are looked up again, and no click is made twice")
    void looksElementsUpAgain() throws Exception {
        Path page = Files.writeString(directory.resolve("restless.html"), RESTLESS);
        try (Browser browser = Browser.open(directory)) {
            browser.go(page.toUri().toString());
            WebElement first = browser.find("button");
            WebElement seen = browser.seen("button", "two");
            WebElement last = browser.all("button").get(2);
            for (int i = 1; i <= TIMES; i++) {
                assertThat(first.getText()).isEqualTo("one");
                assertThat(seen.getDomAttribute("title")).isEqualTo("Open two");
                assertThat(last.getSize()).isEqualTo(new Dimension(100, 50));
                assertThat(browser.all("button")).allMatch(WebElement::isDisplayed);
                assertThat(browser.texts("button")).containsExactly("one", "two", "three");
                assertThat(browser.sizes("button")).isEqualTo(Collections.nCopies(3, new Dimension(100, 50)));
                (i % 2 == 0 ? seen : last).click();
                browser.shiftClick("button");
            }
            // one whose row goes between press and release of the button hits nothing
            assertThat((Long) browser.script("return clicks")).isBetween(1L, 2L * TIMES);
        }
    }
}
