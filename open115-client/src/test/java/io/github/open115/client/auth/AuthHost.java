/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.auth;

import io.github.open115.client.http.HttpSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;

/**
 * The refresh endpoint with faults that can be lined up. A refresh token works once: {@code refresh-1} gives
 * {@code access-2} and {@code refresh-2}, and so on; a used one is answered with 40140120. Another log-in has tokens of
 * another name.
 */
final class AuthHost implements AutoCloseable {

    private final MockWebServer server = new MockWebServer();
    private static final String FIRST_LOG_IN = "refresh";

    // by the name of the log-in
    private final Map<String, AtomicInteger> generations =
            new ConcurrentHashMap<>(Map.of(FIRST_LOG_IN, new AtomicInteger(1)));
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<Fault> faults = new ConcurrentLinkedQueue<>();
    private volatile Runnable beforeAnswer = () -> {};

    private record Fault(boolean rotates, MockResponse response) {}

    AuthHost() {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answer(request.getBody().utf8().replace("refresh_token=", ""));
            }
        });
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    HttpSettings settings() {
        String url = server.url("/").toString();
        Duration timeout = Duration.ofSeconds(10);
        return new HttpSettings(url, url, url, "tests", timeout, timeout, timeout);
    }

    /** Begins another log-in: its first refresh token is {@code name-1}, which gives {@code access-name-2}. */
    AuthHost logIn(String name) {
        generations.put(name, new AtomicInteger(1));
        return this;
    }

    /** The refresh tokens received, in their order. */
    List<String> received() {
        return received;
    }

    /** Answers the next refresh with a failure, without effect. */
    AuthHost refuseNext(long code) {
        return failNext(200, "{\"state\":0,\"code\":" + code + ",\"message\":\"no\",\"data\":{}}");
    }

    AuthHost failNext(int status, String body) {
        faults.add(new Fault(
                false, new MockResponse.Builder().code(status).body(body).build()));
        return this;
    }

    /** Carries the next refresh out and loses the reply. */
    AuthHost loseNextReply() {
        faults.add(new Fault(
                true,
                new MockResponse.Builder()
                        .onResponseStart(new SocketEffect.CloseSocket())
                        .build()));
        return this;
    }

    /** Loses the next refresh before it has an effect. */
    AuthHost loseNextRequest() {
        faults.add(new Fault(
                false,
                new MockResponse.Builder()
                        .onResponseStart(new SocketEffect.CloseSocket())
                        .build()));
        return this;
    }

    /** Runs something while a refresh is being carried out. */
    void beforeAnswer(Runnable action) {
        beforeAnswer = action;
    }

    /** The access token that is valid now. */
    String validAccessToken() {
        return "access-" + generations.get(FIRST_LOG_IN).get();
    }

    @Override
    public void close() {
        server.close();
    }

    private MockResponse answer(String refreshToken) {
        received.add(refreshToken);
        beforeAnswer.run();
        Fault fault = faults.poll();
        if (fault != null && !fault.rotates) {
            return fault.response;
        }
        String name = refreshToken.replaceFirst("-\\d+$", "");
        AtomicInteger generation = generations.get(name);
        if (generation == null || !refreshToken.equals(name + "-" + generation.get())) {
            return json("{\"state\":0,\"code\":40140120,\"message\":\"used\",\"data\":{}}");
        }
        int next = generation.incrementAndGet();
        return fault != null
                ? fault.response
                : json("{\"state\":1,\"code\":0,\"message\":\"\",\"data\":{\"access_token\":\"access-"
                        + (name.equals(FIRST_LOG_IN) ? "" : name + "-") + next + "\",\"refresh_token\":\"" + name + "-"
                        + next
                        + "\",\"expires_in\":7200}}");
    }

    private static MockResponse json(String body) {
        return new MockResponse.Builder()
                .setHeader("Content-Type", "application/json")
                .body(body)
                .build();
    }
}
