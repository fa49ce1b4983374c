/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The documents of the project, taken apart for the tests that keep them true. */
final class Documents {

    /** The top of the project. */
    static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern CODE = Pattern.compile("(?ms)^```(\\w+)\\R(.*?)^```$");

    private static final Pattern COMMAND = Pattern.compile(
            "(?m)^(?:    )*((?:[A-Z_0-9]+=\\S+ )*(?:mvn|java|camel|kamel) .*)$|`((?:mvn|java|camel|kamel) [^`]*)`");

    private static final Pattern NAMED_ANCHOR = Pattern.compile("<a id=\"([^\"]+)\"></a>");

    /** All files of the project, looked for once, because the tests ask for hundreds of them. */
    private static List<Path> sources;

    private Documents() {}

    /** A document, by its path from the top of the project. */
    static String read(String path) throws IOException {
        return Files.readString(PROJECT.resolve(path));
    }

    /** All documents of the project: the ones in the docs folder and the READMEs. */
    static List<Path> all() throws IOException {
        return files(path -> path.endsWith(".md"));
    }

    /** The files of the project, without what a build makes, whose path from the top is wanted. */
    static List<Path> files(Predicate<String> wanted) throws IOException {
        return sources().stream()
                .filter(file ->
                        wanted.test("/" + PROJECT.relativize(file).toString().replace('\\', '/')))
                .toList();
    }

    private static synchronized List<Path> sources() throws IOException {
        if (sources == null) {
            List<Path> found = new ArrayList<>();
            Files.walkFileTree(PROJECT, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    String name = directory.getFileName().toString();
                    return !directory.equals(PROJECT) && (name.equals("target") || name.startsWith("."))
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile()
                            && !file.getFileName().toString().startsWith(".")) {
                        found.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
            sources = found.stream().sorted().toList();
        }
        return sources;
    }

    /** The code blocks of a document in one language. */
    static List<String> codeBlocks(String document, String language) {
        List<String> blocks = new ArrayList<>();
        Matcher matcher = CODE.matcher(document);
        while (matcher.find()) {
            if (matcher.group(1).equals(language)) {
                blocks.add(matcher.group(2));
            }
        }
        return blocks;
    }

    /** The commands that a document shows, in blocks that are indented and within its text, one by one. */
    static List<String> commands(String document) {
        return COMMAND.matcher(document)
                .results()
                .map(command -> command.group(1) == null ? command.group(2) : command.group(1))
                .flatMap(line -> Arrays.stream(line.split("&&|\\|")))
                .map(String::strip)
                .toList();
    }

    /** The part of a document under the heading of this text, up to the next heading of the same level. */
    static String section(String document, String heading) {
        Matcher matcher =
                Pattern.compile("(?m)^(#+) " + Pattern.quote(heading) + "$").matcher(document);
        if (!matcher.find()) {
            throw new AssertionError("There is no heading '" + heading + "'");
        }
        String rest = document.substring(matcher.end());
        return rest.split("(?m)^#{1," + matcher.group(1).length() + "} ", 2)[0];
    }

    /** The anchor of a heading: the one that it names, as the headings of translations do, or that of its text. */
    static String anchor(String heading) {
        Matcher named = NAMED_ANCHOR.matcher(heading);
        return named.find()
                ? named.group(1)
                : heading.toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} -]", "")
                        .replace(' ', '-');
    }

    /** The paragraphs and items of lists of a document, each on one line and without the targets of its links. */
    static List<String> paragraphs(String document) {
        String prose =
                document.replaceAll("(?ms)^\\h*```.*?^\\h*```$", "").replaceAll("(?m)^(?:#|\\h*\\||    ).*$", "");
        return Arrays.stream(prose.split("\\n\\s*\\n|\\n(?=\\h*(?:[*-]|\\d+[.]) )"))
                .map(paragraph -> paragraph
                        .replaceAll("\\]\\([^)]*\\)", "]")
                        .replaceAll("\\s+", " ")
                        .strip())
                .filter(paragraph -> !paragraph.isEmpty())
                .toList();
    }

    /** The rows of all tables in a text whose first cell is one name in backticks, as their cells. */
    static List<List<String>> rows(String text) {
        return text.lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> Arrays.stream(line.substring(1, line.length() - 1).split("(?<!\\\\)\\|"))
                        .map(String::strip)
                        .toList())
                .toList();
    }

    /** A name or value without its backticks. */
    static String plain(String cell) {
        return cell.replace("`", "");
    }
}
