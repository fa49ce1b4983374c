/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.open115.client.auth.AuthorizationLostException;
import io.github.open115.client.auth.AuthorizationUnavailableException;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.UnreadableReplyException;
import io.github.open115.emulator.EmulatedAccount;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.TokenPair;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    private static final String USER_INFO = "/open/user/info";
    private static final String REFRESH = "/open/refreshToken";

    @TempDir
    Path directory;

    private final Set<String> secrets = new HashSet<>();
    private EverythingSeen seen;

    @BeforeEach
    void listen() {
        seen = new EverythingSeen();
    }

    @AfterEach
    void stopListening() {
        seen.close();
    }

    @Test
    @DisplayName("R39 no token in any log at TRACE, in any exception, in any text form")
    void noTokenShows() {
        try (EmulatedAccountFixture fixture = new EmulatedAccountFixture(directory)) {
            EmulatedAccount account = fixture.emulator().account();
            Open115Client client = fixture.client();
            note(account.currentTokens());
            client.accountInfo();
            note(account.currentTokens());
            fixture.emulator()
                    .faults()
                    .arm(
                            USER_INFO,
                            Fault.error(
                                    4711, "you sent " + account.currentTokens().accessToken()));
            show(client, Open115Exception.class);
            fixture.emulator()
                    .faults()
                    .arm(
                            USER_INFO,
                            Fault.body("not JSON: " + account.currentTokens().accessToken()));
            show(client, UnreadableReplyException.class);
            fixture.clock().advance(Duration.ofHours(3));
            fixture.emulator()
                    .faults()
                    .arm(
                            REFRESH,
                            Fault.authError(40140121, account.currentTokens().refreshToken()));
            show(client, AuthorizationUnavailableException.class);
            fixture.clock().advance(Duration.ofHours(3));
            fixture.emulator().faults().arm(REFRESH, Fault.lostReply());
            show(client, AuthorizationUnavailableException.class);
            note(account.currentTokens());
            fixture.clock().advance(Duration.ofHours(3));
            show(client, AuthorizationLostException.class);
            seen.add(client.account().authorizationLost().orElseThrow());
        }

        seen.assertHidden(secrets);
    }

    private void note(TokenPair pair) {
        secrets.add(pair.accessToken());
        secrets.add(pair.refreshToken());
    }

    private void show(Open115Client client, Class<? extends Open115Exception> expected) {
        Throwable thrown = catchThrowable(client::accountInfo);
        assertThat(thrown).isInstanceOf(expected);
        seen.add(thrown);
    }
}
