/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.auth;

import io.github.open115.client.http.HttpSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;
import okhttp3.OkHttpClient;

/**
 * The account whose tokens a {@link TokenManager} keeps, and how it reaches the auth host.
 *
 * @param account its name in the store
 * @param store keeps its tokens
 * @param refreshToken seeds the store; null when there is none
 * @param accessToken seeds the store; null when there is none
 * @param http the auth host, the user agent
 * @param baseClient the HTTP client to derive from
 * @param clock the time of day
 * @param threads makes the threads of refreshes
 * @param maxWait the longest wait of a call for a refresh in progress
 */
public record AuthorizationSettings(
        String account,
        TokenStore store,
        String refreshToken,
        String accessToken,
        HttpSettings http,
        OkHttpClient baseClient,
        Clock clock,
        ThreadFactory threads,
        Duration maxWait) {

    public AuthorizationSettings {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(store, "store");
        Objects.requireNonNull(http, "http");
        Objects.requireNonNull(baseClient, "baseClient");
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(threads, "threads");
        Objects.requireNonNull(maxWait, "maxWait");
    }

    /** Leaves the tokens out. */
    @Override
    public String toString() {
        return "AuthorizationSettings[account=" + account + ", store=" + store.location() + "]";
    }
}
