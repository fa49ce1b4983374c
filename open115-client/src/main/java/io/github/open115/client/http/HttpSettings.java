/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Properties;
import okhttp3.HttpUrl;

/**
 * The hosts, the user agent and the timeouts of calls.
 *
 * @param apiBaseUrl resource API (docs/115-open-api.md A.1)
 * @param authBaseUrl log-in and refresh
 * @param qrCodeBaseUrl state of a log-in by QR code
 * @param userAgent the {@code User-Agent} of every call that names no other; never empty, sent as UTF-8
 * @param connectTimeout to open a connection
 * @param readTimeout the longest silence on a connection
 * @param callTimeout the whole call, from connecting to the last byte of the reply
 */
public record HttpSettings(
        String apiBaseUrl,
        String authBaseUrl,
        String qrCodeBaseUrl,
        String userAgent,
        Duration connectTimeout,
        Duration readTimeout,
        Duration callTimeout) {

    /** The service itself. */
    public static final String DEFAULT_API_BASE_URL = "https://proapi.115.com";
    /** The service itself. */
    public static final String DEFAULT_AUTH_BASE_URL = "https://passportapi.115.com";
    /** The service itself. */
    public static final String DEFAULT_QR_CODE_BASE_URL = "https://qrcodeapi.115.com";
    /** This library by name and version. */
    public static final String DEFAULT_USER_AGENT = "camel-open115/" + version();

    public HttpSettings {
        requireUrl("apiBaseUrl", apiBaseUrl);
        requireUrl("authBaseUrl", authBaseUrl);
        requireUrl("qrCodeBaseUrl", qrCodeBaseUrl);
        requireUserAgent("userAgent", userAgent);
        requirePositive("connectTimeout", connectTimeout);
        requirePositive("readTimeout", readTimeout);
        requirePositive("callTimeout", callTimeout);
    }

    /** The same hosts with other timeouts. */
    public HttpSettings withTimeouts(Duration read, Duration call) {
        return new HttpSettings(apiBaseUrl, authBaseUrl, qrCodeBaseUrl, userAgent, connectTimeout, read, call);
    }

    /** The same with another host for the state of a log-in by QR code. */
    public HttpSettings withQrCodeBaseUrl(String url) {
        return new HttpSettings(apiBaseUrl, authBaseUrl, url, userAgent, connectTimeout, readTimeout, callTimeout);
    }

    HttpUrl url(ApiCall call) {
        String base = switch (call.host()) {
            case API -> apiBaseUrl;
            case AUTH -> authBaseUrl;
            case QR_CODE -> qrCodeBaseUrl;
        };
        return HttpUrl.get(
                base.endsWith("/") ? base.substring(0, base.length() - 1) + call.path() : base + call.path());
    }

    /**
     * Checks a {@code User-Agent}: an empty one is refused because its effect on a link is unknown
     * (docs/115-open-api.md J 10), and a control character would let the value end the header.
     *
     * @throws IllegalArgumentException naming the option
     */
    static String requireUserAgent(String option, String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(option + " must not be empty");
        }
        if (value.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw new IllegalArgumentException(option + " must not contain control characters");
        }
        return value;
    }

    /** The version of this library, as the build wrote it into a resource. */
    private static String version() {
        Properties properties = new Properties();
        try (InputStream stream = HttpSettings.class.getResourceAsStream("version.properties")) {
            if (stream != null) {
                properties.load(stream);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version", "unknown");
    }

    private static void requireUrl(String option, String value) {
        Objects.requireNonNull(value, option);
        if (HttpUrl.parse(value) == null) {
            throw new IllegalArgumentException(option + " must be an http or https address, not " + value);
        }
    }

    private static void requirePositive(String option, Duration value) {
        Objects.requireNonNull(value, option);
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(option + " must be longer than zero, not " + value);
        }
    }
}
