/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.serve;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Percent-encodes text as UTF-8. ASCII letters and digits stay as they are, and so do a few other characters. */
final class PercentEncoding {

    private static final String ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final String KEPT_IN_PATHS = "-_.~+&=$:@";
    private static final String KEPT_IN_PARAMETERS = "-_.~";

    private PercentEncoding() {}

    /** A path of a URL as the proxies of OpenList and AList expect it: each segment with {@code /} before it. */
    static String path(List<String> segments) {
        return segments.stream()
                .map(segment -> "/" + encoded(segment, KEPT_IN_PATHS))
                .collect(Collectors.joining());
    }

    /** The value of a parameter of an HTTP header, such as {@code filename*} (RFC 8187). */
    static String parameter(String value) {
        return encoded(value, KEPT_IN_PARAMETERS);
    }

    private static String encoded(String text, String kept) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (octet > 0 && (ALPHANUMERIC.indexOf(octet) >= 0 || kept.indexOf(octet) >= 0)) {
                encoded.append((char) octet);
            } else {
                encoded.append(String.format("%%%02X", octet & 0xff));
            }
        }
        return encoded.toString();
    }
}
