package io.github.open115.client.links;

import java.time.Instant;

/** Links that nobody made. */
final class Links {

    static final String AGENT = "agent";

    private static int made;

    private Links() {}

    static LinkKey key(String pickCode) {
        return new LinkKey(pickCode, AGENT, 0);
    }

    /** Another link each time. */
    static DownloadLink link(String pickCode, Instant expiresAt) {
        String url = "https://cdn.example/" + made++;
        return new DownloadLink("1", pickCode, "name", 1, null, url, AGENT, expiresAt);
    }
}
