/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedDrive;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Processor;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Each file once, also after a restart (R10). */
class DeliveredOnceTest {

    private static final int MANY = 20_000;

    @RegisterExtension
    final Open115EmulatorExtension service = new Open115EmulatorExtension();

    @TempDir
    Path state;

    @Tag("slow")
    @Test
    @DisplayName("R10 20 000 files left in place: 20 000 deliveries, then none over ten polls and a restart")
    void deliversManyFilesOnceAcrossARestart() throws Exception {
        Open115Emulator emulator = service.emulator();
        EmulatedDrive drive = emulator.drive();
        for (int folder = 0; folder < 20; folder++) {
            String id = drive.folder("/inbox/f" + folder);
            for (int i = 0; i < MANY / 20; i++) {
                drive.addFile(id, "file-" + i + ".bin", Content.of(folder + "/" + i));
            }
        }
        String uri = "open115:/inbox?recursive=true&" + Routes.QUICK;
        Deliveries first = new Deliveries();
        CompletableFuture<Long> listings = new CompletableFuture<>();
        Processor noting = exchange -> {
            first.process(exchange);
            if (first.names().size() == MANY) {
                // now: the next poll comes soon after
                listings.complete(emulator.requests().count("/open/ufile/files"));
            }
        };
        try (Routes routes =
                Routes.authorized(emulator, state).from(uri, noting).start()) {
            assertThat(listings.get(5, TimeUnit.MINUTES))
                    .as("one listing of 18 pages for 40 batches, and a look-up for each of 20 folders")
                    .isEqualTo(18 + 20);
            awaitPolls(emulator, 10);
        }
        assertThat(first.names()).hasSize(MANY);
        Set<String> distinct = new HashSet<>(first.names());
        assertThat(distinct).hasSize(MANY);

        Deliveries second = new Deliveries();
        try (Routes routes = new Routes(emulator, state).from(uri, second).start()) {
            awaitPolls(emulator, 2);
        }
        assertThat(second.names()).isEmpty();
        assertThat(emulator.requests().linkRequests()).isZero();
    }

    @Test
    @DisplayName("R10 a file whose route failed is delivered again, a file whose route succeeded is not")
    void deliversOnlyTheFailedFileAgain() throws Exception {
        Open115Emulator emulator = service.emulator();
        String inbox = emulator.drive().folder("/inbox");
        emulator.drive().addFile(inbox, "a.txt", Content.of("a"));
        emulator.drive().addFile(inbox, "b.txt", Content.of("b"));
        AtomicBoolean failing = new AtomicBoolean(true);
        Deliveries deliveries = new Deliveries().failingFor(name -> failing.get() && name.equals("b.txt"));
        try (Routes routes = Routes.authorized(emulator, state)
                .from("open115:/inbox?" + Routes.QUICK, deliveries)
                .start()) {
            awaitPolls(emulator, 3);
            assertThat(deliveries.names()).containsExactly("a.txt");
            failing.set(false);
            await().until(() -> deliveries.names().contains("b.txt"));
            awaitPolls(emulator, 3);
            assertThat(deliveries.names()).containsExactly("a.txt", "b.txt");
        }
    }

    @Test
    @DisplayName("R10 two consumers that would share one memory are refused, with the advice to name the routes")
    void refusesTwoConsumersOnOneMemory() throws Exception {
        Open115Emulator emulator = service.emulator();
        emulator.drive().addFile(emulator.drive().folder("/inbox"), "a.txt", Content.of("a"));
        Deliveries deliveries = new Deliveries();
        Routes unnamed = Routes.authorized(emulator, state)
                .from("open115:/inbox?" + Routes.QUICK, deliveries)
                .from("open115:/inbox?sortBy=file:name&" + Routes.QUICK, deliveries);
        try (unnamed) {
            assertThat(catchThrowable(unnamed::start))
                    .isInstanceOf(IllegalStateException.class)
                    .hasStackTraceContaining("routeId");
        }
        Deliveries one = new Deliveries();
        Deliveries two = new Deliveries();
        try (Routes named = new Routes(emulator, state)
                .fromNamed("one", "open115:/inbox?" + Routes.QUICK, one)
                .fromNamed("two", "open115:/inbox?sortBy=file:name&" + Routes.QUICK, two)
                .start()) {
            await().until(() -> one.names().size() == 1 && two.names().size() == 1);
        }
    }

    @Test
    @DisplayName("R10 the polls of a second process on one memory fail and name the holder")
    void secondProcessOnTheMemoryFails() throws Exception {
        Open115Emulator emulator = service.emulator();
        emulator.drive().addFile(emulator.drive().folder("/inbox"), "a.txt", Content.of("a"));
        Deliveries first = new Deliveries();
        Deliveries second = new Deliveries();
        String uri = "open115:/inbox?startingDirectoryMustExist=true&" + Routes.QUICK;
        try (Routes holder = Routes.authorized(emulator, state).from(uri, first).start();
                Routes late = new Routes(emulator, state).from(uri, second)) {
            await().until(() -> first.names().size() == 1);
            assertThat(catchThrowable(late::start))
                    .hasStackTraceContaining("StateLockedException")
                    .hasStackTraceContaining(
                            String.valueOf(ProcessHandle.current().pid()));
            assertThat(second.names()).isEmpty();
        }
    }

    @Test
    @DisplayName("R10 R28 two accounts poll folders of one name side by side, each with a memory of its own")
    void twoAccountsRememberSeparately() throws Exception {
        Open115Emulator emulator = service.emulator();
        emulator.drive().addFile(emulator.drive().folder("/inbox"), "a.txt", Content.of("a"));
        Deliveries deliveries = new Deliveries();
        try (Routes routes = new Routes(emulator, state)
                .from(inboxOf("one", emulator), deliveries)
                .from(inboxOf("two", emulator), deliveries)
                .start()) {
            await().until(() -> deliveries.names().size() == 2);
        }
    }

    private static String inboxOf(String account, Open115Emulator emulator) {
        return "open115:/inbox?account=" + account + "&refreshToken=RAW("
                + emulator.account().newRefreshToken() + ")&" + Routes.QUICK;
    }

    private static void awaitPolls(Open115Emulator emulator, int polls) {
        long before = emulator.requests().count("/open/ufile/files");
        await().atMost(Duration.ofMinutes(5))
                .until(() -> emulator.requests().count("/open/ufile/files") >= before + polls * 18L
                        || emulator.requests().count("/open/ufile/files") >= before + polls && before < 18);
    }
}
