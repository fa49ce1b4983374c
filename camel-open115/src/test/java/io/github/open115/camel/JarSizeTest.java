/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What an application carries with the component, beyond Camel's core and its file component. */
class JarSizeTest {

    private static final long MEGABYTE = 1_000_000;

    /** Camel's own jars, and what its core brings. */
    private static final List<String> CORE =
            List.of("camel-", "slf4j-api", "jakarta.xml.bind-api", "jakarta.activation-api");

    @Test
    @DisplayName("the component and the jars it adds take at most 12 MB beyond Camel's core")
    void fitsIntoTwelveMegabytes() throws IOException {
        // written by the build
        String runtime = Files.readString(Path.of("target/runtime-class-path"));
        List<String> added = new ArrayList<>();
        long bytes = sizeOf(Path.of("target/classes"));
        for (Path jar :
                Arrays.stream(runtime.split(File.pathSeparator)).map(Path::of).toList()) {
            String name = jar.getFileName().toString();
            if (CORE.stream().noneMatch(name::startsWith)) {
                bytes += sizeOf(jar);
                added.add(name);
            }
        }
        // applications get it in the jar of the client; only the other modules of this build see it as well
        added.removeIf(name -> name.startsWith("h2-mvstore"));
        assertThat(added).as("jars beside the component's own").hasSize(9);
        assertThat(bytes).as("bytes of %s and the component", added).isLessThanOrEqualTo(12 * MEGABYTE);
    }

    /** More than a jar has, which is compressed, if this is a folder of classes. */
    private static long sizeOf(Path path) throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            long bytes = 0;
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
            return bytes;
        }
    }
}
