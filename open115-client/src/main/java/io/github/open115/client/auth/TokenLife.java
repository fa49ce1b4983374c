package io.github.open115.client.auth;

import java.time.Instant;

/**
 * From when to when an access token serves.
 *
 * @param issuedAt when it was asked for
 * @param expiresAt when it ends; null when that is not known, as for one that an option brought in
 */
public record TokenLife(Instant issuedAt, Instant expiresAt) {

    /** The life of the access token of a pair; null when the pair has none. */
    static TokenLife of(TokenPair pair) {
        return pair == null || pair.accessToken() == null
                ? null
                : new TokenLife(pair.issuedAt(), pair.expiresIn() == null ? null : pair.expiresAt());
    }
}
