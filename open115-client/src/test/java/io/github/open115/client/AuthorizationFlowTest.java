/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.open115.client.auth.AuthorizationLostException;
import io.github.open115.client.auth.AuthorizationUnavailableException;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.emulator.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls, tokens and store together, against a service that keeps the rules of docs/115-open-api.md B. */
class AuthorizationFlowTest {

    private static final String USER_INFO = "/open/user/info";
    private static final String REFRESH = "/open/refreshToken";
    private static final int THREADS = 50;
    private static final int ROUNDS = 100;

    @TempDir
    Path directory;

    private EmulatedAccountFixture fixture;

    @BeforeEach
    void begin() {
        fixture = new EmulatedAccountFixture(directory);
    }

    @AfterEach
    void end() {
        fixture.close();
    }

    @Tag("slow")
    @Test
    @DisplayName(
            "R2 50 threads with an expired access token: one refresh, 50 successes, 100 rounds, a fresh account each")
    void oneRefreshForAll() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                Open115Client client =
                        fixture.builder().account("round-" + round).build();
                client.accountInfo();
                fixture.clock().advance(Duration.ofMinutes(2));
                fixture.emulator().account().expireAccessTokens();
                fixture.emulator().requests().reset();

                callAtOnce(pool, client);

                assertThat(fixture.emulator().requests().refreshRequests()).isEqualTo(1);
                client.close();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {99, 990001, 40101032, 40140123, 40140124, 40140125, 40140126, 40140116, 40199998})
    @DisplayName("R6 a rejected access token is renewed once and the call repeated once")
    void renewsARejectedToken(long code) {
        Open115Client client = fixture.client();
        client.accountInfo();
        fixture.clock().advance(Duration.ofMinutes(2));
        fixture.emulator().requests().reset();
        fixture.emulator().faults().arm(USER_INFO, Fault.error(code, "x"));

        client.accountInfo();

        assertThat(fixture.emulator().requests().refreshRequests()).isEqualTo(1);
        assertThat(fixture.emulator().requests().count(USER_INFO)).isEqualTo(2);
    }

    @Test
    @DisplayName("R6 a service that rejects every token is not refreshed against again and again")
    void doesNotRefreshInCircles() {
        Open115Client client = fixture.client();
        client.accountInfo();
        fixture.clock().advance(Duration.ofMinutes(2));
        fixture.emulator().requests().reset();
        fixture.emulator().faults().arm(USER_INFO, Fault.error(40140125, "x")).always();

        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(client::accountInfo).isInstanceOf(Open115Exception.class);
        }

        assertThat(fixture.emulator().requests().refreshRequests()).isEqualTo(1);
        assertThat(fixture.emulator().requests().count(USER_INFO)).isLessThanOrEqualTo(3);
    }

    @Test
    @DisplayName("R6 revoked: no call and no refresh until another token is in the store, then on without a restart")
    void aNewTokenEndsTheTerminalState() {
        Open115Client client = fixture.client();
        client.accountInfo();
        fixture.clock().advance(Duration.ofMinutes(2));
        fixture.emulator().account().revoke();
        assertThatThrownBy(client::accountInfo).isInstanceOf(AuthorizationLostException.class);
        fixture.emulator().requests().reset();
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(client::accountInfo).isInstanceOf(AuthorizationLostException.class);
            fixture.clock().advance(Duration.ofHours(1));
        }
        assertThat(fixture.emulator().requests().all()).isEmpty();
        assertThat(client.account().authorizationLost())
                .hasValueSatisfying(text -> assertThat(text).contains("authorized again", "refreshToken"));

        Open115Client withNewOption = fixture.client();

        assertThat(client.account().authorizationLost()).isEmpty();
        assertThat(client.accountInfo()).isEqualTo(withNewOption.accountInfo());
    }

    @Test
    @DisplayName("R28 displaced soon after a success: another log-in took this slot")
    void anotherLogInTookTheSlot() {
        Open115Client client = fixture.client();
        client.accountInfo();
        fixture.clock().advance(Duration.ofMinutes(90));
        for (int i = 0; i < 3; i++) {
            fixture.emulator().account().authorize();
        }

        assertThatThrownBy(client::accountInfo)
                .isInstanceOf(AuthorizationLostException.class)
                .hasMessageContaining("another log-in took this slot")
                .hasMessageContaining("40140116");
        assertThat(client.account().authorizationLost())
                .hasValueSatisfying(text -> assertThat(text).contains("another log-in took this slot"));
    }

    @Test
    @DisplayName("R28 refused after days without a refresh: nobody can tell what happened meanwhile")
    void doesNotGuessAfterDaysWithoutARefresh() {
        Open115Client client = fixture.client();
        client.accountInfo();
        fixture.clock().advance(Duration.ofDays(3));
        fixture.emulator().account().revoke();

        assertThatThrownBy(client::accountInfo)
                .isInstanceOf(AuthorizationLostException.class)
                .hasMessageContaining("revoked");
    }

    @Test
    @DisplayName("R3 a lost reply: one more attempt after a minute, then a person is asked")
    void retriesOnceAfterALostReply() {
        Open115Client client = fixture.client();
        fixture.emulator().faults().arm(REFRESH, Fault.lostReply());
        assertThatThrownBy(client::accountInfo).isInstanceOf(AuthorizationUnavailableException.class);
        assertThatThrownBy(client::accountInfo).isInstanceOf(AuthorizationUnavailableException.class);
        assertThat(fixture.emulator().requests().refreshRequests()).isEqualTo(1);

        fixture.clock().advance(Duration.ofMinutes(1));
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(client::accountInfo).isInstanceOf(AuthorizationLostException.class);
            fixture.clock().advance(Duration.ofMinutes(30));
        }
        assertThat(fixture.emulator().requests().refreshRequests()).isEqualTo(2);
    }

    @Test
    @DisplayName("R3 a refresh that was lost before it had an effect costs a minute and nothing else")
    void retriesAfterALostRequest() {
        Open115Client client = fixture.client();
        fixture.emulator().faults().arm(REFRESH, Fault.dropBeforeEffect());
        assertThatThrownBy(client::accountInfo).isInstanceOf(AuthorizationUnavailableException.class);

        fixture.clock().advance(Duration.ofMinutes(1));

        assertThat(client.accountInfo().userId()).isNotEmpty();
    }

    @Test
    @DisplayName("R30 a call waits only so long for a slow refresh, which goes on and is not sent again")
    void waitsOnlySoLongForASlowRefresh() {
        Open115Client client = fixture.keep(
                fixture.builder().tokenMaxWait(Duration.ofMillis(50)).build());
        CountDownLatch answer = new CountDownLatch(1);
        fixture.emulator().faults().arm(REFRESH, Fault.run(() -> awaitQuietly(answer)));
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(client::accountInfo).isInstanceOf(AuthorizationUnavailableException.class);
        }
        answer.countDown();

        await().ignoreExceptions()
                .untilAsserted(() -> assertThat(client.accountInfo().userId()).isNotEmpty());
        assertThat(fixture.emulator().requests().refreshRequests()).isEqualTo(1);
    }

    @Test
    @DisplayName("R3 the authorization lives on after a restart with the option it began with")
    void theAuthorizationSurvivesARestart() {
        String seed = fixture.emulator().account().newRefreshToken();
        for (int i = 0; i < 3; i++) {
            try (Open115Client client = fixture.builder(seed).build()) {
                client.accountInfo();
            }
            fixture.clock().advance(Duration.ofHours(3));
        }

        assertThat(fixture.emulator().account().refreshCount()).isEqualTo(3);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void callAtOnce(ExecutorService pool, Open115Client client) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<String>> results = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            results.add(pool.submit(() -> {
                start.await();
                return client.accountInfo().userId();
            }));
        }
        start.countDown();
        for (Future<String> result : results) {
            assertThat(result.get()).isEqualTo("100200300");
        }
    }
}
