/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.client.auth.SettableClock;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A route that goes on polling while somebody sets the clock of the machine. */
class PollClockTest {

    @RegisterExtension
    final Open115EmulatorExtension service = new Open115EmulatorExtension();

    @TempDir
    Path state;

    private final SettableClock clock = new SettableClock();
    private final Deliveries deliveries = new Deliveries();

    @ParameterizedTest
    @ValueSource(strings = {"-PT40S", "-PT1H", "PT1H", "-P1D", "P1D"})
    @DisplayName("R41 a step of the clock stops no poll, and keeps no fresh file back for longer than minAge")
    void goesOnPolling(Duration step) throws Exception {
        Open115Emulator emulator = service.emulator();
        emulator.clock().freeze();
        clock.advance(Duration.between(clock.instant(), emulator.clock().instant()));
        String inbox = emulator.drive().folder("/inbox");
        emulator.drive().addFile(inbox, "1.txt", Content.of("1"));
        try (Routes routes = Routes.authorized(emulator, state)
                .with(component -> {
                    component.setClock(clock);
                    return component;
                })
                .fromNamed("inbox", "open115:/inbox?startScheduler=false&minAge=60000&delay=20", deliveries)
                .start()) {
            pass(Duration.ofMinutes(2));
            awaitFiles(routes, "1.txt");

            clock.step(step);

            emulator.drive().addFile(inbox, "2.txt", Content.of("2"));
            long polls = emulator.requests().count("GET /open/ufile/files");
            await().until(() -> {
                routes.consumer().run();
                return emulator.requests().count("GET /open/ufile/files") > polls + 1;
            });
            pass(Duration.ofMinutes(1));
            awaitFiles(routes, "1.txt", "2.txt");
        }
    }

    /** Polls until files are delivered; no poll runs at another time, because a clock that advances in a call stops it. */
    private void awaitFiles(Routes routes, String... names) {
        await().untilAsserted(() -> {
            routes.consumer().run();
            assertThat(deliveries.names()).containsExactly(names);
        });
    }

    private void pass(Duration time) {
        service.emulator().clock().advance(time);
        clock.advance(time);
    }
}
