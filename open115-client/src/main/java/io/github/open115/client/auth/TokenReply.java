package io.github.open115.client.auth;

import io.github.open115.client.http.JsonObject;
import io.github.open115.client.http.UnreadableReplyException;
import java.time.Duration;
import java.time.Instant;

/** The reply that brings tokens, the same for a log-in and for a refresh (section B.4). */
final class TokenReply {

    /** Life of an access token when the reply does not tell (section B.1). */
    private static final long DEFAULT_LIFE_SECONDS = 7200;

    /** A month is six hundred times what the service gives; a longer one is none, and could not be counted with. */
    private static final long LONGEST_LIFE_SECONDS = Duration.ofDays(30).toSeconds();

    private TokenReply() {}

    /**
     * The pair in a successful reply.
     *
     * @param askedAt when it was asked for
     * @throws UnreadableReplyException when a token is missing or empty, which counts as a failure
     */
    static TokenPair pair(JsonObject reply, Instant askedAt) {
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
