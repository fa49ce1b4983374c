/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.auth;

import java.time.Instant;

/**
 * The life of an access token.
 *
 * @param issuedAt when it was requested
 * @param expiresAt when it ends; null when unknown, as for a token of an option
 */
public record TokenLife(Instant issuedAt, Instant expiresAt) {

    /** The life of the access token of a pair; null when the pair has none. */
    static TokenLife of(TokenPair pair) {
        return pair == null || pair.accessToken() == null
                ? null
                : new TokenLife(pair.issuedAt(), pair.expiresIn() == null ? null : pair.expiresAt());
    }
}
