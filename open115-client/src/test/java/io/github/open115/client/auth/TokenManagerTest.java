/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.open115.client.StoreOutage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenManagerTest {

    @TempDir
    Path directory;

    private AuthorizationFixture fixture;

    @BeforeEach
    void begin() {
        fixture = new AuthorizationFixture(directory);
    }

    @AfterEach
    void end() {
        fixture.close();
    }

    @Test
    void renewsTenMinutesBeforeTheEnd() {
        TokenManager manager = fixture.manager("refresh-1", null);
        assertThat(manager.accessToken()).isEqualTo("access-2");

        fixture.advance(Duration.ofMinutes(109));
        assertThat(manager.accessToken()).isEqualTo("access-2");
        fixture.advance(Duration.ofMinutes(1));
        assertThat(manager.accessToken()).isEqualTo("access-3");
        assertThat(manager.callCounts()).containsEntry("POST /open/refreshToken", 2L);
    }

    @Test
    void usesATokenThatIsDueWhenItCannotBeRenewed() {
        TokenManager manager = fixture.manager("refresh-1", null);
        manager.accessToken();
        fixture.advance(Duration.ofMinutes(115));
        fixture.host.refuseNext(40140121);

        assertThat(manager.accessToken()).isEqualTo("access-2");
        assertThat(manager.accessToken()).isEqualTo("access-2");
        assertThat(fixture.host.received()).hasSize(2);
        fixture.advance(Duration.ofMinutes(6));
        assertThat(manager.accessToken()).isEqualTo("access-3");
    }

    @Test
    @DisplayName("R6 threads that wait while the store cannot be reached fail together, not one attempt after another")
    void waitingThreadsFailTogetherWithTheStore() throws Exception {
        StoreOutage outage = new StoreOutage();
        TokenStore away = new ForwardingTokenStore(fixture.files) {
            @Override
            Slot before(Slot slot) {
                return slot;
            }

            @Override
            public String version(String account) {
                outage.attempt();
                throw new TokenStoreException("away", null);
            }
        };
        TokenManager manager = fixture.manager(away, null, null);

        assertThat(outage.callTogether(20, manager::lostReason))
                .hasSize(20)
                .hasOnlyElementsOfType(TokenStoreException.class);
        assertThat(outage.attempts()).isEqualTo(1);

        // a later look asks again
        assertThatThrownBy(manager::lostReason).isInstanceOf(TokenStoreException.class);
        assertThat(outage.attempts()).isEqualTo(2);
    }

    @Test
    @DisplayName("R6 a rejected token is first compared with the store, which another process may have changed")
    void takesTheTokensOfAnotherProcess() {
        TokenManager mine = fixture.manager("refresh-1", null);
        TokenManager other = fixture.manager("refresh-1", null);
        String old = mine.accessToken();
        fixture.advance(Duration.ofMinutes(5));
        String newer = other.replacementFor(old);

        assertThat(mine.replacementFor(old)).isEqualTo(newer);
        assertThat(fixture.host.received()).hasSize(2);
    }

    @Test
    void doesNotRenewTwiceWithinAMinute() {
        TokenManager manager = fixture.manager("refresh-1", null);
        String fresh = manager.accessToken();

        assertThatThrownBy(() -> manager.replacementFor(fresh)).isInstanceOf(AuthorizationUnavailableException.class);
        assertThatThrownBy(manager::accessToken).isInstanceOf(AuthorizationUnavailableException.class);
        fixture.advance(Duration.ofSeconds(60));
        assertThat(manager.accessToken()).isEqualTo("access-3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-PT10M", "-PT1H", "PT1H", "-P1D", "P1D", "-P400D", "P400D"})
    @DisplayName("R41 a step of the clock makes the pause between two refreshes neither longer nor shorter")
    void aStepOfTheClockKeepsThePauseBetweenRefreshes(Duration step) {
        TokenManager manager = fixture.manager("refresh-1", null);
        manager.accessToken();

        fixture.clock.step(step);

        assertThatThrownBy(() -> manager.replacementFor("access-2"))
                .isInstanceOfSatisfying(
                        AuthorizationUnavailableException.class,
                        e -> assertThat(e.retryAt())
                                .isEqualTo(fixture.clock.instant().plusSeconds(60)));
        fixture.advance(Duration.ofSeconds(60));
        assertThat(manager.replacementFor("access-2")).isEqualTo("access-3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-PT10M", "-PT1H", "PT1H", "-P1D", "P1D", "-P400D"})
    @DisplayName(
            "R41 after a restart with another time, a refresh that failed is made again after its pause at the latest")
    void aStepOfTheClockBeforeARestartKeepsThePause(Duration step) {
        TokenManager manager = fixture.manager("refresh-1", null);
        fixture.host.refuseNext(40140117);
        assertThatThrownBy(manager::accessToken).isInstanceOf(AuthorizationUnavailableException.class);

        fixture.clock.step(step);

        TokenManager restarted = fixture.manager("refresh-1", null);
        try {
            restarted.accessToken();
        } catch (AuthorizationUnavailableException e) {
            fixture.advance(Duration.ofSeconds(60));
        }
        assertThat(restarted.accessToken()).isEqualTo("access-2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-PT1H", "PT1H", "-P1D", "P1D"})
    @DisplayName("R41 a step of the clock makes no token live longer than it does, and ends none")
    void aStepOfTheClockKeepsTheLifeOfAToken(Duration step) {
        TokenManager manager = fixture.manager("refresh-1", null);
        manager.accessToken();

        fixture.clock.step(step);

        assertThat(manager.accessToken()).as("no refresh is possible yet").isEqualTo("access-2");
        fixture.advance(Duration.ofMinutes(30));
        fixture.advance(Duration.ofMinutes(80));
        assertThat(manager.accessToken()).isNotEqualTo("access-2");
    }

    @Test
    @DisplayName("R3 the store wins over the option that it was seeded with")
    void theOptionOnlySeeds() {
        fixture.manager("refresh-1", null).accessToken();

        assertThat(fixture.manager("refresh-1", null).accessToken()).isEqualTo("access-2");
        assertThat(fixture.host.received()).containsExactly("refresh-1");
    }

    @Test
    @DisplayName("R6 a new token in the store ends the terminal state of a running manager")
    void picksUpANewToken() {
        TokenManager manager = fixture.manager("refresh-0", null);
        assertThatThrownBy(manager::accessToken).isInstanceOf(AuthorizationLostException.class);
        assertThat(manager.lostReason()).isPresent();

        fixture.files.exclusively(AuthorizationFixture.ACCOUNT, slot -> {
            TokenPair pair = new TokenPair(null, "refresh-1", fixture.clock.instant(), null);
            slot.save(slot.load().authorized(pair, fixture.clock.instant()));
            return null;
        });

        assertThat(manager.lostReason()).isEmpty();
        assertThat(manager.accessToken()).isEqualTo("access-2");
        assertThat(fixture.host.received()).containsExactly("refresh-0", "refresh-1");
    }

    @Test
    void anAccessTokenAloneServesUntilItIsRejected() {
        TokenManager manager = fixture.manager(null, "access-1");
        fixture.advance(Duration.ofDays(1));
        assertThat(manager.accessToken()).isEqualTo("access-1");

        assertThatThrownBy(() -> manager.replacementFor("access-1"))
                .isInstanceOf(AuthorizationLostException.class)
                .hasMessageContaining("refreshToken");
        assertThatThrownBy(manager::accessToken).isInstanceOf(AuthorizationLostException.class);
        assertThat(fixture.host.received()).isEmpty();
    }

    @Test
    void saysWhatToDoWithoutAnyToken() {
        TokenManager manager = fixture.manager(null, null);

        assertThatThrownBy(manager::accessToken)
                .isInstanceOf(AuthorizationLostException.class)
                .hasMessageContaining("refreshToken")
                .hasMessageContaining(directory.toString());
    }

    @Test
    @DisplayName("R30 a waiting caller can be interrupted; the refresh goes on")
    void interruptionReachesTheCallerOnly() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        CountDownLatch arrived = new CountDownLatch(1);
        fixture.host.beforeAnswer(() -> {
            arrived.countDown();
            awaitUninterrupted(answer);
        });
        TokenManager manager = fixture.manager("refresh-1", null);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread caller = new Thread(() -> {
            try {
                manager.accessToken();
            } catch (RuntimeException e) {
                thrown.set(e);
            }
        });
        caller.start();
        arrived.await();
        caller.interrupt();
        caller.join();
        assertThat(thrown.get()).isInstanceOf(AuthorizationUnavailableException.class);

        answer.countDown();
        Awaitility.await().until(() -> "access-2".equals(fixture.stored().pair().accessToken()));
        assertThat(manager.accessToken()).isEqualTo("access-2");
        assertThat(fixture.host.received()).hasSize(1);
    }

    @Test
    @DisplayName("R39 no message, no text form holds a token")
    void keepsSecrets() {
        AuthorizationSettings settings = fixture.settings(fixture.files, "MARKER", "MARKER");
        TokenPair pair = new TokenPair("MARKER", "MARKER", fixture.clock.instant(), null);
        StoredAuthorization stored = new StoredAuthorization(pair, Set.of(), null, null, null, null, null);

        assertThat(settings + " " + pair + " " + stored).doesNotContain("MARKER");
        TokenManager manager = fixture.manager("MARKER", null);
        assertThatThrownBy(manager::accessToken)
                .satisfies(e -> assertThat(e.toString()).doesNotContain("MARKER"));
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
