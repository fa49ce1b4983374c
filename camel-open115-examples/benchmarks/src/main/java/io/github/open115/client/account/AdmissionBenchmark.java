/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.account;

import io.github.open115.client.auth.AuthorizationSettings;
import io.github.open115.client.auth.FileTokenStore;
import io.github.open115.client.auth.TokenManager;
import io.github.open115.client.http.ApiCall;
import io.github.open115.client.http.HttpSettings;
import io.github.open115.client.http.Sleeper;
import io.github.open115.client.http.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a call costs before it is sent: breaker, budget and access token, with limits that never make it wait. The state
 * is kept in files, as it is by default.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 3)
public class AdmissionBenchmark {

    private static final Limits NO_WAITING =
            new Limits(1e9, Integer.MAX_VALUE, Duration.ofMinutes(5), Duration.ofHours(1));
    private static final ApiCall CALL = ApiCall.get("/open/user/info").build();

    private Path directory;
    private TokenManager tokens;
    private Transport transport;
    private Account account;

    /** Makes an account whose access token is good; nothing is ever sent. */
    @Setup
    public void open() throws IOException {
        directory = Files.createTempDirectory("benchmark");
        Duration timeout = Duration.ofSeconds(10);
        HttpSettings http = new HttpSettings(
                HttpSettings.DEFAULT_API_BASE_URL,
                HttpSettings.DEFAULT_AUTH_BASE_URL,
                HttpSettings.DEFAULT_QR_CODE_BASE_URL,
                "benchmark",
                timeout,
                timeout,
                timeout);
        Clock clock = Clock.systemUTC();
        OkHttpClient client = new OkHttpClient();
        tokens = TokenManager.acquire(new AuthorizationSettings(
                "benchmark",
                new FileTokenStore(directory),
                null,
                "an-access-token-that-is-never-sent",
                http,
                client,
                clock,
                Thread::new,
                timeout));
        transport = Transport.pooled(http, client, clock);
        account = new Account(
                tokens,
                transport,
                NO_WAITING,
                new FileAccountStateStore(directory),
                clock,
                Sleeper.SYSTEM,
                AccountListener.NONE,
                "");
    }

    /** Removes everything. */
    @TearDown
    public void close() throws IOException {
        account.close();
        tokens.release();
        transport.close();
        List<Path> files;
        try (Stream<Path> tree = Files.walk(directory)) {
            files = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }

    /** One thread alone. */
    @Benchmark
    @Threads(1)
    public Object uncontended() {
        return account.admit(CALL, Lane.LINKS, Instant.MAX);
    }

    /** Sixteen threads at once on one account. */
    @Benchmark
    @Threads(16)
    public Object contended() {
        return account.admit(CALL, Lane.LINKS, Instant.MAX);
    }
}
