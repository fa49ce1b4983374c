/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** The anatomy of a download link: whose it is, for which agent, until when (docs/115-open-api.md G.1). */
final class LinkSigner {

    /** What the CDN says to every link that it does not like (docs/115-open-api.md G.5). */
    static final String REFUSAL =
            "{\"request_id\":\"6501F2A3B4C5D6E7F8091A2B\",\"status\":403,\"message\":\"invalid signature\"}";

    private static final List<String> SIGNED = List.of("t", "u", "s", "d", "c", "f", "us", "uc", "v");

    private final Settings settings;
    private final Signatures signatures;
    private final AtomicLong links = new AtomicLong();

    LinkSigner(Settings settings, Signatures signatures) {
        this.settings = settings;
        this.signatures = signatures;
    }

    /** Makes a link of its own, even for the same file and agent in the same second. */
    String link(String cdnBaseUrl, Entry file, String userAgent) {
        String folder = signatures.sign("link" + links.incrementAndGet()) + "00000000";
        String path = "/" + folder + "/" + pathSegment(file.name);
        Map<String, String> link = new LinkedHashMap<>();
        link.put("t", Long.toString(settings.clock.seconds() + settings.linkLifetime.toSeconds()));
        link.put("u", Long.toString(EmulatedAccount.USER_ID));
        link.put("s", "524288000");
        link.put("d", "vip-" + EmulatedAccount.USER_ID + "-" + file.pickCode + "-1-" + settings.clientId);
        link.put("c", Integer.toString(settings.connectionsPerLink));
        link.put("f", "1");
        link.put("us", "5242880000");
        link.put("uc", "10");
        link.put("v", "1");
        link.put("k", signature(path, link, userAgent));
        return cdnBaseUrl
                + path
                + link.entrySet().stream()
                        .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                        .collect(Collectors.joining("&", "?", ""));
    }

    /** Whether a request presents a link as it was made, and the User-Agent that it was made for, byte for byte. */
    boolean isGenuine(Request request) {
        return signature(request.rawPath(), request.parameters(), request.header("User-Agent"))
                .equals(request.parameter("k"));
    }

    boolean isExpired(Request request) {
        return settings.clock.seconds() >= Long.parseLong(request.parameter("t"));
    }

    /** The pick code within a genuine link. */
    String pickCode(Request request) {
        return request.parameter("d").split("-")[2];
    }

    private String signature(String path, Map<String, String> link, String userAgent) {
        return signatures.sign(SIGNED.stream()
                .map(name -> name + "=" + link.get(name))
                .collect(Collectors.joining("\n", path + "\n", "\n" + userAgent)));
    }

    /** A name of dots has nothing that could be encoded, though many clients shorten such a path. */
    private static String pathSegment(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
