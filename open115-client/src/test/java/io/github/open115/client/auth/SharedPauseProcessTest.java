/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Open115Emulator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real processes that share an account whose service throttles; the service runs in this one. */
@Timeout(600)
@Tag("slow")
class SharedPauseProcessTest {

    private static final String USER_INFO = "/open/user/info";
    private static final String SUCCESS = "ok 100200300";
    private static final int THREADS = 50;

    @TempDir
    Path directory;

    private Open115Emulator emulator;
    private List<ClientProcess> both;

    @ParameterizedTest
    @EnumSource(StoreKind.class)
    @DisplayName(
            "R5 a throttle that one JVM meets stops the other; then 1 probe of both; throttled, it doubles the pause once")
    void processesShareAPauseAndItsProbe(StoreKind kind) throws Exception {
        String address = kind.newAddress(directory);
        try (Open115Emulator service = Open115Emulator.start();
                ClientProcess first = ClientProcess.start(service, address);
                ClientProcess second = ClientProcess.start(service, address)) {
            emulator = service;
            both = List.of(first, second);
            assertThat(answers("share", "one", service.account().newRefreshToken(), "-"))
                    .containsOnly("ok");
            assertThat(answers("call", 1)).containsOnly(SUCCESS);

            throttleNext();
            assertThat(first.ask("call", 1)).startsWith("ThrottledException");
            assertThat(calls()).isEqualTo(1);
            assertThat(answers("call", THREADS)).allMatch(answer -> answer.startsWith("ThrottledException"));
            assertThat(calls()).isEqualTo(1);

            advance(Duration.ofMinutes(5));
            throttleNext();
            assertThat(answers("call", THREADS)).allMatch(answer -> answer.startsWith("ThrottledException"));
            assertThat(calls()).isEqualTo(1);

            advance(Duration.ofMinutes(8));
            assertThat(answers("call", THREADS)).allMatch(answer -> answer.startsWith("ThrottledException"));
            assertThat(calls()).isEqualTo(1);

            advance(Duration.ofMinutes(2));
            oneProbeLetsAllGoOn();
        }
    }

    private void oneProbeLetsAllGoOn() throws IOException {
        CountDownLatch release = new CountDownLatch(1);
        emulator.faults().arm(USER_INFO, Fault.run(() -> awaitQuietly(release)));
        emulator.requests().reset();
        tell("call", THREADS);
        await().until(() -> calls() == 1);
        await().during(Duration.ofMillis(1500)).until(() -> calls() == 1);
        release.countDown();

        assertThat(read()).containsOnly(SUCCESS);
        assertThat(calls()).isEqualTo(2 * THREADS);
    }

    private void throttleNext() {
        emulator.requests().reset();
        emulator.faults().arm(USER_INFO, Fault.error(770004, "x"));
    }

    private void advance(Duration duration) throws IOException {
        assertThat(answers("advance", duration.toSeconds())).containsOnly("ok");
    }

    private long calls() {
        return emulator.requests().count(USER_INFO);
    }

    private List<String> answers(Object... command) throws IOException {
        tell(command);
        return read();
    }

    private void tell(Object... command) {
        both.forEach(process -> process.tell(command));
    }

    private List<String> read() throws IOException {
        return List.of(both.get(0).answer(), both.get(1).answer());
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
