/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.http;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * One call to the service, as a value: its host, its parameters, and whether it may be repeated.
 *
 * <p>Parameters travel in the query of a GET and in the form body of a POST (docs/115-open-api.md A.3: JSON bodies do
 * not work). A parameter whose value is null or empty is not sent, because the service treats both alike.
 */
public final class ApiCall {

    /** The hosts of docs/115-open-api.md A.1 that take calls. */
    public enum Host {
        /** The resource API. */
        API,
        /** Log-in and refresh. */
        AUTH,
        /** The state of a log-in by QR code. */
        QR_CODE
    }

    private final Host host;
    private final String method;
    private final String path;
    private final Map<String, String> parameters;
    private final String userAgent;
    private final boolean repeatable;
    private final Duration timeout;

    private ApiCall(Builder builder) {
        this.host = builder.host;
        this.method = builder.method;
        this.path = builder.path;
        this.parameters = Collections.unmodifiableMap(new LinkedHashMap<>(builder.parameters));
        this.userAgent = builder.userAgent;
        this.repeatable = builder.repeatable;
        this.timeout = builder.timeout;
    }

    /** Starts a GET on the resource API; reads are repeatable. */
    public static Builder get(String path) {
        return new Builder(Host.API, "GET", path, true);
    }

    /** Starts a POST on the resource API; not repeatable unless {@link Builder#repeatable()} says so. */
    public static Builder post(String path) {
        return new Builder(Host.API, "POST", path, false);
    }

    public Host host() {
        return host;
    }

    /** {@code GET} or {@code POST}. */
    public String method() {
        return method;
    }

    /** The absolute path below the host, for example {@code /open/ufile/files}. */
    public String path() {
        return path;
    }

    /** Names and values in the order they were given; never null, unmodifiable. */
    public Map<String, String> parameters() {
        return parameters;
    }

    /** The {@code User-Agent} of this one call, or null for the account's own. */
    public String userAgent() {
        return userAgent;
    }

    /** Whether the call may be sent again when no reply came. */
    public boolean isRepeatable() {
        return repeatable;
    }

    /** The timeout of this call, from connecting to the last byte of the reply; null for the default. */
    public Duration timeout() {
        return timeout;
    }

    /** Method and path only: parameters may hold secrets. */
    @Override
    public String toString() {
        return method + " " + path;
    }

    /** Builds a call. */
    public static final class Builder {

        private final String method;
        private final String path;
        private final Map<String, String> parameters = new LinkedHashMap<>();
        private Host host;
        private String userAgent;
        private boolean repeatable;
        private Duration timeout;

        private Builder(Host host, String method, String path, boolean repeatable) {
            this.host = host;
            this.method = method;
            this.path = Objects.requireNonNull(path);
            this.repeatable = repeatable;
        }

        /** Sends the call to another host than the resource API. */
        public Builder on(Host other) {
            this.host = Objects.requireNonNull(other);
            return this;
        }

        /** Adds a parameter; a null or empty value leaves it out. */
        public Builder parameter(String name, String value) {
            if (value != null && !value.isEmpty()) {
                parameters.put(name, value);
            }
            return this;
        }

        /** Adds a numeric parameter. */
        public Builder parameter(String name, long value) {
            return parameter(name, Long.toString(value));
        }

        /** Sends the call with this {@code User-Agent}; a download link is bound to it (docs/115-open-api.md G.3). */
        public Builder userAgent(String value) {
            this.userAgent = value;
            return this;
        }

        /** Declares the call as idempotent: it may be sent again when no reply came. */
        public Builder repeatable() {
            this.repeatable = true;
            return this;
        }

        /** Sets a timeout for this call; longer than zero. The service may be silent for all of it. */
        public Builder within(Duration time) {
            this.timeout = time;
            return this;
        }

        public ApiCall build() {
            return new ApiCall(this);
        }
    }
}
