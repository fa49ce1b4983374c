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
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key to the page. The address of a caller does not tell who it is: a reverse proxy at this machine may pass on what
 * strangers ask, as if it asked by itself. So each request brings the key: a browser in a cookie, which it gets for the
 * parameter {@code key}; a player in that parameter.
 */
final class PageKey {

    /** The header with the token of a change. A form cannot set one, and a script of another page is not allowed to. */
    static final String CHANGE_TOKEN = "X-Open115-Token";

    private static final String PARAMETER = "key=";
    private static final String HMAC = "HmacSHA256";
    private static final byte[] CHANGES = "changes".getBytes(StandardCharsets.US_ASCII);

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

    /**
     * What the page sends along with each change. It opens nothing, and the key cannot be computed from it; the page reads it
     * from an answer that no other page can read.
     */
    String changeToken() {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(value.getBytes(StandardCharsets.UTF_8), HMAC));
            return HexFormat.of().formatHex(mac.doFinal(CHANGES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether a request brings the token that a change needs. */
    boolean isChangeTokenIn(HttpServletRequest request) {
        String given = request.getHeader(CHANGE_TOKEN);
        return given != null && isEqual(changeToken(), given);
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
        return isEqual(value, given);
    }

    private static boolean isEqual(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
