/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The log-in of a web application: the browser comes back with a code, which the application exchanges for tokens. The
 * user is logged in at 115, so that nobody is asked. Any redirect domain is taken for the configured one. Thread-safe.
 */
final class AuthorizationCodes {

    /** The service does not say how long a code works. */
    private static final Duration LIFETIME = Duration.ofMinutes(5);

    private record Grant(String redirectUri, Instant expiry) {}

    private final Settings settings;
    private final Signatures signatures;
    private final Map<String, Grant> grants = new HashMap<>();
    private long issued;

    AuthorizationCodes(Settings settings, Signatures signatures) {
        this.settings = settings;
        this.signatures = signatures;
    }

    /** Returns the address that the browser is sent to, with a new code. */
    synchronized String redirect(Request request) {
        String redirectUri = request.parameter("redirect_uri");
        require(request.parameter("client_id").equals(settings.clientId), AuthCodes.CLIENT_ID, "client_id 错误");
        require(request.parameter("response_type").equals("code"), AuthCodes.RESPONSE_TYPE, "response_type 错误");
        URI uri = parsed(redirectUri);
        require(uri.getScheme() != null, AuthCodes.REDIRECT_SCHEME, "redirect_uri 缺少协议");
        require(uri.getHost() != null, AuthCodes.REDIRECT_HOST, "redirect_uri 缺少域名");
        String code = signatures.sign("code" + ++issued);
        grants.put(code, new Grant(redirectUri, settings.clock.instant().plus(LIFETIME)));
        return redirectUri + (uri.getRawQuery() == null ? "?" : "&") + "code=" + code + "&state="
                + URLEncoder.encode(request.parameter("state"), StandardCharsets.UTF_8);
    }

    /** Checks that the application may have tokens for a code. A code works once. */
    synchronized void redeem(Request request) {
        require(request.parameter("grant_type").equals("authorization_code"), AuthCodes.GRANT_TYPE, "grant_type 错误");
        require(request.parameter("client_id").equals(settings.clientId), AuthCodes.CODE_CLIENT_ID, "client_id 校验失败");
        require(
                request.parameter("client_secret").equals(settings.clientSecret),
                AuthCodes.CLIENT_SECRET,
                "client_secret 校验失败");
        Grant grant = grants.get(request.parameter("code"));
        require(
                grant != null && settings.clock.instant().isBefore(grant.expiry),
                AuthCodes.AUTHORIZATION_CODE,
                "授权码校验失败");
        require(
                request.parameter("redirect_uri").equals(grant.redirectUri),
                AuthCodes.REDIRECT_DIFFERS,
                "redirect_uri 与授权时不一致");
        grants.remove(request.parameter("code"));
    }

    private static URI parsed(String redirectUri) {
        try {
            return new URI(redirectUri);
        } catch (URISyntaxException e) {
            throw new ApiError(AuthCodes.PARAMETERS, "redirect_uri 错误");
        }
    }

    private static void require(boolean condition, long code, String message) {
        if (!condition) {
            throw new ApiError(code, message);
        }
    }
}
