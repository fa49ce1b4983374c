/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the page of the component as Camel's own components have it, in AsciiDoc, from {@code
 * docs/component-reference.md}. The tables of options and headers are left to Camel, which makes them from the catalog.
 */
final class ComponentPage {

    private static final Set<String> MADE_BY_CAMEL = Set.of("Options", "Headers");

    private static final Pattern INLINE =
            Pattern.compile("`([^`]+)`|\\*\\*(.+?)\\*\\*|(?<![\\w*])\\*([^*\\s][^*]*)\\*|\\[([^]]+)]\\(([^)]+)\\)");

    private final StringBuilder page = new StringBuilder();

    /** What the lines before the current one have opened. */
    private enum Block {
        NONE,
        TABLE,
        INDENTED,
        FENCED
    }

    private Block block = Block.NONE;

    private ComponentPage() {}

    /**
     * The page as AsciiDoc.
     *
     * @param reference the text of {@code docs/component-reference.md}
     * @param component what the catalog says of the component
     */
    static String of(String reference, JsonNode component) {
        ComponentPage made = new ComponentPage();
        made.header(component);
        for (String section : reference.split("(?m)^(?=## )")) {
            String title = section.lines().findFirst().orElse("").replaceFirst("^#+ ", "");
            if (section.startsWith("## ") && !MADE_BY_CAMEL.contains(title)) {
                section.lines().forEach(made::line);
                made.close();
            } else if (title.equals("Options")) {
                made.page.append("""
                        // component options: START
                        include::partial$component-configure-options.adoc[]
                        include::partial$component-endpoint-options.adoc[]
                        include::partial$component-endpoint-headers.adoc[]
                        // component options: END

                        """);
            }
        }
        return made.page.toString().stripTrailing() + "\n";
    }

    private void header(JsonNode component) {
        String title = component.get("title").asText();
        page.append("""
                = %1$s Component
                :doctitle: %1$s
                :shortname: %2$s
                :artifactid: %3$s
                :description: %4$s
                :since: %5$s
                :supportlevel: %6$s
                :tabs-sync-option:
                :component-header: Both producer and consumer are supported
                //Manually maintained attributes
                :camel-spring-boot-name: %2$s

                // Made from docs/component-reference.md by ComponentPageTest: change that page instead.

                *Since Camel {since}*

                *{component-header}*

                %4$s

                Maven users need the following dependency in their `pom.xml`:

                [source,xml]
                ----
                <dependency>
                    <groupId>%7$s</groupId>
                    <artifactId>%3$s</artifactId>
                    <version>x.x.x</version>
                </dependency>
                ----

                What stands in quotation marks after "see" is a guide of the project, in its folder `docs`.

                """.formatted(
                        title,
                        component.get("scheme").asText(),
                        component.get("artifactId").asText(),
                        component.get("description").asText(),
                        component.get("firstVersion").asText(),
                        component.get("supportLevel").asText(),
                        component.get("groupId").asText()));
    }

    private void line(String line) {
        if (block == Block.FENCED) {
            add(line.equals("```") ? "----" : line);
            block = line.equals("```") ? Block.NONE : block;
        } else if (line.startsWith("```")) {
            close();
            add("[source," + line.substring(3) + "]\n----");
            block = Block.FENCED;
        } else if (line.startsWith("    ")) {
            open(Block.INDENTED, "----");
            add(line.substring(4));
        } else if (line.startsWith("|")) {
            row(line);
        } else {
            close();
            text(line);
        }
    }

    private void row(String line) {
        List<String> cells = List.of(line.substring(1, line.lastIndexOf('|')).split("(?<!\\\\)\\|", -1));
        if (line.startsWith("|:-") || line.startsWith("|-")) {
            return;
        }
        open(Block.TABLE, "[cols=\"" + "1,".repeat(cells.size() - 1) + "3\",options=\"header\"]\n|===");
        add(cells.stream()
                        .map(cell -> "| " + inline(cell.strip()))
                        .reduce((a, b) -> a + "\n" + b)
                        .orElse("") + "\n");
    }

    private void text(String line) {
        Matcher heading = Pattern.compile("(#+) (.*)").matcher(line);
        if (heading.matches()) {
            add("[[" + anchor(heading.group(2)) + "]]\n"
                    + "=".repeat(heading.group(1).length()) + " " + inline(heading.group(2)));
        } else if (line.matches("\\d+\\. .*")) {
            add(". " + inline(line.replaceFirst("\\d+\\. ", "")));
        } else {
            String bullet = line.startsWith("* ") ? "* " : "";
            add(bullet + inline(line.substring(bullet.length())));
        }
    }

    private void open(Block wanted, String opening) {
        if (block != wanted) {
            close();
            add(opening);
            block = wanted;
        }
    }

    private void close() {
        if (block == Block.TABLE) {
            add("|===");
        } else if (block == Block.INDENTED) {
            add("----");
        }
        block = Block.NONE;
    }

    private void add(String text) {
        page.append(text).append('\n');
    }

    private static String inline(String markdown) {
        return INLINE.matcher(markdown).replaceAll(match -> Matcher.quoteReplacement(inlined(match)));
    }

    private static String inlined(MatchResult match) {
        if (match.group(1) != null) {
            String code = match.group(1);
            if (code.contains("+")) {
                return "`" + code.replace("+", "{plus}") + "`";
            }
            return code.matches("[\\w .,/-]+") ? "`" + code + "`" : "`+" + code + "+`";
        } else if (match.group(2) != null) {
            return "*" + inline(match.group(2)) + "*";
        } else if (match.group(3) != null) {
            return "_" + inline(match.group(3)) + "_";
        }
        String target = match.group(5);
        String text = inline(match.group(4));
        if (target.startsWith("#")) {
            return "<<" + target.substring(1) + "," + text + ">>";
        }
        return target.startsWith("http") ? target + "[" + text + "]" : "\"" + text + "\"";
    }

    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} -]", "")
                .replace(' ', '-');
    }
}
