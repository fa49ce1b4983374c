/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SingleRefreshTest {

    private static final int THREADS = 50;
    private static final int ROUNDS = 20;

    @TempDir
    Path directory;

    @Test
    @DisplayName("R2 two managers that share nothing but the store cause one refresh")
    void oneRefreshForAll() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                try (AuthorizationFixture fixture = new AuthorizationFixture(directory.resolve("round-" + round))) {
                    oneRound(pool, fixture);
                }
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void clientsOfOneStoreAndAccountShareOneManager() {
        try (AuthorizationFixture fixture = new AuthorizationFixture(directory)) {
            AuthorizationSettings first = fixture.settings(fixture.files, "refresh-1", null);
            AuthorizationSettings second = fixture.settings(new FileTokenStore(directory), "refresh-1", null);

            TokenManager shared = TokenManager.acquire(first);
            assertThat(TokenManager.acquire(second)).isSameAs(shared);
            shared.release();
            assertThat(TokenManager.acquire(first)).isSameAs(shared);
            shared.release();
            shared.release();

            TokenManager anew = TokenManager.acquire(first);
            anew.release();
            assertThat(anew).isNotSameAs(shared);
        }
    }

    @Test
    @DisplayName("R3 a refresh whose reply is lost after another has used the connection is seen once by the service")
    void aLostReplyOnAReusedConnectionIsNotSentAgain() {
        try (AuthorizationFixture fixture = new AuthorizationFixture(directory)) {
            TokenManager manager = fixture.manager("refresh-1", null);
            manager.accessToken();
            fixture.advance(Duration.ofHours(3));
            fixture.host.loseNextReply();

            assertThatThrownBy(manager::accessToken).isInstanceOf(AuthorizationUnavailableException.class);

            assertThat(fixture.host.received()).containsExactly("refresh-1", "refresh-2");
        }
    }

    private static void oneRound(ExecutorService pool, AuthorizationFixture fixture) throws Exception {
        // two managers stand for two processes: they share the store and nothing else
        List<TokenManager> managers =
                List.of(fixture.manager("refresh-1", "expired"), fixture.manager("refresh-1", "expired"));
        CountDownLatch start = new CountDownLatch(1);
        List<Future<String>> results = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            TokenManager manager = managers.get(i % managers.size());
            results.add(pool.submit(() -> {
                start.await();
                String sent = manager.accessToken();
                return sent.equals(fixture.host.validAccessToken()) && !sent.equals("expired")
                        ? sent
                        : manager.replacementFor(sent);
            }));
        }
        start.countDown();
        Set<String> received = new HashSet<>();
        for (Future<String> result : results) {
            received.add(result.get());
        }
        assertThat(received).containsExactly("access-2");
        assertThat(fixture.host.received()).containsExactly("refresh-1");
    }
}
