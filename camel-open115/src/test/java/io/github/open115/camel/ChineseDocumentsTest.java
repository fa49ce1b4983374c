/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The Chinese documents keep step with the English ones, and use the words of their glossary. */
class ChineseDocumentsTest {

    private static final String FOLDER = "docs/zh-CN/";
    private static final String INDEX = FOLDER + "README.md";
    private static final String FRONT = "README.zh-CN.md";
    private static final String WORDS = "camel-open115-examples/link-gateway/src/main/resources/page/words.js";

    private static final Pattern BOLD = Pattern.compile("\\*\\*[^*]+\\*\\*");
    private static final Pattern UNCLOSED =
            Pattern.compile("[^\\s\\p{P}\\p{S}]\\*\\*[\\p{P}\\p{S}].*|.*[\\p{P}\\p{S}]\\*\\*[^\\s\\p{P}\\p{S}]");

    /** The Chinese pages that have the shape of an English one: all but the index, which has the glossary. */
    static List<String> translations() throws IOException {
        return Documents.files(path -> path.equals("/" + FRONT) || path.startsWith("/" + FOLDER)).stream()
                .map(file -> Documents.PROJECT.relativize(file).toString().replace('\\', '/'))
                .filter(page -> !page.equals(INDEX))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("translations")
    @DisplayName("a translation has the headings, code, tables, names, links and numbers of its original")
    void translationKeepsStep(String page) throws IOException {
        DocumentShape original =
                new DocumentShape(original(page), Documents.read(original(page)), ChineseDocumentsTest::translated);
        DocumentShape translation = new DocumentShape(page, Documents.read(page), link -> link);
        assertThat(original.problems(translation)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("translations")
    @DisplayName("a page and its translation begin with a link to each other")
    void translationAndOriginalLinkToEachOther(String page) throws IOException {
        String original = original(page);
        assertThat(beginning(page)).contains("[English](" + relative(page, original) + ")");
        assertThat(beginning(original)).contains("[中文](" + relative(original, page) + ")");
    }

    @Test
    @DisplayName("the Chinese index names every Chinese page")
    void indexNamesEveryPage() throws IOException {
        String index = Documents.read(INDEX);
        assertThat(translations()).allSatisfy(page -> assertThat(index).contains("](" + relative(INDEX, page)));
    }

    @Test
    @DisplayName("no Chinese page, and no text of the gateway's page, uses a word that the glossary replaces")
    void wordsAreThoseOfTheGlossary() throws IOException {
        String index = Documents.read(INDEX);
        String glossary = Documents.section(index, "术语表 <a id=\"glossary\"></a>");
        List<String> replaced = glossary.lines()
                .filter(row -> row.startsWith("|"))
                .skip(2)
                .flatMap(row -> Arrays.stream(row.split("\\|")[4].split("、")))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
        assertThat(replaced).hasSizeGreaterThan(10);
        List<String> wrong = new ArrayList<>();
        for (String file :
                Stream.concat(translations().stream(), Stream.of(INDEX, WORDS)).toList()) {
            List<String> lines =
                    Documents.read(file).replace(glossary, "").lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i);
                String place = file + ":" + (i + 1) + ": ";
                replaced.stream().filter(line::contains).map(place::concat).forEach(wrong::add);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    @DisplayName("the bold text of a Chinese page is bold in CommonMark")
    void boldTextIsClosed() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (String file :
                Stream.concat(translations().stream(), Stream.of(INDEX)).toList()) {
            List<String> lines = Documents.read(file).lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                String place = file + ":" + (i + 1) + ": ";
                unclosed(lines.get(i)).stream().map(place::concat).forEach(wrong::add);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            **不要省略它。**Camel; 1
            只对**`User-Agent`**有效; 1
            不要写成**“缺省”**; 1
            **不要省略它**。Camel; 0
            **不要省略它。** Camel; 0
            只对**一个 `User-Agent`** 有效; 0
            `antInclude=2026/**。**x`; 0
            """)
    @DisplayName("bold text that ends or begins with a mark, with a letter right beside it, is found")
    void findsBoldTextThatIsNotClosed(String line, int found) {
        assertThat(unclosed(line)).hasSize(found);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            delay=1000; delay=2000; en/page.md:6 and zh/page.md:6: the code blocks differ: 'delay=1000' and 'delay=2000'
            ## Begin; ## 开始 <a id="start"></a>; en/page.md:3 and zh/page.md:3: the headings differ: ## begin and ## start
            ## End; ''; en/page.md:12 and zh/page.md:3: the translation has no heading ## end
            30 s; 60 s; en/page.md:10 and zh/page.md:3: the number 30 is missing in the translation
            `a`; `b`; en/page.md:10 and zh/page.md:10: the rows differ: 2 cells `a` and 2 cells `b`
            links.md; links.md#figures; en/page.md:10 and zh/page.md:3: the link to en/links.md is missing in the translation
            """)
    @DisplayName("a difference is reported with both files and their lines")
    void reportsTheLinesOfADifference(String words, String changed, String problem) {
        String page = """
                # Page

                ## Begin

                ```properties
                delay=1000
                ```
                | name | what |
                |:--|:--|
                | `a` | 30 s, [more](links.md) |

                ## End
                """;
        String translation = page.replace("## Begin", "## 开始 <a id=\"begin\"></a>")
                .replace("## End", "## 结束 <a id=\"end\"></a>")
                .replace("links.md", "../en/links.md");
        String wrong = switch (words) {
            case "## Begin" -> translation.replace("## 开始 <a id=\"begin\"></a>", changed);
            case "## End" -> translation.replace("## 结束 <a id=\"end\"></a>", changed);
            default -> translation.replace(words, changed);
        };
        DocumentShape original = new DocumentShape("en/page.md", page, link -> link);
        assertThat(original.problems(new DocumentShape("zh/page.md", translation, link -> link)))
                .isEmpty();
        assertThat(original.problems(new DocumentShape("zh/page.md", wrong, link -> link)))
                .contains(problem);
    }

    /** The bold texts of a line whose asterisks CommonMark shows: a mark inside of them, and a letter outside. */
    private static List<String> unclosed(String line) {
        String prose = line.replaceAll("`[^`]*`", "`code`");
        return BOLD.matcher(prose)
                .results()
                .map(bold -> prose.substring(Math.max(0, bold.start() - 1), Math.min(prose.length(), bold.end() + 1)))
                .filter(UNCLOSED.asMatchPredicate())
                .toList();
    }

    /** A target of links: the Chinese page if there is one. */
    private static String translated(String target) {
        String[] parts = target.split("#", 2);
        String page = parts[0].equals("README.md") ? FRONT : parts[0].replaceFirst("^docs/(?=[^/]+[.]md$)", FOLDER);
        return Files.exists(Documents.PROJECT.resolve(page)) ? page + target.substring(parts[0].length()) : target;
    }

    private static String original(String page) {
        return page.equals(FRONT) ? "README.md" : page.replace(FOLDER, "docs/");
    }

    private static String relative(String from, String to) {
        Path folder = Path.of("/" + from).getParent();
        return folder.relativize(Path.of("/" + to)).toString().replace('\\', '/');
    }

    private static List<String> beginning(String page) throws IOException {
        return Documents.read(page).lines().limit(5).toList();
    }
}
