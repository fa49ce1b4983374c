/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The build files of the project, as far as documents talk of them. */
final class Poms {

    private Poms() {}

    static List<Path> all() throws IOException {
        return Documents.files(path -> path.endsWith("/pom.xml"));
    }

    /** The modules as {@code groupId:artifactId:version}. */
    static List<String> coordinates() throws IOException {
        List<String> modules = new ArrayList<>();
        for (Path pom : all()) {
            String text = Files.readString(pom);
            String own = text.replaceFirst("(?s)<parent>.*?</parent>", "");
            modules.add(value(text, "groupId") + ":" + value(own, "artifactId") + ":" + value(text, "version"));
        }
        return modules;
    }

    /** What a dependency names, in the same form. */
    static String coordinates(String dependency) {
        return value(dependency, "groupId") + ":" + value(dependency, "artifactId") + ":"
                + value(dependency, "version");
    }

    /** Whether some build file has an element with this text. */
    static boolean contain(String element) throws IOException {
        for (Path pom : all()) {
            if (Files.readString(pom).contains(element)) {
                return true;
            }
        }
        return false;
    }

    /** The text of the first element of this name. */
    static String value(String xml, String name) {
        return Pattern.compile("<" + name + ">([^<]*)</" + name + ">")
                .matcher(xml)
                .results()
                .findFirst()
                .map((MatchResult element) -> element.group(1))
                .orElseThrow(() -> new AssertionError("There is no <" + name + ">"));
    }
}
