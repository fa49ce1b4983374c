/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.login;

import io.github.open115.client.auth.StoredAuthorization;
import io.github.open115.client.auth.TokenPair;
import io.github.open115.client.auth.TokenStore;
import io.github.open115.client.http.HttpSettings;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;
import okhttp3.OkHttpClient;

/**
 * Logs an account in by a QR code that a person scans with the 115 app: by PKCE with the app ID of the user's own
 * application, without any secret (docs/115-open-api.md A.2, B.2 to B.4). The tokens go into the store, where
 * running clients and routes find them.
 *
 * <pre>{@code
 * DeviceLogin login = DeviceLogin.builder("100195125", store).account("photos").build();
 * try (PendingLogin pending = login.start(code -> System.out.println(code.text(LoginCode.Terminal.DARK)))) {
 *     LoginOutcome outcome = pending.await(Duration.ofMinutes(15));
 * }
 * }</pre>
 *
 * <p>Immutable; each {@link #start} begins a log-in of its own.
 */
public final class DeviceLogin {

    private static final String DEFAULT_FALLBACK_URL = "https://hnqrcodeapi.115.com";
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(60);

    private final String appId;
    private final TokenStore store;
    private final String account;
    private final int maxRenewals;
    private final HttpSettings http;
    private final String fallbackUrl;
    private final OkHttpClient httpClient;
    private final Clock clock;
    private final Sleeper sleeper;

    private DeviceLogin(Builder builder) {
        this.appId = builder.appId;
        this.store = builder.store;
        this.account = builder.account;
        this.maxRenewals = builder.maxRenewals;
        this.http = new HttpSettings(
                HttpSettings.DEFAULT_API_BASE_URL,
                builder.authBaseUrl,
                builder.qrCodeBaseUrl,
                builder.userAgent,
                CONNECT_TIMEOUT,
                CALL_TIMEOUT,
                CALL_TIMEOUT);
        this.fallbackUrl = builder.fallbackUrl();
        this.httpClient = builder.httpClient;
        this.clock = builder.clock;
        this.sleeper = builder.sleeper;
    }

    /**
     * Starts the configuration of a log-in.
     *
     * @param appId the AppID of the user's own application at open.115.com; not secret
     * @param store receives the tokens
     */
    public static Builder builder(String appId, TokenStore store) {
        return new Builder(appId, store);
    }

    /**
     * Begins a log-in and shows its first code. Checks first that the store can be locked and read, because the service
     * gives the tokens once.
     *
     * @param listener shows the codes
     * @return the log-in; the caller waits for it and closes it
     * @throws Open115Exception when the service refuses; for an app ID that it does not accept, the message says what to do
     * @throws io.github.open115.client.auth.TokenStoreException when the store cannot be read or written
     */
    public PendingLogin start(LoginListener listener) {
        PendingLogin pending = prepare(listener, (before, now) -> {});
        try {
            pending.showNewCode();
        } catch (RuntimeException e) {
            pending.close();
            throw e;
        }
        return pending;
    }

    /**
     * A log-in without a code yet, so that another thread can close it while the first code is requested.
     *
     * @param beforeFetch receives what the store had at the beginning, and what the locked store has before the tokens are
     *     fetched; an exception ends the wait, and the tokens are not fetched
     */
    PendingLogin prepare(LoginListener listener, BiConsumer<StoredAuthorization, StoredAuthorization> beforeFetch) {
        Objects.requireNonNull(listener, "listener");
        StoredAuthorization before = store.exclusively(account, TokenStore.Slot::load);
        DeviceLoginEndpoint endpoint = new DeviceLoginEndpoint(appId, http, fallbackUrl, httpClient, clock);
        return new PendingLogin(this, endpoint, listener, now -> beforeFetch.accept(before, now));
    }

    @Override
    public String toString() {
        return "DeviceLogin[account=" + account + ", store=" + store.location() + "]";
    }

    int maxRenewals() {
        return maxRenewals;
    }

