/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.emulator.Content;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A process that dies when exchanges have completed and their files are not moved yet. */
@Tag("slow")
class KilledBeforeFlushTest {

    private static final int BATCH = 50;
    private static final int COMPLETED = 49;
    private static final String MOVE = "POST /open/ufile/move";

    @RegisterExtension
    final Open115EmulatorExtension service = new Open115EmulatorExtension();

    @TempDir
    Path directory;

    @Test
    @DisplayName("R38 killed between journal and move: after the restart the files are moved before the first listing,"
            + " and not delivered again")
    void movesAfterTheRestart() throws Exception {
        Open115Emulator emulator = service.emulator();
        String inbox = emulator.drive().folder("/inbox");
        for (int i = 0; i < BATCH; i++) {
            emulator.drive().addFile(inbox, "file-" + i + ".txt", Content.of("" + i));
        }
        DyingProcess.run(Victim.class, emulator, directory);
        assertThat(emulator.requests().count(MOVE)).isZero();
        assertThat(emulator.drive().names(inbox)).hasSize(BATCH);

        emulator.requests().reset();
        Deliveries deliveries = new Deliveries();
        try (Routes routes = new Routes(emulator, directory.resolve("state"))
                .from("open115:/inbox?" + Routes.QUICK + "&move=.done", deliveries)
                .start()) {
            await().until(() -> emulator.drive().names(inbox).equals(List.of(".done")));
            assertThat(deliveries.names()).hasSize(BATCH - COMPLETED);
        }
        assertThat(emulator.requests().all().stream()
                        .filter(request -> !request.path().contains("Token"))
                        .map(request -> request.path().substring(request.path().lastIndexOf('/') + 1))
                        .toList())
                .startsWith("get_info", "get_info", "add", "move", "files")
                .filteredOn("move"::equals)
                .hasSize(2);
    }

    /** Completes all exchanges of a batch but one and is killed in the last. */
    public static final class Victim {

        private Victim() {}

        public static void main(String[] arguments) throws Exception {
            AtomicInteger processed = new AtomicInteger();
            DyingProcess.start(arguments, "open115:/inbox?initialDelay=0&move=.done", exchange -> {
                if (processed.getAndIncrement() == COMPLETED) {
                    DyingProcess.die();
                }
            });
            Thread.currentThread().join();
        }
    }
}
