/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.links;

import java.time.Instant;

/** Links and keys for tests. */
final class Links {

    static final String AGENT = "agent";

    private static int made;

    private Links() {}

    static LinkCache.Key key(String pickCode) {
        return new LinkCache.Key(pickCode, AGENT, 0);
    }

    /** A new link with each call. */
    static DownloadLink link(String pickCode, Instant expiresAt) {
        String url = "https://cdn.example/" + made++;
        return new DownloadLink("1", pickCode, "name", 1, null, url, AGENT, expiresAt);
    }
}
