/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a document and its translation have in common: headings, code blocks, tables, and for each section its inline
 * code, links and numbers. The proofs and the link to the other language are not part of it.
 */
final class DocumentShape {

    private static final Pattern HEADING = Pattern.compile("(#+) (.*)");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern LINK = Pattern.compile("]\\(([^)]+)\\)|<(https?:[^>]+)>");
    private static final Pattern ROW_OF_CODE = Pattern.compile("\\|\\s*(`[^`]+`)\\s*\\|.*");
    private static final Pattern NUMBER = Pattern.compile("\\d+(?:\\.\\d+)*");
    private static final Pattern OTHER_LANGUAGE = Pattern.compile("\\[(?:中文|English)]\\([^)]*\\)");

    private final String name;
    private final List<Section> sections = new ArrayList<>();

    /** A heading with what is below it, up to the next heading. The facts are in the order of their first lines. */
    private static final class Section {
        final int line;
        final int level;
        final String anchor;
        final List<Block> blocks = new ArrayList<>();
        final List<Row> rows = new ArrayList<>();
        final Map<String, Integer> facts = new LinkedHashMap<>();
        final Map<String, Integer> numbers = new LinkedHashMap<>();

        Section(int line, int level, String anchor) {
            this.line = line;
            this.level = level;
            this.anchor = anchor;
        }
    }

    private record Block(int line, List<String> lines) {}

    /** A row of a table: its number of cells, and its first cell if that is one name or message in backticks. */
    private record Row(int line, int cells, String code) {}

    /**
     * Takes a document apart.
     *
     * @param name the path of the document from the top of the project
     * @param links what a target, as a path from the top of the project, is called in the comparison
     */
    DocumentShape(String name, String text, UnaryOperator<String> links) {
        this.name = name;
        Section section = new Section(1, 0, "");
        Block block = null;
        boolean fenced = false;
        int number = 0;
        for (String line : text.split("\\R")) {
            number++;
            Matcher heading = HEADING.matcher(line);
            if (line.startsWith("```")) {
                fenced = !fenced;
                if (fenced) {
                    block = new Block(number, new ArrayList<>(List.of(line)));
                    section.blocks.add(block);
                } else {
                    block = null;
                }
            } else if (fenced) {
                block.lines().add(block.lines().get(0).equals("```mermaid") ? withoutLabels(line) : line);
            } else if (line.startsWith("    ")) {
                if (block == null) {
                    block = new Block(number, new ArrayList<>());
                    section.blocks.add(block);
                }
                block.lines().add(line);
            } else if (heading.matches()) {
                section = new Section(number, heading.group(1).length(), Documents.anchor(heading.group(2)));
                block = null;
                if (!section.anchor.equals("proofs")) {
                    sections.add(section);
                }
            } else if (!OTHER_LANGUAGE.matcher(line).matches()) {
                block = null;
                read(line, number, section, links);
            }
        }
    }

    private void read(String line, int number, Section section, UnaryOperator<String> links) {
        if (line.startsWith("|")) {
            Matcher code = ROW_OF_CODE.matcher(line);
            int cells = line.split("(?<!\\\\)\\|", -1).length - 2;
            section.rows.add(new Row(number, cells, code.matches() ? code.group(1) : ""));
        }
        for (MatchResult code : CODE.matcher(line).results().toList()) {
            section.facts.putIfAbsent(code.group(), number);
        }
        for (MatchResult link : LINK.matcher(line).results().toList()) {
            String target = link.group(1) == null ? link.group(2) : link.group(1);
            if (!target.endsWith("#proofs")) {
                String named = isOutside(target) ? target : links.apply(path(target));
                section.facts.putIfAbsent("the link to " + named, number);
            }
        }
        String prose = LINK.matcher(CODE.matcher(line).replaceAll(" ")).replaceAll(" ");
        String grouped = prose.replaceFirst("^\\d+\\. ", "").replaceAll("(?<=\\d)[ ,](?=\\d{3}(?!\\d))", "");
        for (MatchResult digits : NUMBER.matcher(grouped).results().toList()) {
            section.numbers.putIfAbsent("the number " + digits.group(), number);
        }
    }

    private static boolean isOutside(String target) {
        return target.startsWith("http:") || target.startsWith("https:");
    }

    /** The target of a link, as a path from the top of the project. */
    private String path(String target) {
        String[] parts = target.split("#", 2);
        Path page = Path.of(name);
        Path file = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        return file.toString().replace('\\', '/') + (parts.length > 1 ? "#" + parts[1] : "");
    }