    Clock clock() {
        return clock;
    }

    /** Waits between calls; null for real time. */
    Sleeper sleeper() {
        return sleeper;
    }

    /** Works under the lock of the account's authorization. */
    <T> T exclusively(Function<TokenStore.Slot, T> work) {
        return store.exclusively(account, work);
    }

    /** Stores a new pair as the authorization of the account; what does not concern the tokens stays. */
    void keep(TokenPair pair, TokenStore.Slot slot) {
        slot.save(slot.load().authorized(pair, clock.instant()));
    }

    /** Configures a log-in; all values have a default. */
    public static final class Builder {

        private final String appId;
        private final TokenStore store;
        private String account = "default";
        private int maxRenewals = 3;
        private String authBaseUrl = HttpSettings.DEFAULT_AUTH_BASE_URL;
        private String qrCodeBaseUrl = HttpSettings.DEFAULT_QR_CODE_BASE_URL;
        private String qrCodeFallbackUrl;
        private String userAgent = HttpSettings.DEFAULT_USER_AGENT;
        private OkHttpClient httpClient = new OkHttpClient();
        private Clock clock = Clock.systemUTC();
        private Sleeper sleeper;

        private Builder(String appId, TokenStore store) {
            if (appId == null || appId.isBlank()) {
                throw new IllegalArgumentException(
                        "appId must not be empty: it is the AppID of an application of your own at"
                                + " https://open.115.com");
            }
            this.appId = appId.trim();
            this.store = Objects.requireNonNull(store, "store");
        }

        /** Name of the account in the store; default {@code default}. */
        public Builder account(String name) {
            if (name == null || name.isBlank()) {
                throw new IllegalArgumentException("account must not be empty");
            }
            this.account = name;
            return this;
        }

        /** How many codes may replace the first one when nobody confirms in time; default 3, 0 for none. */
        public Builder maxRenewals(int renewals) {
            if (renewals < 0) {
                throw new IllegalArgumentException("maxRenewals must not be negative: " + renewals);
            }
            this.maxRenewals = renewals;
            return this;
        }

        /** The host that begins a log-in and gives its tokens. */
        public Builder authBaseUrl(String url) {
            this.authBaseUrl = url;
            return this;
        }

        /** The host that knows the status of a code. */
        public Builder qrCodeBaseUrl(String url) {
            this.qrCodeBaseUrl = url;
            return this;
        }

        /**
         * The host to ask for the status when {@link #qrCodeBaseUrl} answers HTTP 405. Default null: the service's own second
         * host (docs/115-open-api.md A.1) where {@code qrCodeBaseUrl} is the service's own, else none.
         */
        public Builder qrCodeFallbackUrl(String url) {
            this.qrCodeFallbackUrl = url;
            return this;
        }

        /** Sent with every call; never empty. */
        public Builder userAgent(String agent) {
            this.userAgent = agent;
            return this;
        }

        /** A client to derive from, for a proxy or a trust store; it is neither changed nor closed. */
        public Builder httpClient(OkHttpClient client) {
            this.httpClient = Objects.requireNonNull(client, "httpClient");
            return this;
        }

        /** The clock; tests replace it. */
        public Builder clock(Clock newClock) {
            this.clock = Objects.requireNonNull(newClock, "clock");
            return this;
        }

        /** Waits between calls; null for real time, where closing the log-in ends the wait. */
        public Builder sleeper(Sleeper newSleeper) {
            this.sleeper = newSleeper;
            return this;
        }

        /**
         * Makes the log-in. No call is sent.
         *
         * @throws IllegalArgumentException naming an option whose value cannot be used
         */
        public DeviceLogin build() {
            return new DeviceLogin(this);
        }

        private String fallbackUrl() {
            boolean isService = qrCodeBaseUrl.equals(HttpSettings.DEFAULT_QR_CODE_BASE_URL);
            return qrCodeFallbackUrl == null && isService ? DEFAULT_FALLBACK_URL : qrCodeFallbackUrl;
        }
    }
}
