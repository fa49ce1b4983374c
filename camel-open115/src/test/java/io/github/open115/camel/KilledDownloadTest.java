/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process is killed in the middle of a large file; the next one goes on with it. */
@Tag("slow")
class KilledDownloadTest {

    private static final int PIECE = 8 << 20;
    private static final long SIZE = 10L * PIECE + 1;

    @RegisterExtension
    final Open115EmulatorExtension service =
            new Open115EmulatorExtension(() -> Open115Emulator.builder().connectionRate(40_000_000));

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    @DisplayName("R13 what a killed process had fetched is not fetched again, and the whole is proved")
    void nextProcessGoesOn(int connections) throws Exception {
        Open115Emulator emulator = service.emulator();
        EmulatedFile file =
                emulator.drive().addFile(emulator.drive().folder("/inbox"), "large.bin", Content.generated(7, SIZE));
        Path work = Files.createDirectory(directory.resolve("work"));
        DyingProcess.run(Fetching.class, emulator, directory, uri(work, connections));
        long first = emulator.requests().contentBytes();
        emulator.requests().reset();
        CountDownLatch arrived = new CountDownLatch(1);
        try (Routes routes = Routes.authorized(emulator, directory.resolve("state"))
                .from(uri(work, connections), exchange -> {
                    File body = (File) exchange.getIn().getBody();
                    assertThat(Content.file(body.toPath()).sha1()).isEqualTo(file.sha1());
                    arrived.countDown();
                })
                .start()) {
            await().atMost(Duration.ofMinutes(5)).until(() -> arrived.getCount() == 0);
        }
        assertThat(first).isGreaterThan(3L * PIECE);
        assertThat(emulator.requests().contentBytes()).isLessThanOrEqualTo(SIZE - 3L * PIECE);
        try (Stream<Path> left = Files.list(work)) {
            assertThat(left).isEmpty();
        }
    }

    private static String uri(Path work, int connections) {
        return "open115:/inbox?initialDelay=0&delay=200&maxConnectionsPerLink=" + connections + "&localWorkDirectory="
                + work;
    }

    /** Fetches a file, and is gone as soon as three pieces of it are there. */
    public static final class Fetching {

        private Fetching() {}

        public static void main(String[] arguments) throws Exception {
            String uri = arguments[4];
            DyingProcess.start(arguments, uri, exchange -> {});
            Path work = Path.of(uri.substring(uri.lastIndexOf('=') + 1));
            await().pollInterval(Duration.ofMillis(5)).until(() -> piecesIn(work) >= 3);
            DyingProcess.die();
        }

        private static long piecesIn(Path work) throws IOException {
            try (Stream<Path> files = Files.list(work)) {
                for (Path file : files.toList()) {
                    if (file.toString().endsWith(".progress")) {
                        return Files.readAllLines(file).size() - 1L;
                    }
                }
            }
            return 0;
        }
    }
}
