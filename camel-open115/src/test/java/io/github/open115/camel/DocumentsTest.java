package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents point at is there. */
class DocumentsTest {

    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]*)(?:#([^)]*))?\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
    private static final Pattern TEST = Pattern.compile("`(\\w+Test)`");

    static Stream<Path> documents() throws IOException {
        try (Stream<Path> inDocs = Files.list(Documents.PROJECT.resolve("docs"))) {
            return Stream.concat(
                    Stream.of(Documents.PROJECT.resolve("README.md")),
                    inDocs.filter(file -> file.toString().endsWith(".md")).sorted().toList().stream());
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    @DisplayName("every link within the project leads to a file and a heading that are there")
    void links(Path document) throws IOException {
        String text = Files.readString(document);
        for (MatchResult link : LINK.matcher(text).results().toList()) {
            Path target = link.group(1).isEmpty()
                    ? document
                    : document.getParent().resolve(link.group(1)).normalize();
            assertThat(target).exists();
            if (link.group(2) != null) {
                assertThat(anchors(Files.readString(target))).contains(link.group(2));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    @DisplayName("every test that a document names as a proof is there")
    void proofs(Path document) throws IOException {
        List<String> named = TEST.matcher(Files.readString(document))
                .results()
                .map(test -> test.group(1) + ".java")
                .toList();
        try (Stream<Path> sources = Files.walk(Path.of("src/test/java"))) {
            Set<String> present =
                    sources.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
            assertThat(present).containsAll(named);
        }
    }

    private static List<String> anchors(String document) {
        return HEADING.matcher(document)
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} -]", "")
                        .replace(' ', '-'))
                .toList();
    }
}
