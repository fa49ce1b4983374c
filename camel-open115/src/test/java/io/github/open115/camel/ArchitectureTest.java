/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The arrows between the packages of the component, as docs/architecture.md draws them. */
@AnalyzeClasses(packages = "io.github.open115.camel", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final int MAX_LINES = 600;
    private static final int MAX_CLASSES_THAT_USERS_NAME = 12;

    @ArchTest
    static final ArchRule CLAIMS_STAND_ALONE = alone("claims");

    @ArchTest
    static final ArchRule SNAPSHOT_STANDS_ALONE = alone("snapshot");

    @ArchTest
    static final ArchRule NAMES_STAND_ALONE = alone("names");

    @ArchTest
    static final ArchRule POLL_ARROWS = parts("poll", "snapshot", "names", "claims");

    @ArchTest
    static final ArchRule CONSUMER_ARROWS =
            parts("consumer", "account", "poll", "after", "snapshot", "names", "claims", "content", "monitor");

    @ArchTest
    static final ArchRule CONSUMER_KNOWS_NO_ENDPOINT = noClasses()
            .that()
            .resideInAPackage("..camel.consumer..")
            .should()
            .dependOnClassesThat(equivalentTo(Open115Component.class)
                    .or(equivalentTo(Open115Endpoint.class))
                    .or(equivalentTo(Open115Consumer.class)));

    @ArchTest
    static final ArchRule CONTENT_STANDS_ALONE = parts("content");

    @ArchTest
    static final ArchRule AFTER_ARROWS = parts("after", "poll", "names");

    @ArchTest
    static final ArchRule SERVE_ARROWS = parts("serve", "content", "names");

    @ArchTest
    static final ArchRule PRODUCER_ARROWS = parts("producer", "names", "content", "serve");

    @ArchTest
    static final ArchRule OPTIONS_ARROWS = parts("options", "after", "names", "serve");

    @ArchTest
    static final ArchRule ACCOUNT_ARROWS = parts("account", "options");

    @ArchTest
    static final ArchRule MONITOR_ARROWS = parts("monitor", "poll");

    @ArchTest
    static final ArchRule POLL_KNOWS_NO_ENDPOINT = noClasses()
            .that()
            .resideInAPackage("..camel.poll..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.github.open115.camel").and(not(equivalentTo(Open115File.class))));

    @ArchTest
    static final ArchRule OPERATIONS_AND_BODIES_KNOW_NO_ENDPOINT = noClasses()
            .that()
            .resideInAnyPackage("..camel.producer..", "..camel.content..", "..camel.serve..", "..camel.names..")
            .should()
            .dependOnClassesThat(equivalentTo(Open115Endpoint.class).or(equivalentTo(Open115Component.class)));

    @ArchTest
    static final ArchRule NO_PACKAGE_BELOW_KNOWS_THE_ENDPOINT = noClasses()
            .that()
            .resideInAPackage("io.github.open115.camel.*..")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Open115Component.class, Open115Endpoint.class, Open115Consumer.class, Open115Producer.class)
            .as("what a package needs of the endpoint or the component reaches it as a value or an interface");

    @ArchTest
    static final ArchRule NO_CYCLE_AMONG_PACKAGES =
            slices().matching("io.github.open115.camel.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ONLY_THE_CLIENT_KNOWS_THE_HTTP_CLIENT = noClasses()
            .that()
            .resideInAPackage("..open115.camel..")
            // they take the user's own one and pass it on; the configurer is generated from the first
            .and()
            .doNotHaveFullyQualifiedName(Open115Component.class.getName())
            .and()
            .doNotHaveFullyQualifiedName(Open115ComponentConfigurer.class.getName())
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("okhttp3..", "okio..");

    @ArchTest
    static final ArchRule THE_COMPONENT_KNOWS_NO_JSON =
            noClasses().should().dependOnClassesThat().resideInAPackage("com.fasterxml.jackson..");

    @ArchTest
    static final ArchRule NOTHING_IS_REACHED_BY_REFLECTION =
            noClasses().should().dependOnClassesThat().resideInAPackage("java.lang.reflect..");

    @ArchTest
    static final ArchRule THREADS_COME_FROM_CAMEL =
            noClasses().should().callConstructorWhere(target(owner(assignableTo(Thread.class))));

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

    @Test
    void theRootPackageHasOnlyTheClassesThatUsersName() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/java/io/github/open115/camel"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".java")))
                    .contains(Path.of("src/main/java/io/github/open115/camel/Open115Component.java"))
                    .hasSizeLessThanOrEqualTo(MAX_CLASSES_THAT_USERS_NAME);
        }
    }

    /** A package of the component may use these siblings, besides the client and what has no package of its own. */
    private static ArchRule parts(String from, String... to) {
        return noOthers("camel", "io.github.open115.camel.*..", from, to);
    }

    /** A package of the component may use nothing of it. */
    private static ArchRule alone(String from) {
        return noOthers("camel", "io.github.open115.camel..", from);
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
