/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.auth;

import io.github.open115.client.internal.Digests;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * The tokens of one authorization (docs/115-open-api.md B.1). At least one of the two is there: a new authorization may
 * begin with a refresh token alone, and an access token alone serves until it expires.
 *
 * @param accessToken the bearer of calls, null when there is none yet
 * @param refreshToken what the next pair is asked with; works once; null when there is none
 * @param issuedAt when the pair was asked for, so that its life is never over-estimated
 * @param expiresIn life of the access token, null when it is not known
 */
public record TokenPair(String accessToken, String refreshToken, Instant issuedAt, Duration expiresIn) {

    private static final Duration LONGEST_MARGIN = Duration.ofMinutes(10);

    public TokenPair {
        Objects.requireNonNull(issuedAt, "issuedAt");
        if (accessToken == null && refreshToken == null) {
            throw new IllegalArgumentException("a token pair needs an access token or a refresh token");
        }
    }

    /** When the access token ends; {@link Instant#MAX} when unknown. */
    public Instant expiresAt() {
        return expiresIn == null ? Instant.MAX : issuedAt.plus(expiresIn);
    }

    /**
     * When a refresh is due: 10 minutes before the end (docs/115-open-api.md B.7), or a tenth of the life when that is
     * shorter.
     */
    public Instant dueAt() {
        if (expiresIn == null) {
            return Instant.MAX;
        }
        Duration tenth = expiresIn.dividedBy(10);
        return expiresAt().minus(tenth.compareTo(LONGEST_MARGIN) < 0 ? tenth : LONGEST_MARGIN);
    }

    /** SHA-256 of the refresh token, or of the access token where there is no other. */
    String hash() {
        return hashOf(refreshToken == null ? accessToken : refreshToken);
    }

    /** The SHA-256 of a token, in hex: tells tokens apart without keeping them. Null for null. */
    static String hashOf(String token) {
        return token == null ? null : Digests.sha256Hex(token);
    }

    /** Says which tokens are present, without their values. */
    @Override
    public String toString() {
        return "TokenPair[accessToken=" + (accessToken == null ? "none" : "***") + ", refreshToken="
                + (refreshToken == null ? "none" : "***") + ", issuedAt=" + issuedAt + ", expiresIn=" + expiresIn + "]";
    }
}
