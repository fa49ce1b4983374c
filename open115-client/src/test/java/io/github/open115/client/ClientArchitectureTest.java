/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The arrows between the packages of the client, as docs/architecture.md draws them. */
@AnalyzeClasses(packages = "io.github.open115.client", importOptions = ImportOption.DoNotIncludeTests.class)
class ClientArchitectureTest {

    private static final int MAX_LINES = 600;

    @ArchTest
    static final ArchRule THE_CLIENT_KNOWS_NO_CAMEL = noClasses()
            .that()
            .resideInAPackage("..open115.client..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.github.open115.camel..", "org.apache.camel..");

    @ArchTest
    static final ArchRule HTTP_IMPORTS_NO_SIBLING = arrows("http");

    @ArchTest
    static final ArchRule INTERNAL_STANDS_ALONE = arrows("internal");

    @ArchTest
    static final ArchRule AUTH_ARROWS = arrows("auth", "http", "internal");

    @ArchTest
    static final ArchRule LOGIN_ARROWS = arrows("login", "http", "auth", "account");

    @ArchTest
    static final ArchRule ACCOUNT_ARROWS = arrows("account", "http", "auth", "internal");

    @ArchTest
    static final ArchRule FILES_ARROWS = arrows("files", "account", "http", "internal");

    @ArchTest
    static final ArchRule LINKS_ARROWS = arrows("links", "account", "http", "internal");

    @ArchTest
    static final ArchRule TRANSFER_ARROWS = arrows("transfer", "links", "http", "internal");

    /** {@code links} is reached through {@code transfer}: a file of a drive can be the source of an upload. */
    @ArchTest
    static final ArchRule UPLOAD_ARROWS = arrows("upload", "files", "account", "transfer", "http", "internal");

    @ArchTest
    static final ArchRule OFFLINE_ARROWS = arrows("offline", "account", "http", "internal");

    @ArchTest
    static final ArchRule VIDEO_ARROWS = arrows("video", "account", "files", "http", "internal");

    @ArchTest
    static final ArchRule COPY_ARROWS = arrows("copy", "files", "upload", "http", "internal");

    @ArchTest
    static final ArchRule STATE_ARROWS = arrows("state", "internal");

    /** H2 is relocated into the jar of the client, so no other package may hand out its types. */
    @ArchTest
    static final ArchRule ONLY_STATE_KNOWS_H2 = noClasses()
            .that()
            .resideOutsideOfPackage("..client.state..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.h2..");

    @ArchTest
    static final ArchRule ONLY_HTTP_AND_AUTH_KNOW_JSON = noClasses()
            .that()
            .resideOutsideOfPackages("..client.http..", "..client.auth..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml.jackson..");

    /** What it makes is the default of who uses the client without Camel. */
    @ArchTest
    static final ArchRule THREADS_COME_FROM_THE_FACTORY_THAT_WAS_GIVEN = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(Open115ClientBuilder.class.getName())
            .should()
            .callConstructorWhere(target(owner(assignableTo(Thread.class))));

    @ArchTest
    static final ArchRule NOTHING_IS_PRINTED = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule LOGS_GO_THROUGH_SLF4J = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

    @ParameterizedTest
    @ValueSource(strings = {"src/main/java", "src/test/java"})
    void noSourceIsLongerThanAllowed(String folder) throws IOException {
        List<Path> sources;
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            sources = files.filter(file -> file.toString().endsWith(".java")).toList();
        }
        assertThat(sources)
                .isNotEmpty()
                .allSatisfy(source -> assertThat(Files.readAllLines(source))
                        .as("lines of %s", source)
                        .hasSizeLessThanOrEqualTo(MAX_LINES));
    }

    /** A package of the client may use these siblings and no other part of the project. */
    private static ArchRule arrows(String from, String... to) {
        return noOthers("client", "io.github.open115..", from, to);
    }

    private static ArchRule noOthers(String house, String all, String from, String... to) {
        String[] allowed = Stream.concat(Stream.of(from), Stream.of(to))
                .map(name -> "io.github.open115." + house + "." + name + "..")
                .toArray(String[]::new);
        DescribedPredicate<JavaClass> others = resideInAPackage(all).and(not(resideInAnyPackage(allowed)));
        return noClasses()
                .that()
                .resideInAPackage(allowed[0])
                .should()
                .dependOnClassesThat(others)
                .as(house + "." + from + " uses " + (to.length == 0 ? "no sibling" : String.join(", ", to))
                        + " at most");
    }
}
