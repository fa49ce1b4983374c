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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kills a real process in the middle of a refresh; a new client goes on with the store that it left. */
@Timeout(600)
@DisplayName("R3 a killed process does not cost the authorization")
@Tag("slow")
class KilledRefreshTest {

    private static final String ACCOUNT = "killed";
    private static final String REFRESH = "/open/refreshToken";
    private static final String WORKS = "ok 100200300";

    @TempDir
    Path directory;

    private Open115Emulator emulator;
    private String address;

    @BeforeEach
    void begin() {
        emulator = Open115Emulator.builder().maxAuthorizations(10).start();
    }

    @AfterEach
    void end() {
        emulator.close();
    }

    @ParameterizedTest
    @EnumSource(StoreKind.class)
    void killedBeforeSending(StoreKind kind) throws Exception {
        dieAt(kind, DyingStore.Moment.BEFORE_SENDING);
        assertThat(emulator.requests().refreshRequests()).isZero();

        try (ClientProcessMain next = goOn()) {
            assertThat(next.ask("call", 5)).startsWith("AuthorizationUnavailableException");
            aMinuteLater(next);
            assertThat(next.ask("call", 5)).isEqualTo(WORKS);
            assertThat(emulator.requests().refreshRequests()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(StoreKind.class)
    void killedAfterSending(StoreKind kind) throws Exception {
        address = kind.newAddress(directory);
        try (ClientProcess victim = startVictim()) {
            victim.ask("open", ACCOUNT, emulator.account().newRefreshToken(), "-");
            emulator.faults().arm(REFRESH, Fault.run(victim::kill));
            assertThat(victim.ask("call", 1)).isNull();
        }
        await().until(() -> emulator.account().refreshCount() == 1);

        assertOneMoreAttemptThenAPersonIsAsked();
    }

    @ParameterizedTest
    @EnumSource(StoreKind.class)
    void killedAfterReceiving(StoreKind kind) throws Exception {
        dieAt(kind, DyingStore.Moment.AFTER_RECEIVING);

        assertOneMoreAttemptThenAPersonIsAsked();
    }

    @ParameterizedTest
    @EnumSource(StoreKind.class)
    void killedWhileWritingTheReply(StoreKind kind) throws Exception {
        dieAt(kind, DyingStore.Moment.WHILE_WRITING_THE_REPLY);

        assertOneMoreAttemptThenAPersonIsAsked();
    }

    @ParameterizedTest
    @EnumSource(StoreKind.class)
    void killedBetweenTheReplyAndThePair(StoreKind kind) throws Exception {
        dieAt(kind, DyingStore.Moment.AFTER_WRITING_THE_REPLY);

        assertTheNewPairIsUsed();
    }

    @ParameterizedTest
    @EnumSource(StoreKind.class)
    void killedAfterWriting(StoreKind kind) throws Exception {
        dieAt(kind, DyingStore.Moment.AFTER_WRITING_THE_PAIR);

        assertTheNewPairIsUsed();
    }

    @ParameterizedTest
    @EnumSource(StoreKind.class)
    @DisplayName("R6 killed when the reply to a new token was kept: the pair before it serves, then the new one")
    void killedWhileANewTokenIsTried(StoreKind kind) throws Exception {
        address = kind.newAddress(directory);
        try (ClientProcess victim = startVictim()) {
            victim.ask("open", ACCOUNT, emulator.account().newRefreshToken(), "-");
            assertThat(victim.ask("call", 1)).isEqualTo(WORKS);
            victim.ask("open", ACCOUNT, emulator.account().newRefreshToken(), "-");
            victim.ask("die", DyingStore.Moment.AFTER_WRITING_THE_REPLY);
            assertThat(victim.ask("call", 5)).isNull();
        }

        try (ClientProcessMain next = goOn()) {
            assertThat(next.ask("call", 5)).isEqualTo(WORKS);
            aMinuteLater(next);
            assertThat(next.ask("call", 5)).isEqualTo(WORKS);
        }
        assertThat(emulator.requests().refreshRequests()).isEqualTo(2);
        StoredAuthorization stored = StoreKind.at(address).load(ACCOUNT);
        assertThat(stored.candidate()).isNull();
        assertThat(stored.pair().refreshToken()).isEqualTo(emulator.account().currentRefreshToken());
    }

    private void dieAt(StoreKind kind, DyingStore.Moment moment) throws IOException {
        address = kind.newAddress(directory);
        String seed = emulator.account().newRefreshToken();
        try (ClientProcess victim = startVictim()) {
            victim.ask("open", ACCOUNT, seed, "-");
            victim.ask("die", moment);
            assertThat(victim.ask("call", 5)).isNull();
            assertThat(victim.awaitEnd()).isEqualTo(DyingStore.EXIT_CODE);
        }
        assertThat(StoreKind.at(address).load(ACCOUNT).pair().refreshToken())
                .isEqualTo(
                        moment == DyingStore.Moment.AFTER_WRITING_THE_PAIR
                                ? emulator.account().currentRefreshToken()
                                : seed);
    }

    private void assertTheNewPairIsUsed() {
        try (ClientProcessMain next = goOn()) {
            assertThat(next.ask("call", 5)).isEqualTo(WORKS);
        }
        assertThat(emulator.requests().refreshRequests()).isEqualTo(1);
        assertThat(StoreKind.at(address).load(ACCOUNT).pair().refreshToken())
                .isEqualTo(emulator.account().currentRefreshToken());
    }

    private void assertOneMoreAttemptThenAPersonIsAsked() {
        assertThat(emulator.account().refreshCount()).isEqualTo(1);
        try (ClientProcessMain next = goOn()) {
            assertThat(next.ask("call", 5)).startsWith("AuthorizationUnavailableException");
            assertThat(emulator.requests().refreshRequests()).isEqualTo(1);
            aMinuteLater(next);
            for (int i = 0; i < 3; i++) {
                assertThat(next.ask("call", 5))
                        .startsWith("AuthorizationLostException")
                        .contains("authorized again");
                aMinuteLater(next);
            }
            assertThat(emulator.requests().refreshRequests()).isEqualTo(2);

            Stores.authorize(StoreKind.at(address), ACCOUNT, emulator.account().newRefreshToken());
            assertThat(next.ask("call", 5)).isEqualTo(WORKS);
        }
    }

    private ClientProcess startVictim() throws IOException {
        ClientProcess victim = ClientProcess.start(emulator, address);
        assertThat(victim.ask("open", ACCOUNT, "-", "-")).isEqualTo("ok");
        return victim;
    }

    /** A new client on the same store, without any token of its own. */
    private ClientProcessMain goOn() {
        ClientProcessMain next = ClientProcessMain.here(emulator, address);
        assertThat(next.ask("open", ACCOUNT, "-", "-")).isEqualTo("ok");
        return next;
    }

    private void aMinuteLater(ClientProcessMain next) {
        emulator.clock().advance(Duration.ofSeconds(61));
        next.ask("advance", 61);
    }
}
