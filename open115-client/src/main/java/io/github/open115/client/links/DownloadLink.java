/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.links;

import io.github.open115.client.http.TextTime;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * A link to the content of one file. It works only for the exact {@code User-Agent} it was requested with
 * (docs/115-open-api.md G.3), until it expires (G.2), for two connections at most (G.4).
 *
 * @param fileId file id
 * @param pickCode pick code
 * @param name exact name
 * @param size bytes, -1 when the reply did not say
 * @param sha1 upper-case hex, null when the reply did not say
 * @param url the link itself; a secret, because it gives access to the content, so {@link #toString()} omits it
 * @param userAgent the agent that the link works for
 * @param expiresAt when the link stops working
 */
public record DownloadLink(
        String fileId,
        String pickCode,
        String name,
        long size,
        String sha1,
        String url,
        String userAgent,
        @TextTime Instant expiresAt) {

    public DownloadLink {
        Objects.requireNonNull(pickCode, "pickCode");
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(userAgent, "userAgent");
        Objects.requireNonNull(expiresAt, "expiresAt");
    }

    /** The request headers that the link needs; never empty. */
    public Map<String, String> headers() {
        return Map.of("User-Agent", userAgent);
    }

    @Override
    public String toString() {
        return "DownloadLink[fileId=" + fileId + ", expiresAt=" + expiresAt + "]";
    }
}
