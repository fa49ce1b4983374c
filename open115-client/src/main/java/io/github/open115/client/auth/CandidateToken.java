/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.auth;

import java.util.Objects;

/**
 * A refresh token that an option or a person brought while there was a pair that can be renewed. It replaces the pair with
 * its first refresh, and is forgotten when the service refuses it.
 *
 * @param refreshToken what the refresh is asked with
 * @param attempt a refresh without success since, else null
 */
public record CandidateToken(String refreshToken, RefreshAttempt attempt) {

    public CandidateToken {
        Objects.requireNonNull(refreshToken, "refreshToken");
    }

    String hash() {
        return TokenPair.hashOf(refreshToken);
    }

    /** Leaves the token out. */
    @Override
    public String toString() {
        return "CandidateToken[refreshToken=***, attempt=" + attempt + "]";
    }
}
