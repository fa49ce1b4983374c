package io.github.open115.client.links;

import java.util.Objects;

/**
 * What a link is for: it works for one file and for one agent (section G.3).
 *
 * @param pickCode pick code of the file
 * @param userAgent the agent that will use the link
 * @param copy which of several links to the file for this agent, from 0
 */
record LinkKey(String pickCode, String userAgent, int copy) {

    LinkKey {
        Objects.requireNonNull(pickCode, "pickCode");
        Objects.requireNonNull(userAgent, "userAgent");
    }
}
