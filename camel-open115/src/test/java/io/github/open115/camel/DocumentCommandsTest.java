/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands that the documents show name modules, profiles, programs and options that are there. */
class DocumentCommandsTest {

    private static final Pattern MODULES = Pattern.compile("-pl (\\S+)");
    private static final Pattern PROFILE = Pattern.compile("-P(\\w\\S*)");
    private static final Pattern VERSION = Pattern.compile("-D([\\w-]+\\.version)=");
    private static final Pattern JAR = Pattern.compile("-jar (\\S+)/target/(?:\\S*/)?([^/\\s]+)\\.jar");
    private static final Pattern CLASS = Pattern.compile("(io\\.github\\.open115(?:\\.\\w+)+)");
    private static final Pattern ARTIFACT = Pattern.compile("mvn:([\\w.:-]+)");

    static List<Path> documents() throws IOException {
        return Documents.all();
    }

    @Test
    @DisplayName("the commands are found, in blocks and in the text")
    void findsTheCommands() throws IOException {
        assertThat(Documents.commands(Documents.read("README.md"))).hasSizeGreaterThan(4);
    }

    @ParameterizedTest
    @MethodSource("documents")
    @DisplayName("modules and profiles of Maven commands are there")
    void modulesAndProfilesExist(Path document) throws IOException {
        for (String command : commands(document)) {
            assertThat(named(MODULES, command))
                    .flatMap(list -> Arrays.asList(list.split(",")))
                    .as(command)
                    .allSatisfy(module ->
                            assertThat(Documents.PROJECT.resolve(module)).isDirectory());
            for (String profile : named(PROFILE, command)) {
                assertThat(Poms.contain("<id>" + profile + "</id>")).as(command).isTrue();
            }
            for (String property : named(VERSION, command)) {
                assertThat(Poms.contain("<" + property + ">")).as(command).isTrue();
            }
            assertThat(named(ARTIFACT, command)).as(command).isSubsetOf(Poms.coordinates());
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    @DisplayName("jars that are run are made by the module they are said to be in, and classes are there")
    void programsExist(Path document) throws IOException {
        for (String command : commands(document)) {
            JAR.matcher(command)
                    .results()
                    .forEach(jar -> assertThat(
                                    Documents.PROJECT.resolve(jar.group(1)).resolve("pom.xml"))
                            .as(command)
                            .content()
                            .containsAnyOf("<finalName>" + jar.group(2) + "</finalName>", jar.group(2)));
            for (String name : named(CLASS, command)) {
                String file = "/" + name.replace('.', '/') + ".java";
                assertThat(Documents.files(path -> path.endsWith(file)))
                        .as(command)
                        .isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    @DisplayName("options of the log-in program are its options")
    void optionsOfTheLogInExist(Path document) throws IOException {
        StringBuilder program = new StringBuilder();
        for (Path source : Documents.files(path -> path.contains("/login/src/main/java/"))) {
            program.append(Files.readString(source));
        }
        for (String command : commands(document)) {
            assertThat(command.contains("login.jar") ? command.split("login\\.jar", 2)[1].split("\\s+") : new String[0])
                    .filteredOn(word -> word.startsWith("--"))
                    .as(command)
                    .allSatisfy(option -> assertThat(program).contains("\"" + option + "\""));
        }
    }

    private static List<String> commands(Path document) throws IOException {
        return Documents.commands(Files.readString(document));
    }

    private static List<String> named(Pattern pattern, String command) {
        return pattern.matcher(command).results().map(found -> found.group(1)).toList();
    }
}
