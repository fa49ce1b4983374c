/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Classes that use each other in a circle can only be understood together: a circle stays small. */
class ClassCyclesTest {

    private static final int MAX_CLASSES = 12;
    private static final String HOUSE = "io.github.open115.";

    @Test
    void noCycleHasMoreThanTwelveClasses() {
        Map<String, Set<String>> uses = uses();

        assertThat(uses).containsKeys(HOUSE + "camel.Open115Endpoint", HOUSE + "client.Open115Client");
        assertThat(cycles(uses)).allSatisfy(cycle -> assertThat(cycle).hasSizeLessThanOrEqualTo(MAX_CLASSES));
    }

    @Test
    void findsACycleOfThirteenClasses() {
        Map<String, Set<String>> uses = new HashMap<>();
        for (int i = 0; i < 13; i++) {
            uses.put("class " + i, Set.of("class " + (i + 1) % 13));
        }
        uses.put("user of the cycle", Set.of("class 0"));

        assertThat(cycles(uses))
                .singleElement()
                .satisfies(cycle -> assertThat(cycle).hasSize(13).doesNotContain("user of the cycle"));
    }

    @Test
    void findsNoCycleInAChain() {
        assertThat(cycles(Map.of("a", Set.of("b", "c"), "b", Set.of("c"), "c", Set.of())))
                .isEmpty();
    }

    /** The classes of both modules, and those that each uses. A nested class counts as a part of the class around it. */
    private static Map<String, Set<String>> uses() {
        Map<String, Set<String>> uses = new HashMap<>();
        for (JavaClass user : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                // the tests of the client come as a jar
                .withImportOption(location -> !location.contains("-tests"))
                // H2's, which the jar of the client brings under another name
                .withImportOption(location -> !location.contains("/internal/h2/"))
                .importPackages(HOUSE + "camel", HOUSE + "client")) {
            Set<String> used = uses.computeIfAbsent(topLevel(user), name -> new HashSet<>());
            for (Dependency dependency : user.getDirectDependenciesFromSelf()) {
                used.add(topLevel(dependency.getTargetClass().getBaseComponentType()));
            }
        }
        return uses;
    }

    private static String topLevel(JavaClass type) {
        return type.getName().replaceFirst("\\$.*", "");
    }

    /** The largest groups of classes each of which reaches all others of its group. */
    private static List<Set<String>> cycles(Map<String, Set<String>> uses) {
        Map<String, Set<String>> reached = new HashMap<>();
        uses.keySet().forEach(from -> reached.put(from, reachedFrom(from, uses)));
        List<Set<String>> cycles = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (String from : new TreeSet<>(uses.keySet())) {
            Set<String> cycle = new TreeSet<>(reached.get(from));
            cycle.removeIf(to -> !reached.getOrDefault(to, Set.of()).contains(from));
            cycle.add(from);
            if (cycle.size() > 1 && known.addAll(cycle)) {
                cycles.add(cycle);
            }
        }
        return cycles;
    }

    private static Set<String> reachedFrom(String from, Map<String, Set<String>> uses) {
        Set<String> reached = new HashSet<>();
        Deque<String> next = new ArrayDeque<>(uses.get(from));
        while (!next.isEmpty()) {
            String to = next.pop();
            if (reached.add(to)) {
                next.addAll(uses.getOrDefault(to, Set.of()));
            }
        }
        return reached;
    }
}
