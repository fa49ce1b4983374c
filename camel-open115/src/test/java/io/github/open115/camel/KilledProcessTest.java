/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedDrive;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A process that dies in the middle of a batch loses nothing and repeats nothing that was done (R10). */
class KilledProcessTest {

    private static final int BATCH = 50;
    private static final int DONE = 4;

    @RegisterExtension
    final Open115EmulatorExtension service = new Open115EmulatorExtension();

    @TempDir
    Path directory;

    @Test
    @DisplayName("R10 killed after 4 of a batch of 50: the other 46 come after the restart, the 4 do not")
    void killedInTheMiddle() throws Exception {
        Open115Emulator emulator = service.emulator();
        EmulatedDrive drive = emulator.drive();
        List<String> all = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            all.add(drive.addFile(drive.folder("/inbox"), "file-" + i + ".txt", Content.of("" + i))
                    .name());
        }
        Path done = directory.resolve("done.txt");
        DyingProcess.run(Victim.class, emulator, directory, done.toString());
        List<String> confirmed = Files.readAllLines(done);
        assertThat(confirmed).hasSize(DONE);

        Deliveries deliveries = new Deliveries();
        try (Routes routes = new Routes(emulator, directory.resolve("state"))
                .from("open115:/inbox?" + Routes.QUICK, deliveries)
                .start()) {
            await().until(() -> deliveries.names().size() >= BATCH - DONE);
        }
        List<String> expected = new ArrayList<>(all);
        expected.removeAll(confirmed);
        assertThat(deliveries.names()).containsExactlyInAnyOrderElementsOf(expected);
    }

    /** Confirms four files and is killed while it processes the fifth. */
    public static final class Victim {

        private Victim() {}

        public static void main(String[] arguments) throws Exception {
            AtomicInteger processed = new AtomicInteger();
            DyingProcess.start(arguments, "open115:/inbox?maxMessagesPerPoll=50&initialDelay=0", exchange -> {
                if (processed.getAndIncrement() == DONE) {
                    DyingProcess.die();
                }
                Files.writeString(
                        Path.of(arguments[4]),
                        exchange.getIn().getHeader("CamelFileName") + "\n",
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            });
            Thread.currentThread().join();
        }
    }
}
