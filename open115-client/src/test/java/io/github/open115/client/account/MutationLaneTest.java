/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.open115.client.auth.AuthorizationSettings;
import io.github.open115.client.auth.FileTokenStore;
import io.github.open115.client.auth.SettableClock;
import io.github.open115.client.auth.TokenManager;
import io.github.open115.client.http.ApiCall;
import io.github.open115.client.http.BusyException;
import io.github.open115.client.http.HttpSettings;
import io.github.open115.client.http.NoReplyException;
import io.github.open115.client.http.Transport;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Open115Emulator;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("R38 changes to the drive go one at a time")
class MutationLaneTest {

    private static final String MOVE = "/open/ufile/move";
    private static final Limits UNHURRIED = new Limits(1000, 100_000, Duration.ofMinutes(5), Duration.ofHours(1));

    @TempDir
    Path directory;

    private final SettableClock clock = new SettableClock();
    private Open115Emulator emulator;
    private TokenManager tokens;
    private Transport transport;
    private Account account;

    @BeforeEach
    void begin() {
        emulator = Open115Emulator.start();
        Duration timeout = Duration.ofSeconds(10);
        HttpSettings http = new HttpSettings(
                emulator.apiBaseUrl(),
                emulator.authBaseUrl(),
                emulator.qrCodeBaseUrl(),
                "tests",
                timeout,
                timeout,
                timeout);
        OkHttpClient base = new OkHttpClient();
        tokens = TokenManager.acquire(new AuthorizationSettings(
                "lane",
                new FileTokenStore(directory),
                emulator.account().newRefreshToken(),
                null,
                http,
                base,
                clock,
                Thread::new,
                timeout));
        transport = Transport.pooled(http, base, clock);
        account = new Account(
                tokens,
                transport,
                UNHURRIED,
                new FileAccountStateStore(directory),
                clock,
                clock::advance,
                AccountListener.NONE,
                "");
    }

    @AfterEach
    void end() {
        account.close();
        tokens.release();
        transport.close();
        emulator.close();
    }

    @Test
    void sendsOneChangeAtATime() throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        emulator.faults()
                .arm(
                        MOVE,
                        Fault.run(() -> most.accumulateAndGet(running.incrementAndGet(), Math::max)),
                        Fault.delay(Duration.ofMillis(20)),
                        Fault.run(running::decrementAndGet))
                .always();
        ExecutorService pool = Executors.newFixedThreadPool(8);
        List<Future<?>> moves = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            moves.add(pool.submit(this::move));
        }
        for (Future<?> move : moves) {
            move.get();
        }
        pool.shutdownNow();

        assertThat(most).hasValue(1);
        assertThat(emulator.requests().count(MOVE)).isEqualTo(8);
    }

    @Test
    void retriesWhileAnotherJobRunsAndThenFails() {
        emulator.faults().arm(MOVE, Fault.error(990019, "busy")).times(2);
        Instant before = clock.instant();
        move();
        assertThat(Duration.between(before, clock.instant())).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(4));

        emulator.faults().arm(MOVE, Fault.error(990009, "busy")).always();
        emulator.requests().reset();
        assertThatThrownBy(this::move).isInstanceOf(BusyException.class);
        assertThat(emulator.requests().count(MOVE)).isEqualTo(5);
    }

    @Test
    void sendsNoChangeAgainAfterALostReply() {
        emulator.faults().arm(MOVE, Fault.lostReply());

        assertThatThrownBy(this::move).isInstanceOf(NoReplyException.class);
        assertThat(emulator.requests().count(MOVE)).isEqualTo(1);
    }

    private void move() {
        String folder = emulator.drive().folder("/target");
        String file = emulator.drive().folder("/moved");
        ApiCall call = ApiCall.post(MOVE)
                .parameter("file_ids", file)
                .parameter("to_cid", folder)
                .build();
        account.send(call, Lane.MUTATION);
    }
}