    /** A line of a diagram without the texts that may be translated. */
    private static String withoutLabels(String line) {
        return line.replaceAll("\\[[^]*]+]", "[]")
                .replaceAll("\\|[^|]+\\|", "||")
                .replaceAll("\"[^\"]*\"", "\"\"")
                .replaceAll(": .*", ":");
    }

    /** What a translation must change to have the shape of this document; each problem names both files and lines. */
    List<String> problems(DocumentShape translation) {
        List<String> problems = new ArrayList<>();
        int common = Math.min(sections.size(), translation.sections.size());
        for (int i = 0; i < common; i++) {
            Section here = sections.get(i);
            Section there = translation.sections.get(i);
            if (here.level != there.level || here.level > 1 && !here.anchor.equals(there.anchor)) {
                problems.add(at(here.line, translation, there.line) + "the headings differ: " + shown(here) + " and "
                        + shown(there));
                return problems;
            }
            compareBlocks(here, there, translation, problems);
            compareRows(here, there, translation, problems);
            missing(here.facts, there.facts, there.line, translation)
                    .forEach(fact -> problems.add(fact + " is missing in the translation"));
            missing(here.numbers, there.numbers, there.line, translation)
                    .forEach(fact -> problems.add(fact + " is missing in the translation"));
        }
        Map<String, Integer> facts = facts();
        translation
                .missing(translation.facts(), facts, 1, this)
                .forEach(fact -> problems.add(fact + " is not in the original"));
        if (sections.size() > common) {
            Section more = sections.get(common);
            problems.add(at(more.line, translation, translation.lastLine()) + "the translation has no heading "
                    + shown(more));
        } else if (translation.sections.size() > common) {
            Section more = translation.sections.get(common);
            problems.add(at(lastLine(), translation, more.line) + "the original has no heading " + shown(more));
        }
        return problems;
    }

    private void compareBlocks(Section here, Section there, DocumentShape translation, List<String> problems) {
        if (here.blocks.size() != there.blocks.size()) {
            problems.add(at(here.line, translation, there.line) + "the section has " + here.blocks.size()
                    + " code blocks, its translation " + there.blocks.size());
            return;
        }
        for (int i = 0; i < here.blocks.size(); i++) {
            Block block = here.blocks.get(i);
            Block translated = there.blocks.get(i);
            int difference = difference(block.lines(), translated.lines());
            if (difference >= 0) {
                problems.add(at(block.line() + difference, translation, translated.line() + difference)
                        + "the code blocks differ: '" + line(block, difference) + "' and '"
                        + line(translated, difference) + "'");
            }
        }
    }

    private void compareRows(Section here, Section there, DocumentShape translation, List<String> problems) {
        int common = Math.min(here.rows.size(), there.rows.size());
        for (int i = 0; i < common; i++) {
            Row row = here.rows.get(i);
            Row translated = there.rows.get(i);
            if (row.cells() != translated.cells() || !row.code().equals(translated.code())) {
                problems.add(at(row.line(), translation, translated.line()) + "the rows differ: " + row.cells()
                        + " cells " + row.code() + " and " + translated.cells() + " cells " + translated.code());
                return;
            }
        }
        if (here.rows.size() != there.rows.size()) {
            problems.add(at(
                            common < here.rows.size() ? here.rows.get(common).line() : here.line,
                            translation,
                            common < there.rows.size() ? there.rows.get(common).line() : there.line)
                    + "the section has " + here.rows.size() + " rows of tables, its translation " + there.rows.size());
        }
    }

    /** The facts of a section of this document that the other one lacks; its section begins at that line. */
    private List<String> missing(
            Map<String, Integer> facts, Map<String, Integer> present, int line, DocumentShape other) {
        return facts.entrySet().stream()
                .filter(fact -> !present.containsKey(fact.getKey()))
                .map(fact -> at(fact.getValue(), other, line) + fact.getKey())
                .toList();
    }

    private Map<String, Integer> facts() {
        Map<String, Integer> all = new LinkedHashMap<>();
        sections.forEach(section -> section.facts.forEach(all::putIfAbsent));
        return all;
    }

    private String at(int line, DocumentShape other, int otherLine) {
        return name + ":" + line + " and " + other.name + ":" + otherLine + ": ";
    }

    private int lastLine() {
        return sections.isEmpty() ? 1 : sections.get(sections.size() - 1).line;
    }

    private static String shown(Section section) {
        return "#".repeat(section.level) + " " + section.anchor;
    }

    private static int difference(List<String> lines, List<String> others) {
        return Arrays.mismatch(lines.toArray(), others.toArray());
    }

    private static String line(Block block, int index) {
        return index < block.lines().size() ? block.lines().get(index) : "";
    }
}
