/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Looks for what bodies may leave behind: connections, file handles, temporary files. */
final class Leaks {

    private static final Path HANDLES = Path.of("/proc/self/fd");

    private Leaks() {}

    /** Waits until no route has a connection to the CDN any more. */
    static void assertNoConnection(Routes routes) {
        await().untilAsserted(() -> assertThat(openConnections(routes)).isZero());
    }

    static int openConnections(Routes routes) {
        return routes.component()
                .client(routes.component().getConfiguration())
                .downloads()
                .openConnections();
    }

    /**
     * Asserts that there is no file below a directory, and none of this process open there.
     *
     * @param expected how the names begin of those that may be there
     */
    static void assertNoFile(Path directory, String... expected) {
        try (Stream<Path> files = Files.walk(directory)) {
            assertThat(files.filter(Files::isRegularFile))
                    .filteredOn(file -> Stream.of(expected)
                            .noneMatch(name -> file.getFileName().toString().startsWith(name)))
                    .isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(handlesBelow(directory)).isEmpty();
    }

    /** Waits until there is no file below a directory: some go with exchanges that were made and never sent. */
    static void awaitNoFile(Path directory) {
        // a file may go while it is looked at
        await().ignoreExceptions().untilAsserted(() -> {
            System.gc();
            assertNoFile(directory);
        });
    }

    /** Sockets that this process has open; 0 where that cannot be seen. */
    static long sockets() {
        return handles().stream().filter(handle -> handle.startsWith("socket:")).count();
    }

    private static List<String> handlesBelow(Path directory) {
        return handles().stream()
                .filter(handle -> handle.startsWith(directory.toString()))
                .toList();
    }

    private static List<String> handles() {
        if (!Files.isDirectory(HANDLES)) {
            return List.of();
        }
        try (Stream<Path> handles = Files.list(HANDLES)) {
            return handles.map(Leaks::target).filter(Objects::nonNull).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String target(Path handle) {
        try {
            return Files.readSymbolicLink(handle).toString();
        } catch (IOException e) {
            // closed meanwhile
            return null;
        }
    }
}
