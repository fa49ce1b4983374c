package io.github.open115.camel.serve;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Paths in URLs, escaped as the proxies of OpenList and AList expect them. */
final class PathSegments {

    private static final String KEPT = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~+&=$:@";

    private PathSegments() {}

    /** Each segment with {@code /} before it; {@code + & = $ : @} stay as they are. */
    static String encoded(List<String> segments) {
        return segments.stream().map(segment -> "/" + encoded(segment)).collect(Collectors.joining());
    }

    private static String encoded(String segment) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : segment.getBytes(StandardCharsets.UTF_8)) {
            if (octet > 0 && KEPT.indexOf(octet) >= 0) {
                encoded.append((char) octet);
            } else {
                encoded.append(String.format("%%%02X", octet & 0xff));
            }
        }
        return encoded.toString();
    }
}
