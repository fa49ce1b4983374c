/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.client.account.AccountCalls;
import io.github.open115.client.account.Lane;
import io.github.open115.client.auth.SettableClock;
import io.github.open115.client.http.HttpSettings;
import io.github.open115.client.http.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;

/**
 * An object storage that answers what a test says, and a service that gives credentials for it. The n-th credentials have the
 * token {@code TOKEN-n}.
 */
final class StorageFixture implements AutoCloseable {

    final MockWebServer oss = new MockWebServer();
    final SettableClock clock = new SettableClock();
    final StorageClock storageClock = new StorageClock(clock);
    final AtomicInteger tokenCalls = new AtomicInteger();
    final StorageCredentialsCache credentials;
    final StorageClient client;

    private final MockWebServer api = new MockWebServer();
    private final Transport transport;
    private volatile Duration life = Duration.ofHours(1);
    private volatile Duration clockOfTheService = Duration.ZERO;
    private volatile MockResponse refusal;
    private volatile Runnable beforeToken = () -> {};

    StorageFixture() {
        try {
            oss.start();
            api.start();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        api.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                beforeToken.run();
                int number = tokenCalls.incrementAndGet();
                return refusal == null ? token(number) : refusal;
            }
        });
        String url = "http://127.0.0.1:" + api.getPort();
        Duration timeout = Duration.ofSeconds(20);
        transport = Transport.pooled(
                new HttpSettings(url, url, url, "agent", timeout, timeout, timeout), new OkHttpClient(), clock);
        AccountCalls calls = (call, lane) -> {
            assertThat(lane).as("not held back by the pace of listings").isEqualTo(Lane.UPLOADS);
            return transport.send(call, "access");
        };
        credentials = new StorageCredentialsCache(calls, storageClock);
        client = new StorageClient(new OkHttpClient(), timeout, 0, storageClock, "agent");
    }

    /** New credentials are valid so long. */
    void credentialsLast(Duration duration) {
        life = duration;
    }

    /** The clock of the service is ahead of that of this machine. */
    void serviceIsAhead(Duration duration) {
        clockOfTheService = duration;
    }

    /** The service refuses to give credentials; null for no longer. */
    void refuseTokens(MockResponse reply) {
        refusal = reply;
    }

    /** Runs while a call for credentials waits for its reply. */
    void beforeToken(Runnable action) {
        beforeToken = action;
    }

    private MockResponse token(int number) {
        return new MockResponse.Builder()
                .body("{\"state\":true,\"code\":0,\"message\":\"\",\"data\":[{\"endpoint\":\"http://127.0.0.1:"
                        + oss.getPort() + "\",\"AccessKeyId\":\"ID-" + number
                        + "\",\"AccessKeySecret\":\"SECRET\",\"SecurityToken\":\"TOKEN-" + number
                        + "\",\"Expiration\":\""
                        + clock.instant().plus(clockOfTheService).plus(life) + "\"}]}")
                .build();
    }

    @Override
    public void close() {
        transport.close();
        oss.close();
        api.close();
    }
}
