/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.TokenPair;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real processes on one store; the service runs in this one. */
@Timeout(600)
@Tag("slow")
class SharedByProcessesTest {

    private static final String REFRESH = "/open/refreshToken";
    /** A round takes a tenth of a second; {@code -Dopen115.rounds=20} makes fewer. */
    private static final int ROUNDS = Integer.getInteger("open115.rounds", 200);

    private static final int THREADS = 50;

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(StoreKind.class)
    @DisplayName("R2 50 threads in each of two JVMs with an expired token: 1 refresh, 100 successes, many rounds")
    void oneRefreshForAll(StoreKind kind) throws Exception {
        String address = kind.newAddress(directory);
        try (Open115Emulator emulator =
                        Open115Emulator.builder().maxAuthorizations(ROUNDS).start();
                ClientProcess first = ClientProcess.start(emulator, address);
                ClientProcess second = ClientProcess.start(emulator, address)) {
            List<ClientProcess> both = List.of(first, second);
            for (int round = 0; round < ROUNDS; round++) {
                TokenPair pair = emulator.account().authorize();
                emulator.account().expireAccessTokens();
                emulator.requests().reset();
                long refreshesBefore = emulator.account().refreshCount();
                askAll(both, "ok", "open", "round-" + round, pair.refreshToken(), pair.accessToken());

                askAll(both, "ok 100200300", "call", THREADS);

                // one request, and it was the one that succeeded: no dead token was ever sent
                assertThat(emulator.requests().refreshRequests()).isEqualTo(1);
                assertThat(emulator.account().refreshCount()).isEqualTo(refreshesBefore + 1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(StoreKind.class)
    @DisplayName("R2 a pair that one process renewed is what the other calls with, without a refresh of its own")
    void theOtherProcessReadsTheNewPair(StoreKind kind) throws Exception {
        String address = kind.newAddress(directory);
        try (Open115Emulator emulator = Open115Emulator.start();
                ClientProcess first = ClientProcess.start(emulator, address);
                ClientProcess second = ClientProcess.start(emulator, address)) {
            String token = emulator.account().newRefreshToken();
            askAll(List.of(first, second), "ok", "open", "shared", token, "-");
            askAll(List.of(first, second), "ok 100200300", "call", 1);

            for (int day = 0; day < 3; day++) {
                emulator.clock().advance(Duration.ofHours(24));
                askAll(
                        List.of(first, second),
                        "ok",
                        "advance",
                        Duration.ofHours(24).toSeconds());
                emulator.requests().reset();
                assertThat(first.ask("call", 1)).isEqualTo("ok 100200300");
                assertThat(second.ask("call", 1)).isEqualTo("ok 100200300");
                assertThat(emulator.requests().refreshRequests()).isEqualTo(1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(StoreKind.class)
    @DisplayName("R6 R28 a log-in that another process put into the store is picked up by one that had lost its own")
    void anotherProcessAuthorizesAnew(StoreKind kind) throws Exception {
        String address = kind.newAddress(directory);
        try (Open115Emulator emulator = Open115Emulator.start();
                ClientProcess process = ClientProcess.start(emulator, address)) {
            process.ask("open", "shared", emulator.account().newRefreshToken(), "-");
            process.ask("call", 1);
            emulator.clock().advance(Duration.ofMinutes(5));
            process.ask("advance", 300);
            emulator.account().revoke();
            assertThat(process.ask("call", 1))
                    .startsWith("AuthorizationLostException")
                    .contains("authorized again");
            emulator.requests().reset();
            assertThat(process.ask("call", 5)).startsWith("AuthorizationLostException");
            assertThat(emulator.requests().all()).isEmpty();

            Stores.authorize(StoreKind.at(address), "shared", emulator.account().newRefreshToken());

            assertThat(process.ask("call", 5)).isEqualTo("ok 100200300");
            assertThat(emulator.requests().of(REFRESH)).hasSize(1);
        }
    }

    private static void askAll(List<ClientProcess> processes, String expected, Object... command) throws IOException {
        processes.forEach(process -> process.tell(command));
        for (ClientProcess process : processes) {
            assertThat(process.answer()).isEqualTo(expected);
        }
    }
}
