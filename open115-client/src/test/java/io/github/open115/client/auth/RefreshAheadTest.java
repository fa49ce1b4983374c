/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(600)
class RefreshAheadTest {

    private static final Duration LIFE = Duration.ofSeconds(7200);
    private static final Duration DAY = Duration.ofHours(24);

    @TempDir
    Path directory;

    private final List<Instant> refreshes = new ArrayList<>();
    private final List<TokenManager> managers = new ArrayList<>();
    private AuthorizationFixture fixture;

    @BeforeEach
    void begin() {
        fixture = new AuthorizationFixture(directory);
        fixture.host.beforeAnswer(() -> refreshes.add(fixture.clock.instant()));
    }

    @AfterEach
    void end() {
        managers.forEach(TokenManager::close);
        fixture.close();
    }

    @Test
    @DisplayName("R27 24 h without a call, all workers blocked: 13 to 16 refreshes, each at 75 to 90 % of the life")
    void renewsOnItsOwnTimer() throws Exception {
        SteppedSleeper time = new SteppedSleeper(fixture.clock, 1);
        TokenManager manager = ahead(time);
        ExecutorService workers = Executors.newFixedThreadPool(4);
        CountDownLatch blocked = new CountDownLatch(1);
        try {
            for (int i = 0; i < 4; i++) {
                workers.submit(() -> {
                    manager.accessToken();
                    return blocked.await(1, TimeUnit.HOURS);
                });
            }
            await().until(() -> fixture.stored().refreshedAt() != null);

            time.advance(DAY);

            assertThat(refreshes.size() - 1).isBetween(13, 16);
            assertThat(partsOfLife()).allSatisfy(part -> assertThat(part).isBetween(0.75, 0.90));
            assertThat(new HashSet<>(partsOfLife())).as("jitter").hasSizeGreaterThan(8);
            assertThat(manager.accessToken()).isEqualTo(fixture.host.validAccessToken());
        } finally {
            workers.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-PT1H", "PT1H", "-P1D", "P1D"})
    @DisplayName("R41 a step of the clock makes no refresh later, and at most the next one earlier")
    void aStepOfTheClockDelaysNoRefresh(Duration step) throws Exception {
        SteppedSleeper time = new SteppedSleeper(fixture.clock, 1);
        List<Instant> steady = new ArrayList<>();
        fixture.host.beforeAnswer(() -> steady.add(fixture.clock.steady().instant()));
        ahead(time).accessToken();
        time.advance(Duration.ofMinutes(20));

        fixture.clock.step(step);
        time.advance(Duration.ofHours(8));

        assertThat(steady).hasSizeBetween(5, 7);
        for (int i = 1; i < steady.size(); i++) {
            Duration gap = Duration.between(steady.get(i - 1), steady.get(i));
            assertThat(gap).isBetween(i == 1 ? Duration.ZERO : minutes(90), minutes(108));
        }
    }

    @Test
    @DisplayName("R27 five processes on one store renew no more often than one")
    void processesDoNotAllRenew() throws Exception {
        SteppedSleeper time = new SteppedSleeper(fixture.clock, 5);
        for (int i = 0; i < 5; i++) {
            ahead(time).accessToken();
        }

        time.advance(DAY);

        assertThat(refreshes.size() - 1).isBetween(13, 16);
        assertThat(partsOfLife()).allSatisfy(part -> assertThat(part).isBetween(0.75, 0.90));
        managers.forEach(
                manager -> assertThat(manager.replacementFor("access-1")).isEqualTo(fixture.host.validAccessToken()));
    }

    @Test
    @DisplayName("R27 a call that starts during a refresh waits for it and gets the new token")
    void callsWaitForTheNewToken() throws Exception {
        SteppedSleeper time = new SteppedSleeper(fixture.clock, 1);
        TokenManager manager = ahead(time);
        manager.accessToken();
        CountDownLatch answer = new CountDownLatch(1);
        CountDownLatch arrived = holdNextAnswer(answer);
        CompletableFuture<Void> passing = letPass(time, LIFE.multipliedBy(90).dividedBy(100));
        arrived.await();

        CompletableFuture<String> call = CompletableFuture.supplyAsync(manager::accessToken);
        await().during(Duration.ofMillis(200)).until(() -> !call.isDone());
        answer.countDown();

        assertThat(call.get()).isEqualTo("access-3");
        passing.get();
    }

    @Test
    @DisplayName("R27 R30 the wait for a refresh is bounded; the token that is still good serves meanwhile")
    void theWaitIsBounded() throws Exception {
        fixture.maxWait = Duration.ofMillis(50);
        SteppedSleeper time = new SteppedSleeper(fixture.clock, 1);
        TokenManager manager = ahead(time);
        await().ignoreExceptions().until(() -> manager.accessToken() != null);
        CountDownLatch answer = new CountDownLatch(1);
        CountDownLatch arrived = holdNextAnswer(answer);
        CompletableFuture<Void> passing = letPass(time, LIFE.multipliedBy(90).dividedBy(100));
        arrived.await();

        assertThat(manager.accessToken()).isEqualTo("access-2");
        answer.countDown();
        await().until(() -> manager.accessToken().equals("access-3"));
        passing.get();
        assertThat(fixture.host.received()).hasSize(2);
    }

    @Test
    @DisplayName("R27 40140117 keeps the pair, waits a minute or more and tries again")
    void waitsAMinuteAfterARefreshThatCameTooEarly() throws Exception {
        SteppedSleeper time = new SteppedSleeper(fixture.clock, 1);
        TokenManager manager = ahead(time);
        manager.accessToken();
        TokenPair pair = fixture.stored().pair();
        fixture.host.refuseNext(40140117).refuseNext(40140117);

        while (refreshes.size() < 3) {
            time.advance(Duration.ofSeconds(30));
            assertThat(manager.accessToken()).isEqualTo(pair.accessToken());
            assertThat(fixture.stored().pair()).isEqualTo(pair);
        }
        time.advance(Duration.ofMinutes(3));

        assertThat(manager.accessToken()).isEqualTo("access-3");
        assertThat(Duration.between(refreshes.get(1), refreshes.get(2))).isBetween(minutes(1), minutes(2));
        assertThat(Duration.between(refreshes.get(2), refreshes.get(3))).isBetween(minutes(2), minutes(3));
    }

    @Test
    @DisplayName("R6 a dead authorization is not asked for again")
    void leavesADeadAuthorizationAlone() throws Exception {
        SteppedSleeper time = new SteppedSleeper(fixture.clock, 1);
        ahead(time).accessToken();
        fixture.host.refuseNext(40140119);

        time.advance(DAY);

        assertThat(refreshes).hasSize(2);
        assertThat(fixture.stored().isDead()).isTrue();
    }

    @Test
    void endsWithTheManager() throws Exception {
        List<Thread> threads = new ArrayList<>();
        RefreshAhead ahead = new RefreshAhead(
                AuthorizationFixture.ACCOUNT,
                fixture::stored,
                pair -> {},
                new TokenRules(AuthorizationFixture.ACCOUNT, "here", fixture.clock),
                fixture.clock,
                new SteppedSleeper(fixture.clock, 1));
        ahead.start(task -> {
            Thread thread = new Thread(task);
            threads.add(thread);
            return thread;
        });

        ahead.close();

        threads.get(0).join(60_000);
        assertThat(threads).hasSize(1).allMatch(thread -> !thread.isAlive());
    }

    private TokenManager ahead(SteppedSleeper time) {
        TokenManager manager = fixture.manager("refresh-1", null);
        managers.add(manager);
        manager.stayAhead(time);
        return manager;
    }

    private CountDownLatch holdNextAnswer(CountDownLatch answer) {
        CountDownLatch arrived = new CountDownLatch(1);
        fixture.host.beforeAnswer(() -> {
            arrived.countDown();
            try {
                answer.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return arrived;
    }

    private static CompletableFuture<Void> letPass(SteppedSleeper time, Duration duration) {
        return CompletableFuture.runAsync(() -> {
            try {
                time.advance(duration);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private List<Double> partsOfLife() {
        List<Double> parts = new ArrayList<>();
        for (int i = 1; i < refreshes.size(); i++) {
            Duration age = Duration.between(refreshes.get(i - 1), refreshes.get(i));
            parts.add((double) age.toMillis() / LIFE.toMillis());
        }
        return parts;
    }

    private static Duration minutes(int minutes) {
        return Duration.ofMinutes(minutes);
    }
}
