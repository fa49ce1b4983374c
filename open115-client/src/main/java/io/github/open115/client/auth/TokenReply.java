/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.auth;

import io.github.open115.client.http.JsonObject;
import io.github.open115.client.http.UnreadableReplyException;
import java.time.Duration;
import java.time.Instant;

/** The reply that brings tokens, the same for a log-in and for a refresh (docs/115-open-api.md B.4). */
public final class TokenReply {

    /** The life of an access token when the reply does not state it (docs/115-open-api.md B.1). */
    private static final long DEFAULT_LIFE_SECONDS = 7200;

    /** The service gives two hours. A longer life than this is an error, and could overflow a computed time. */
    private static final long LONGEST_LIFE_SECONDS = Duration.ofDays(30).toSeconds();

    private TokenReply() {}

    /**
     * The pair in a successful reply.
     *
     * @param askedAt when the request was sent
     * @throws UnreadableReplyException when a token is missing or empty, which counts as a failure
     */
    public static TokenPair pair(JsonObject reply, Instant askedAt) {
        JsonObject data = reply.requiredObject("data");
        long life = data.number("expires_in", DEFAULT_LIFE_SECONDS);
        boolean possible = life > 0 && life <= LONGEST_LIFE_SECONDS;
        return new TokenPair(
                data.requiredText("access_token"),
                data.requiredText("refresh_token"),
                askedAt,
                Duration.ofSeconds(possible ? life : DEFAULT_LIFE_SECONDS));
    }
}
