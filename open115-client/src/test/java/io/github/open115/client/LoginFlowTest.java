/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.open115.client.auth.AuthorizationLostException;
import io.github.open115.client.auth.FileTokenStore;
import io.github.open115.client.auth.StoredAuthorization;
import io.github.open115.client.auth.TokenAdoption;
import io.github.open115.client.auth.TokenStore;
import io.github.open115.client.login.DeviceLogin;
import io.github.open115.client.login.LoginOutcome;
import io.github.open115.client.login.PendingLogin;
import io.github.open115.emulator.QrLogins;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a log-in is for: clients that find its tokens. */
class LoginFlowTest {

    private static final String ACCOUNT = "default";

    @TempDir
    Path directory;

    private EmulatedAccountFixture fixture;
    private TokenStore store;

    @BeforeEach
    void begin() {
        fixture = new EmulatedAccountFixture(directory);
        store = new FileTokenStore(directory.resolve("tokens"));
    }

    @AfterEach
    void end() {
        fixture.close();
    }

    @Test
    @DisplayName("R26 a client without any token in its configuration works from the log-in on")
    void aClientWithoutConfiguredTokens() throws Exception {
        Open115Client client = fixture.keep(fixture.builder(null).build());
        assertThatThrownBy(client::accountInfo).isInstanceOf(AuthorizationLostException.class);
        assertThat(fixture.emulator().requests().all()).isEmpty();

        logIn();

        assertThat(client.account().authorizationLost()).isEmpty();
        assertThat(client.accountInfo().userId()).isEqualTo("100200300");
        assertThat(fixture.emulator().requests().refreshRequests()).isZero();
    }

    @Test
    @DisplayName("R28 running clients go on after a log-in that follows a revocation, without a restart")
    void runningClientsGoOn() throws Exception {
        Open115Client client = fixture.client();
        client.accountInfo();
        fixture.clock().advance(Duration.ofMinutes(2));
        fixture.emulator().account().revoke();
        assertThatThrownBy(client::accountInfo).isInstanceOf(AuthorizationLostException.class);
        assertThat(store.load(ACCOUNT).isDead()).isTrue();

        logIn();

        assertThat(client.account().authorizationLost()).isEmpty();
        assertThat(client.accountInfo().userId()).isEqualTo("100200300");
    }

    @Test
    @DisplayName(
            "R28 the end of the authorization stays that of the log-in, whatever is renewed; a seed that was taken forgets it")
    void aRefreshKeepsTheEndOfTheAuthorization() throws Exception {
        Instant loggedIn = fixture.clock().instant();
        logIn();
        Open115Client client = fixture.keep(fixture.builder(null).build());
        String first = store.load(ACCOUNT).pair().refreshToken();
        fixture.clock().advance(Duration.ofHours(3));
        client.accountInfo();

        StoredAuthorization renewed = store.load(ACCOUNT);
        assertThat(renewed.pair().refreshToken()).isNotEqualTo(first);
        assertThat(renewed.endsAt()).isEqualTo(loggedIn.plus(Duration.ofDays(365)));

        TokenAdoption.adopt(store, ACCOUNT, fixture.emulator().account().newRefreshToken(), fixture.clock());
        assertThat(store.load(ACCOUNT).endsAt()).isEqualTo(renewed.endsAt());
        // when the pair is due, the new token is tried
        fixture.clock().advance(Duration.ofHours(3));
        assertThat(client.accountInfo().userId()).isEqualTo("100200300");
        assertThat(store.load(ACCOUNT).endsAt()).isNull();
    }

    private void logIn() throws InterruptedException {
        QrLogins phone = fixture.emulator().account().qrLogins();
        DeviceLogin login = DeviceLogin.builder(fixture.emulator().clientId(), store)
                .account(ACCOUNT)
                .authBaseUrl(fixture.emulator().authBaseUrl())
                .qrCodeBaseUrl(fixture.emulator().qrCodeBaseUrl())
                .clock(fixture.clock())
                .sleeper(fixture.clock()::advance)
                .build();
        try (PendingLogin pending = login.start(code -> phone.confirm(phone.newest()))) {
            assertThat(pending.await(Duration.ofMinutes(5))).isEqualTo(LoginOutcome.LOGGED_IN);
        }
    }
}
