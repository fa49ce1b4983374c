/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.gateway;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who may see what. The person at this machine, who has the key, sees all. Whoever comes from elsewhere sees what a signed link names, and
 * download proxies may ask for links, with their secret: the rules of the service forbid public distribution.
 *
 * <p>What changes something needs the token of the page too, so that no other page can let the browser of this person do it.
 *
 * <p>No body of a stranger is read: he is answered before it has come.
 */
final class AccessFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    /** The route checks the sign. */
    private static final Pattern SIGNED = Pattern.compile("/s/.*", Pattern.DOTALL);

    private static final String LINKS_FOR_PROXIES = "api/fs/link";

    private static final String NO_KEY = "Open the address that the gateway wrote when it was started: it has the key.";

    /** Every other method changes something, and needs the token of the page beside the cookie. */
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private static final Set<String> OWN_NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    /** The gateway's own page, and what a person typed; another port of this machine is another page. */
    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

    /** Left by reverse proxies, whose own address says nothing of who is behind them. */
    private static final List<String> TRACES_OF_A_PROXY =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via");

    /** What the proxies know as their token; null for none. */
    private final String proxySecret;

    private final PageKey key;

    private final Set<String> trustedNames;

    AccessFilter(WebSettings settings, String proxySecret) {
        this.proxySecret = proxySecret;
        this.key = settings.key();
        this.trustedNames = settings.names();
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = path(request);
        if (isForProxies(path)) {
            if (knowsTheSecret(request)) {
                chain.doFilter(request, response);
            } else {
                Replies.problem(response, HttpServletResponse.SC_UNAUTHORIZED, "The secret is wrong.");
            }
        } else if (SIGNED.matcher(path).matches()) {
            if (hasBody(request)) {
                refuse(response, HttpServletResponse.SC_BAD_REQUEST, "A signed link is opened without a body.");
            } else {
                chain.doFilter(request, response);
            }
        } else if (!isAtThisMachine(request) && !hasTrustedName(request)) {
            refuse(response, HttpServletResponse.SC_FORBIDDEN, "From here, only signed links can be opened.");
        } else if (isFromAnotherPage(request)) {
            refuse(response, HttpServletResponse.SC_FORBIDDEN, "Another page must not do this.");
        } else if (!key.isIn(request)) {
            if (path.startsWith("/api/")) {
                Replies.problem(response, HttpServletResponse.SC_FORBIDDEN, NO_KEY);
            } else {
                refuse(response, HttpServletResponse.SC_FORBIDDEN, NO_KEY);
            }
        } else if (!READING.contains(request.getMethod()) && !key.isChangeTokenIn(request)) {
            Replies.problem(response, HttpServletResponse.SC_FORBIDDEN, "A change needs the token of the page.");
        } else if (path.equals("/") && key.isInQuery(request)) {
            key.keep(request, response);
        } else {
            chain.doFilter(request, response);
        }
    }

    /** Camel takes an address in any case, and with slashes behind it. */
    private static boolean isForProxies(String path) {
        return path.replaceAll("^/+|/+$", "").equalsIgnoreCase(LINKS_FOR_PROXIES);
    }

    private boolean knowsTheSecret(HttpServletRequest request) {
        String given = request.getHeader("Authorization");
        return proxySecret != null
                && given != null
                && MessageDigest.isEqual(
                        proxySecret.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether one is announced (RFC 9112, section 6.3), with whatever method. */
    static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    /** The path that the server goes by; the one that was sent may lead somewhere else, with two dots in it. */
    static String path(HttpServletRequest request) {
        return request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
    }

    /** By the address, and by the name that was asked for: a page of a stranger can let its own name mean this machine. */
    private static boolean isAtThisMachine(HttpServletRequest request) throws IOException {
        return InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress()
                && OWN_NAMES.contains(request.getServerName())
                && !isProxied(request);
    }

    /** Whether a reverse proxy tells that it has passed the request on. */
    static boolean isProxied(HttpServletRequest request) {
        return TRACES_OF_A_PROXY.stream().anyMatch(name -> request.getHeader(name) != null);
    }

    /** As a reverse proxy passes it on, wherever that is. */
    private boolean hasTrustedName(HttpServletRequest request) {
        String name = request.getServerName();
        return trustedNames.contains(name) || trustedNames.contains(name + ":" + request.getServerPort());
    }

    /** Another page could not read the answers, but could change something, or use the account's calls up. */
    private static boolean isFromAnotherPage(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        // a reverse proxy may speak TLS
        boolean foreign =
                origin != null && !origin.replaceFirst("^https?://", "").equals(request.getHeader("Host"));
        String site = request.getHeader("Sec-Fetch-Site");
        // a frame navigates, too; only a person who follows a link gets a document
        boolean embedded =
                site != null && !OWN_SITES.contains(site) && !"document".equals(request.getHeader("Sec-Fetch-Dest"));
        return foreign || embedded;
    }

    static void refuse(HttpServletResponse response, int status, String text) throws IOException {
        response.setStatus(status);
        response.setContentType("text/plain;charset=utf-8");
        response.getWriter().println(text);
    }
}
