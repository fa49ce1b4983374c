/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.gateway;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * The key to the page. The address of a caller does not tell who it is: a reverse proxy at this machine may pass on what
 * strangers ask, as if it asked by itself. So each request brings the key: a browser in a cookie, which it gets for the
 * parameter {@code key}; a player in that parameter.
 */
final class PageKey {

    private static final String PARAMETER = "key=";

    private final String value;

    PageKey(String value) {
        this.value = value;
    }

    /** The query that opens the page. */
    String query() {
        return "?" + PARAMETER + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** Whether a request brings the key. */
    boolean isIn(HttpServletRequest request) {
        Stream<String> cookies = request.getCookies() == null
                ? Stream.empty()
                : Arrays.stream(request.getCookies())
                        .filter(cookie -> cookie.getName().equals(cookieName(request)))
                        .map(Cookie::getValue);
        return isInQuery(request) || cookies.anyMatch(given -> matches(decoded(given)));
    }

    /** Whether a request brings the key in its query. */
    boolean isInQuery(HttpServletRequest request) {
        String query = request.getQueryString();
        return query != null
                && Arrays.stream(query.split("&"))
                        .filter(parameter -> parameter.startsWith(PARAMETER))
                        .anyMatch(parameter -> matches(decoded(parameter.substring(PARAMETER.length()))));
    }

    /** Has the browser keep the key until it is closed, and ask again without it in the address. */
    void keep(HttpServletRequest request, HttpServletResponse response) {
        // no script reads it, and no other page makes the browser send it but by a link that a person follows
        response.addHeader(
                "Set-Cookie",
                cookieName(request) + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)
                        + "; Path=/; HttpOnly; SameSite=Lax");
        response.setStatus(HttpServletResponse.SC_FOUND);
        response.setHeader("Location", "./");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Referrer-Policy", "no-referrer");
    }

    /** With the port, because browsers send the cookies of a name to all its ports. */
    private static String cookieName(HttpServletRequest request) {
        return "open115-key-" + request.getLocalPort();
    }

    private boolean matches(String given) {
        return MessageDigest.isEqual(value.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
