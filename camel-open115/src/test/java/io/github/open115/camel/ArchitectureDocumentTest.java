/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code docs/architecture.md} names is there, and its arrows are those of the compiled classes. */
class ArchitectureDocumentTest {

    /** A class, with or without its package below the one of the client or the component. */
    private static final Pattern CLASS = Pattern.compile("`((?:[a-z]\\w*\\.)*)([A-Z]\\w*[a-z]\\w*)`");

    private static final Pattern MEMBER =
            Pattern.compile("`((?:[a-z]\\w*\\.)*)([A-Z]\\w*[a-z]\\w*)\\.(\\w+)(?:\\(\\))?`");

    /** A node of a drawing: its id, and what stands in it, for most the name of a package first. */
    private static final Pattern NODE = Pattern.compile("(?m)^\\s+(\\w+)\\[(\\w+)(:?)");

    private static final Pattern ARROW = Pattern.compile("(?m)^\\s+(\\w+) --> (\\w+)$");
    private static final String PROJECT = "io.github.open115.";
    private static final String MAIN = "/src/main/java/io/github/open115/";

    private static String document;
    private static List<String> sources;
    // package -> packages that its classes use, such as camel.poll -> client.files
    private static final Map<String, Set<String>> USES = new TreeMap<>();

    @BeforeAll
    static void read() throws IOException {
        document = Documents.read("docs/architecture.md");
        sources = Documents.files(path -> path.endsWith(".java")).stream()
                .map(file -> file.toString().replace('\\', '/'))
                .toList();
        for (JavaClass user : new ClassFileImporter()
                .withImportOption(ArchitectureDocumentTest::isMain)
                .importPackages(PROJECT + "camel", PROJECT + "client")) {
            Set<String> used = USES.computeIfAbsent(place(user), place -> new TreeSet<>());
            user.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> place(dependency.getTargetClass().getBaseComponentType()))
                    .filter(place -> place.matches("(?:camel|client)(?:\\..+)?") && !place.equals(place(user)))
                    // the packed client has H2 under this name
                    .filter(place -> !place.startsWith("client.internal.h2"))
                    .forEach(used::add);
        }
    }

    /** Whether a class is made from a source that a person wrote, and not from a test. */
    private static boolean isMain(Location location) {
        String file = location.toString().replaceAll("^.*/io/github/open115/|\\$.*$|\\.class.*$", "");
        return sources.stream().anyMatch(source -> source.endsWith(MAIN + file + ".java"));
    }

    private static String place(JavaClass of) {
        return of.getPackageName().replace(PROJECT, "");
    }

    @Test
    @DisplayName("every class that is named exists, in the package that is named with it")
    void namedClassesExist() {
        List<String> missing = CLASS.matcher(document)
                .results()
                .filter(name -> !exists(name.group(1), name.group(2)))
                .map(name -> name.group(1) + name.group(2))
                .distinct()
                .toList();
        assertThat(missing).isEmpty();
    }

    @Test
    @DisplayName("every method or field that is named with its class is in the source of the class")
    void namedMembersExist() {
        assertThat(MEMBER.matcher(document).results())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(sourcesOf(name.group(1), name.group(2)))
                        .as(name.group())
                        .anySatisfy(source -> assertThat(Files.readString(Path.of(source))
                                        .matches("(?s).*\\b" + name.group(3) + "\\b.*"))
                                .isTrue()));
    }

    @ParameterizedTest
    @CsvSource({"camel, camel-open115", "client, open115-client"})
    @DisplayName("every package is drawn, and no other")
    void packagesAreDrawn(String house, String module) throws IOException {
        Set<String> drawn = new TreeSet<>(nodes(house).values());
        drawn.remove(house);
        Path sourcesOfHouse = Documents.PROJECT.resolve(module + "/src/main/java/io/github/open115/" + house);
        try (Stream<Path> folders = Files.list(sourcesOfHouse)) {
            assertThat(drawn)
                    .containsExactlyInAnyOrderElementsOf(folders.filter(Files::isDirectory)
                            .map(folder -> house + "." + folder.getFileName())
                            .toList());
        }
    }

    @ParameterizedTest
    @CsvSource({"camel, camel", "client, client.http client.internal"})
    @DisplayName(
            "each arrow is a use, and each use is an arrow, follows from arrows, or is of a kind that is not drawn")
    void arrowsAreUses(String house, String notDrawn) {
        Map<String, String> packages = nodes(house);
        Map<String, Set<String>> drawn = new TreeMap<>();
        ARROW.matcher(picture(house)).results().forEach(arrow -> {
            String from = packages.get(arrow.group(1));
            String to = packages.get(arrow.group(2));
            assertThat(USES.get(from)).as(arrow.group()).contains(to);
            drawn.computeIfAbsent(from, user -> new TreeSet<>()).add(to);
        });
        packages.values()
                .forEach(user -> assertThat(USES.getOrDefault(user, Set.of()))
                        .as("what %s uses", user)
                        .filteredOn(used -> used.startsWith(house)
                                && !List.of(notDrawn.split(" ")).contains(used))
                        .isSubsetOf(reached(user, drawn)));
    }

    private static Set<String> reached(String from, Map<String, Set<String>> arrows) {
        Set<String> reached = new HashSet<>();
        for (String next : arrows.getOrDefault(from, Set.of())) {
            reached.add(next);
            reached.addAll(reached(next, arrows));
        }
        return reached;
    }

    @Test
    @DisplayName("the table says which packages of the client each package of the component uses")
    void tableOfTheClientIsTrue() {
        Map<String, Set<String>> table = new TreeMap<>();
        Documents.section(document, "What the component uses of the client")
                .lines()
                .filter(line -> line.matches("\\| [`r].*"))
                .map(line -> line.split("\\|"))
                .forEach(cells -> packages(cells[1], "camel", "root")
                        .forEach(user -> table.put(user, packages(cells[2], "client", "the entry"))));
        Map<String, Set<String>> actual = new TreeMap<>();
        USES.forEach((user, used) -> {
            if (user.startsWith("camel")) {
                actual.put(
                        user,
                        used.stream()
                                .filter(place -> place.startsWith("client"))
                                .collect(sorted()));
            }
        });
        assertThat(table).isEqualTo(actual);
    }

    private static Set<String> packages(String cell, String house, String root) {
        return Arrays.stream(cell.split(","))
                .map(name -> Documents.plain(name).strip())
                .map(name -> name.equals(root) ? house : house + "." + name)
                .collect(sorted());
    }

    private static Collector<String, ?, Set<String>> sorted() {
        return Collectors.toCollection(TreeSet::new);
    }

    private static String picture(String house) {
        return document.split("subgraph " + house + " ")[1].split("(?m)^\\s+end$")[0];
    }

    /** The package of each node of a drawing, by the id of the node. */
    private static Map<String, String> nodes(String house) {
        return NODE.matcher(picture(house))
                .results()
                .collect(Collectors.toMap(
                        node -> node.group(1), node -> node.group(3).isEmpty() ? house : house + "." + node.group(2)));
    }

    private static boolean exists(String inPackage, String name) {
        return !sourcesOf(inPackage, name).isEmpty();
    }

    private static List<String> sourcesOf(String inPackage, String name) {
        String below = inPackage.startsWith("client.") || inPackage.isEmpty() ? "" : "camel/";
        String path = "/" + below + inPackage.replace('.', '/') + name + ".java";
        return sources.stream().filter(source -> source.endsWith(path)).toList();
    }
}
