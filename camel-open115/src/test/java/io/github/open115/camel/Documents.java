package io.github.open115.camel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The documents of the project, taken apart for the tests that keep them true. */
final class Documents {

    /** The top of the project. */
    static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern CODE = Pattern.compile("(?ms)^```(\\w+)\\R(.*?)^```$");

    private Documents() {}

    /** A document, by its path from the top of the project. */
    static String read(String path) throws IOException {
        return Files.readString(PROJECT.resolve(path));
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
