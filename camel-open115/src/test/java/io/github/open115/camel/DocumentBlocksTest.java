package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The code that the documents show is code that is compiled or run: each block stands in a source of the project. */
class DocumentBlocksTest {

    private static final List<String> LANGUAGES = List.of("java", "yaml", "properties", "xml", "sql");
    private static final List<String> ENDINGS = List.of(".java", ".yaml", ".properties", ".xml", ".sql");

    private static Map<Path, String> sources;

    @BeforeAll
    static void readSources() throws IOException {
        try (Stream<Path> files = Files.walk(Documents.PROJECT)) {
            sources = files.filter(DocumentBlocksTest::isSource)
                    .collect(Collectors.toMap(file -> file, DocumentBlocksTest::lines));
        }
    }

    private static boolean isSource(Path file) {
        String path = Documents.PROJECT.relativize(file).toString().replace('\\', '/');
        boolean built = path.startsWith("target/") || path.contains("/target/");
        return !built && !path.startsWith(".git") && ENDINGS.stream().anyMatch(path::endsWith);
    }

    private static String lines(Path file) {
        try {
            return trimmed(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines of a text without their indentation, empty ones left out. */
    private static String trimmed(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n", "\n", "\n"));
    }

    static Stream<Path> documents() throws IOException {
        try (Stream<Path> files = Files.walk(Documents.PROJECT)) {
            return files
                    .filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    @DisplayName("every code block of a document is compiled or run")
    void blocks(Path document) throws IOException {
        String text = Files.readString(document);
        for (String language : LANGUAGES) {
            assertThat(Documents.codeBlocks(text, language))
                    .as("%s blocks of %s", language, document)
                    .allSatisfy(
                            block -> assertThat(sources.values()).anyMatch(source -> source.contains(trimmed(block))));
        }
    }
}
