/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.auth;

import java.nio.file.Path;
import java.time.Duration;
import okhttp3.OkHttpClient;

/** An account on an auth host of its own, with a store in a directory and a clock that stands. */
final class AuthorizationFixture implements AutoCloseable {

    static final String ACCOUNT = "test";
    private static final OkHttpClient BASE = new OkHttpClient();

    final AuthHost host = new AuthHost();
    final SettableClock clock = new SettableClock();
    final FileTokenStore files;
    Duration maxWait = Duration.ofSeconds(10);

    AuthorizationFixture(Path directory) {
        this.files = new FileTokenStore(directory);
    }

    /** A manager as another process would have it: nothing is shared but the store. */
    TokenManager manager(String refreshToken, String accessToken) {
        return manager(files, refreshToken, accessToken);
    }

    TokenManager manager(TokenStore store, String refreshToken, String accessToken) {
        TokenManager manager = new TokenManager(settings(store, refreshToken, accessToken));
        manager.seed(refreshToken, accessToken);
        return manager;
    }

    AuthorizationSettings settings(TokenStore store, String refreshToken, String accessToken) {
        return new AuthorizationSettings(
                ACCOUNT,
                store,
                refreshToken,
                accessToken,
                host.settings(),
                BASE,
                clock,
                task -> {
                    Thread thread = new Thread(task, "refresh");
                    thread.setDaemon(true);
                    return thread;
                },
                maxWait);
    }

    StoredAuthorization stored() {
        return files.load(ACCOUNT);
    }

    void advance(Duration duration) {
        clock.advance(duration);
    }

    @Override
    public void close() {
        host.close();
    }
}
