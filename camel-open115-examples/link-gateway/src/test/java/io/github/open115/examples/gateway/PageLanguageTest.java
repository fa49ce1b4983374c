/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.gateway;

import static io.github.open115.examples.gateway.Browser.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The two languages of the page. */
@Tag("slow")
class PageLanguageTest extends PageFixture {

    private static final Path PAGE = Path.of("src/main/resources/page");

    @Test
    @DisplayName("the page speaks Chinese to a browser that prefers it, and writes dates so; else English")
    void speaksTheLanguageOfTheBrowser() throws Exception {
        gateway = new RunningGateway(directory.resolve("state"), true);
        browser.speak("zh-CN,zh,en");
        browser.live("zh-CN", "Asia/Shanghai");
        browser.go(gateway.url("/?key=key+of+the+page"));
        eventually(() -> assertThat(browser.find("#status").getText()).isEqualTo("4 个文件夹 · 1 个文件，12.3 MB"));
        assertThat(browser.find("html").getDomAttribute("lang")).isEqualTo("zh-CN");
        assertThat(browser.find("#crumbs").getText()).isEqualTo("全部文件");
        assertThat(browser.find("#find").getDomAttribute("placeholder")).isEqualTo("在此文件夹中查找");
        assertThat(browser.find("#upload-files").getAccessibleName()).isEqualTo("上传文件");
        assertThat(texts("td.changed")).allMatch(text -> text.matches("\\d{4}年\\d+月\\d+日 \\d.*"));
        chooseInChinese("Backup.tar");
        assertThat(browser.find("#chosen").getText()).contains("已选 1 项", "移入回收站");
        browser.picture("chinese");
        browser.script("location.hash = '#/None'");
        eventually(() -> assertThat(browser.find("#status").getText()).isEqualTo("没有这个文件或文件夹。"));
        browser.speak("fr-FR,fr");
        browser.script("location.reload()");
        eventually(() -> assertThat(browser.find("#status").getText()).isEqualTo("There is no such file or folder."));
    }

    private void chooseInChinese(String name) {
        browser.seen("[aria-label='选择 " + name + "']").click();
    }

    @Test
    @DisplayName("each text is there in both languages, and about the same things")
    void bothLanguagesAreComplete() throws Exception {
        open(true);
        Object wrong = browser.scriptWithAnswer("const done = arguments[0];"
                + "import('/page/words.js').then(({ WORDS }) => done(Object.entries(WORDS).filter(([key, texts]) =>"
                + " texts.length !== 2 || typeof texts[0] !== typeof texts[1]"
                + " || typeof texts[0] === 'function' && texts[0].length !== texts[1].length"
                + " || texts.some(text => !text) || !/[\\u3000-\\uffef]/.test(String(texts[1])))"
                + ".map(([key]) => key).join(', ')))");
        assertThat(wrong).isEqualTo("");
    }

    @Test
    @DisplayName(
            "each text that the page uses is there, each that is there is used, and the document has none of its own")
    void everyTextIsUsedAndThere() throws IOException {
        Set<String> there = found(Stream.of("words.js"), "(?m)^  '?([\\w.]+)'?: \\[");
        Set<String> used = new TreeSet<>(found(
                modules(),
                "\\bt\\(\\s*'([\\w.]+)'",
                "data-(?:word|label|title|hint|alt)=\"([\\w.]+)\"",
                "[?:] '(\\w+)'"));
        Stream.of(Refusal.values()).forEach(refusal -> used.add("refused." + refusal.name()));
        Stream.of("redirect", "localProxy", "proxyUrl", "auto").forEach(method -> used.add("method." + method));
        Stream.of("WAITING", "SCANNED", "CANCELLED", "EXPIRED", "FAILED").forEach(state -> used.add("login." + state));
        Stream.of("failed", "assigning", "downloading", "finished").forEach(state -> used.add("task." + state));
        used.addAll(List.of("refused.odd", "reading", "sending"));
        assertThat(used).containsAll(there);
        assertThat(found(modules(), "\\bt\\(\\s*'([\\w.]+)'[,)]", "data-(?:word|label|title|hint|alt)=\"([\\w.]+)\""))
                .isSubsetOf(there);
        assertThat(Files.readString(PAGE.resolve("index.html")).replaceAll("(?s)<title>.*?</title>", ""))
                .doesNotContainPattern(">[^<]*[A-Za-z]{2}[^<]*<");
    }

    private static Stream<String> modules() throws IOException {
        try (Stream<Path> files = Files.list(PAGE)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("words.js") && !name.endsWith(".css"))
                    .toList()
                    .stream();
        }
    }

    private static Set<String> found(Stream<String> files, String... patterns) throws IOException {
        Set<String> found = new TreeSet<>();
        for (String file : files.toList()) {
            String text = Files.readString(PAGE.resolve(file));
            for (String pattern : patterns) {
                Matcher matcher = Pattern.compile(pattern).matcher(text);
                while (matcher.find()) {
                    found.add(matcher.group(1));
                }
            }
        }
        return found;
    }
}
