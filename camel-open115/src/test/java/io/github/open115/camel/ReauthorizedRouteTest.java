/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.client.auth.FileTokenStore;
import io.github.open115.client.auth.Stores;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedDrive;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ReauthorizedRouteTest {

    @RegisterExtension
    final Open115EmulatorExtension service = new Open115EmulatorExtension();

    @TempDir
    Path directory;

    @Test
    @DisplayName("R6 R28 a running route continues where it stopped after a log-in by another process")
    void goesOnWhereItStopped() throws Exception {
        Open115Emulator emulator = service.emulator();
        EmulatedDrive drive = emulator.drive();
        drive.addFile(drive.folder("/inbox"), "before.txt", Content.of("1"));
        Deliveries deliveries = new Deliveries();
        try (Routes routes = Routes.authorized(emulator, directory)
                .from("open115:/inbox?" + Routes.QUICK, deliveries)
                .start()) {
            await().until(() -> deliveries.names().size() == 1);
            emulator.clock().advance(Duration.ofMinutes(5));
            emulator.account().revoke();
            FileTokenStore store = new FileTokenStore(directory.resolve("tokens"));
            await().until(() -> store.load("default").isDead());
            drive.addFile(drive.folder("/inbox"), "meanwhile.txt", Content.of("2"));
            emulator.requests().reset();

            await().during(Duration.ofMillis(300))
                    .until(() -> emulator.requests().all().isEmpty());
            Stores.authorize(store, "default", emulator.account().newRefreshToken());

            await().until(() -> deliveries.names().size() == 2);
            assertThat(deliveries.names()).containsExactly("before.txt", "meanwhile.txt");
        }
    }
}
