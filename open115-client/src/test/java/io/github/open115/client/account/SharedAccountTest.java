/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.open115.client.EmulatedAccountFixture;
import io.github.open115.client.Open115Client;
import io.github.open115.client.http.ThrottledException;
import io.github.open115.emulator.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several clients and views of one account, as routes and contexts of one process have them. */
@Timeout(600)
class SharedAccountTest {

    private static final String USER_INFO = "/open/user/info";
    private static final Limits ONE_A_SECOND = new Limits(1, 8000, Duration.ofMinutes(5), Duration.ofMinutes(60));

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
    @DisplayName("R4 10 endpoints on one account, 100 calls each: 1000 requests, never two within a second")
    void tenEndpointsKeepTheIntervalTogether() throws Exception {
        VirtualTime time = new VirtualTime("2026-10-01T15:52:00Z");
        List<Instant> sent = Collections.synchronizedList(new ArrayList<>());
        OkHttpClient recording = new OkHttpClient.Builder()
                .addInterceptor(chain -> {
                    if (chain.request().url().encodedPath().equals(USER_INFO)) {
                        sent.add(time.instant());
                    }
                    return chain.proceed(chain.request());
                })
                .build();
        Open115Client client = fixture.keep(fixture.builder()
                .limits(ONE_A_SECOND)
                .clock(time)
                .sleeper(time.sleeper())
                .httpClient(recording)
                .build());
        List<Callable<?>> endpoints = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Open115Client view = client.with(WaitPolicy.waitAtMost(Duration.ofSeconds(i)));
            endpoints.add(() -> {
                for (int call = 0; call < 100; call++) {
                    view.accountInfo();
                }
                return null;
            });
        }
        time.run(endpoints);

        assertThat(sent).hasSize(1000);
        assertThat(fixture.emulator().requests().count(USER_INFO)).isEqualTo(1000);
        for (int i = 1; i < sent.size(); i++) {
            assertThat(Duration.between(sent.get(i - 1), sent.get(i))).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        }
    }

    @Test
    @DisplayName("R4 two clients of one account share its budget")
    void twoClientsShareTheBudget() {
        Open115Client one = fixture.client(ONE_A_SECOND);
        Open115Client other = fixture.client(ONE_A_SECOND);
        Instant before = fixture.clock().instant();
        for (int i = 0; i < 5; i++) {
            one.accountInfo();
            other.accountInfo();
        }

        assertThat(Duration.between(before, fixture.clock().instant())).isEqualTo(Duration.ofSeconds(9));
        assertThat(one.account().budget().usedToday()).isEqualTo(10);
    }

    @Test
    @DisplayName("R4 a client with other limits for an account in use is refused, and both are named")
    void refusesAClientWithOtherLimits() {
        fixture.client(ONE_A_SECOND);

        assertThatThrownBy(() -> fixture.client(new Limits(1, 100, Duration.ofMinutes(5), Duration.ofHours(1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("requestsPerDay=8000")
                .hasMessageContaining("requestsPerDay=100");
    }

    @Test
    @DisplayName("R4 a client with another state store for an account in use is refused, and both are named")
    void refusesAClientWithAnotherStateStore() {
        fixture.client();

        assertThatThrownBy(() -> fixture.builder()
                        .accountStateStore(new MemoryStateStore())
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(directory.toString())
                .hasMessageContaining("memory");
    }

    @Test
    @DisplayName("R5 calls that wait for their turn when the account is throttled fail immediately and are not counted")
    void queuedCallsAreNotCounted() throws Exception {
        VirtualTime time = new VirtualTime("2026-10-01T12:00:00Z");
        Open115Client client = fixture.keep(fixture.builder()
                .limits(ONE_A_SECOND)
                .clock(time)
                .sleeper(time.sleeper())
                .build());
        fixture.emulator().faults().arm(USER_INFO, Fault.error(770004, "x")).after(2);
        List<Instant> refused = Collections.synchronizedList(new ArrayList<>());
        Instant before = time.instant();
        time.run(Collections.nCopies(20, () -> {
            if (throttled(client) != null) {
                refused.add(time.instant());
            }
            return null;
        }));

        assertThat(refused).hasSize(18).allSatisfy(at -> assertThat(at).isBetween(before, before.plusSeconds(3)));
        assertThat(fixture.emulator().requests().count(USER_INFO)).isEqualTo(3);
        assertThat(client.account().budget().usedToday()).isEqualTo(3);
    }

    @Test
    @DisplayName("R5 after a restart nothing is sent until the pause ends, then one probe")
    void survivesARestart() {
        Open115Client first = fixture.client();
        fixture.emulator().faults().arm(USER_INFO, Fault.error(770004, "x"));
        Instant resumeAt = throttled(first).resumeAt().orElseThrow();
        first.close();

        Open115Client second = fixture.client();
        fixture.emulator().requests().reset();
        assertThat(throttled(second).resumeAt()).contains(resumeAt);
        assertThat(fixture.emulator().requests().count(USER_INFO)).isZero();

        fixture.clock().advance(Duration.ofMinutes(5));
        second.accountInfo();
        assertThat(fixture.emulator().requests().count(USER_INFO)).isEqualTo(1);
    }

    @Test
    @DisplayName("R5 when the pause ends, exactly one of 20 calls is sent; the others follow after its success")
    void sendsOneOf20CallsAfterThePause() throws Exception {
        Open115Client client = fixture.client();
        fixture.emulator().faults().arm(USER_INFO, Fault.error(770004, "x"));
        throttled(client);
        fixture.clock().advance(Duration.ofMinutes(5));
        fixture.emulator().requests().reset();
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        fixture.emulator().faults().arm(USER_INFO, Fault.run(() -> {
            arrived.countDown();
            awaitQuietly(release);
        }));
        ExecutorService pool = Executors.newSingleThreadExecutor();
        Future<?> probe = pool.submit(client::accountInfo);
        arrived.await();

        Open115Client impatient = client.with(WaitPolicy.failAtOnce());
        for (int i = 0; i < 19; i++) {
            assertThat(throttled(impatient).resumeAt())
                    .contains(fixture.clock().instant().plusSeconds(1));
        }
        assertThat(fixture.emulator().requests().count(USER_INFO)).isEqualTo(1);

        release.countDown();
        probe.get();
        pool.shutdownNow();
        impatient.accountInfo();
        assertThat(client.account().throttled()).isEmpty();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ThrottledException throttled(Open115Client client) {
        return catchThrowableOfType(ThrottledException.class, client::accountInfo);
    }
}
