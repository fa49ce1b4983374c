/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.open115.client.account.AccountInfo;
import io.github.open115.client.account.Limits;
import io.github.open115.client.account.WaitPolicy;
import io.github.open115.client.files.ListQuery;
import io.github.open115.client.http.NoReplyException;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.ThrottledException;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Faults;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Open115ClientTest {

    private static final String USER_INFO = "/open/user/info";

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

    @Test
    @DisplayName("R5 what one view learnt of the size of pages, the others know")
    void viewsShareWhatListingsTaught() {
        Open115Client client = fixture.client();
        Faults.Armed refusal = fixture.emulator()
                .faults()
                .arm("/open/ufile/files", Fault.emptyError())
                .when(request -> "1150".equals(request.parameter("limit")))
                .always();
        Open115Client first = client.with(WaitPolicy.failAtOnce());
        Open115Client second = client.with(WaitPolicy.failAtOnce());
        assertThatThrownBy(() -> first.files().list(ListQuery.filesOf("0", 1150)))
                .isInstanceOf(ThrottledException.class);
        fixture.clock().advance(Duration.ofMinutes(5));

        assertThat(second.files().list(ListQuery.filesOf("0", 1150)).rows()).isEmpty();
        assertThat(client.files().list(ListQuery.filesOf("0", 1150)).rows()).isEmpty();
        assertThat(refusal.fired()).isEqualTo(1);
    }

    @Test
    void tellsTheAccount() {
        Open115Client client = fixture.client();

        AccountInfo info = client.accountInfo();

        assertThat(info.userId()).isEqualTo("100200300");
        assertThat(info.totalBytes()).isPositive();
        assertThat(info.usedBytes() + info.remainingBytes()).isEqualTo(info.totalBytes());
        assertThat(client.account().name()).isEqualTo("default");
        assertThat(client.account().callCounts())
                .containsEntry("GET /open/user/info", 1L)
                .containsEntry("POST /open/refreshToken", 1L);
        assertThat(fixture.emulator().requests().of(USER_INFO).get(0).userAgent())
                .matches("camel-open115/\\d+\\.\\d+.*");
    }

    @Test
    @DisplayName("R41 a life of tokens or an end of the membership that cannot be fails no call")
    void leavesImpossibleTimesOut() {
        fixture.emulator()
                .faults()
                .arm(
                        "/open/refreshToken",
                        Fault.rewrite(reply -> reply.withObject("data").put("expires_in", Long.MAX_VALUE)));
        fixture.emulator()
                .faults()
                .arm(
                        USER_INFO,
                        Fault.rewrite(reply ->
                                reply.withObject("data").withObject("vip_info").put("expire", "99999999999999999999")));

        Open115Client client = fixture.client();
        assertThat(client.accountInfo().levelExpiresAt()).isNull();
        assertThat(client.accountInfo().levelExpiresAt())
                .isEqualTo(fixture.clock()
                        .instant()
                        .truncatedTo(ChronoUnit.SECONDS)
                        .plusSeconds(30_000_000));
        assertThat(client.account().callCounts()).containsEntry("POST /open/refreshToken", 1L);
    }

    @Test
    void keepsTheTokensInTheStateDirectory() {
        fixture.client().accountInfo();

        assertThat(directory.resolve("tokens").resolve("account-default.json"))
                .content()
                .contains(fixture.emulator().account().currentRefreshToken());
    }

    @Test
    void refusesWhatCannotWork() {
        assertThatThrownBy(() -> fixture.builder().userAgent(" ").build()).hasMessageContaining("userAgent");
        assertThatThrownBy(() -> fixture.builder().apiBaseUrl("proapi").build()).hasMessageContaining("apiBaseUrl");
        assertThatThrownBy(() -> fixture.builder().callTimeout(Duration.ZERO).build())
                .hasMessageContaining("callTimeout");
        assertThatThrownBy(() -> new Limits(0, 1, Duration.ofSeconds(1), Duration.ofSeconds(1)))
                .hasMessageContaining("requestsPerSecond");
    }

    @Test
    void aViewSharesTheAccountAndDoesNotCloseIt() {
        Open115Client client = fixture.client();
        fixture.emulator().faults().arm(USER_INFO, Fault.error(770004, "limit"));
        Open115Client view = client.with(WaitPolicy.failAtOnce());

        assertThatThrownBy(view::accountInfo).isInstanceOf(ThrottledException.class);
        assertThat(client.account().pausedUntil())
                .isPresent()
                .isEqualTo(view.account().pausedUntil());
        view.close();
        assertThatCode(() ->
                        client.with(WaitPolicy.waitAtMost(Duration.ofHours(1))).accountInfo())
                .doesNotThrowAnyException();
        assertThat(client.account().pausedUntil()).isEmpty();
    }

    @Test
    void leavesTheHttpClientOfTheUserOpen() throws Exception {
        OkHttpClient own = new OkHttpClient();
        fixture.builder().httpClient(own).build().close();

        assertThat(own.dispatcher().executorService().isShutdown()).isFalse();
    }

    @Test
    @DisplayName("R30 closing ends 20 hanging calls and every wait")
    void closingEndsEverything() throws Exception {
        Open115Client client = fixture.keep(fixture.builder()
                .clock(Clock.systemUTC())
                .sleeper(null)
                .limits(slow())
                .callTimeout(Duration.ofMinutes(5))
                .readTimeout(Duration.ofMinutes(5))
                .build());
        client.accountInfo();
        CountDownLatch arrived = new CountDownLatch(1);
        fixture.emulator()
                .faults()
                .arm(USER_INFO, Fault.run(arrived::countDown), Fault.silence())
                .always();
        ExecutorService pool = Executors.newFixedThreadPool(20);
        List<Future<?>> calls = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            calls.add(pool.submit(client::accountInfo));
        }
        arrived.await();

        client.close();

        pool.shutdown();
        assertThat(pool.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        assertThat(calls).allSatisfy(call -> assertThatThrownBy(call::get).hasCauseInstanceOf(Open115Exception.class));
        assertThatThrownBy(client::accountInfo).isInstanceOf(Open115Exception.class);
        pool.shutdownNow();
    }

    @Test
    @DisplayName("R30 a call ends within its time when nothing comes, and when a byte comes now and then")
    void everyCallEnds() {
        // logs in, for which there is time
        fixture.client().accountInfo();
        Open115Client client = fixture.keep(fixture.builder(null)
                .callTimeout(Duration.ofSeconds(3))
                .readTimeout(Duration.ofMillis(1500))
                .build());
        fixture.emulator().faults().arm(USER_INFO, Fault.stalledAfter(3));
        assertThatThrownBy(client::accountInfo).isInstanceOf(NoReplyException.class);
        fixture.emulator().faults().arm(USER_INFO, Fault.trickle(Duration.ofMillis(100)));
        assertThatThrownBy(client::accountInfo).isInstanceOf(NoReplyException.class);

        assertThat(fixture.emulator().requests().count(USER_INFO)).isEqualTo(3);
    }

    @Test
    void theStateDirectoryIsMadeWhenItIsMissing() {
        Path deep = directory.resolve("a").resolve("b");
        fixture.keep(fixture.builder().stateDirectory(deep).build()).accountInfo();

        assertThat(Files.isDirectory(deep.resolve("tokens"))).isTrue();
    }

    private static Limits slow() {
        return new Limits(2, 1000, Duration.ofMinutes(5), Duration.ofMinutes(60));
    }
}
