package io.github.open115.client.links;

import java.util.Objects;

/**
 * What a link is for: it works for one file and for one agent (section G.3).
 *
 * @param pickCode pick code of the file
 * @param userAgent the agent that will use the link
 */
record LinkKey(String pickCode, String userAgent) {

    LinkKey {
        Objects.requireNonNull(pickCode, "pickCode");
        Objects.requireNonNull(userAgent, "userAgent");
    }

    static LinkKey of(DownloadLink link) {
        return new LinkKey(link.pickCode(), link.userAgent());
    }
}
