/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.serve;

import java.util.Arrays;
import java.util.List;

/**
 * Which web pages may read the answers. By default none: any page in a browser that can reach this machine could otherwise
 * read the drive. A signed URL is made to be given away, so with signed URLs the default is all.
 */
final class CorsRule {

    private final boolean all;
    private final List<String> origins;

    /**
     * @param origins comma separated, or {@code *}; null for the default
     * @param signed whether only signed URLs are answered
     */
    CorsRule(String origins, boolean signed) {
        this.all = origins == null ? signed : origins.trim().equals("*");
        this.origins = origins == null
                ? List.of()
                : Arrays.stream(origins.split(",")).map(String::trim).toList();
    }

    /**
     * The answer to a preflight request. Whether the page may read the answer is decided by {@link #allow}.
     */
    HttpAnswer preflight() {
        return HttpAnswer.of(204)
                .with("Allow", Serving.METHODS)
                .with("Access-Control-Allow-Methods", Serving.METHODS)
                .with("Access-Control-Allow-Headers", "Range, If-Range, If-None-Match")
                .with("Access-Control-Max-Age", "86400");
    }

    /** Lets the page read an answer, if it may. */
    HttpAnswer allow(HttpAnswer answer, HttpRequestView request) {
        if (all) {
            return readableBy("*", answer);
        }
        if (origins.isEmpty()) {
            return answer;
        }
        // also if the page may not: a cache must not return that answer to a page that may
        answer.varying("Origin");
        String origin = request.origin();
        return origin != null && origins.contains(origin) ? readableBy(origin, answer) : answer;
    }

    private static HttpAnswer readableBy(String origin, HttpAnswer answer) {
        return answer.with("Access-Control-Allow-Origin", origin)
                .with("Access-Control-Expose-Headers", "Content-Length, Content-Range, Accept-Ranges, ETag");
    }
}
