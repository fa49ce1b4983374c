/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.auth;

import java.time.Instant;
import java.util.Objects;

/**
 * The attempts with one refresh token that have not led to a new pair.
 *
 * @param tokenHash SHA-256 of the refresh token
 * @param startedAt when the last request was begun
 * @param open true from before the request until its outcome is stored. If a later process finds true, this one died in
 *     between
 * @param lostReplies attempts that the service may have carried out, without a reply
 * @param failures failed attempts in a row, for the growing pause
 * @param notBefore the earliest time of the next attempt
 */
public record RefreshAttempt(
        String tokenHash, Instant startedAt, boolean open, int lostReplies, int failures, Instant notBefore) {

    public RefreshAttempt {
        Objects.requireNonNull(tokenHash, "tokenHash");
        Objects.requireNonNull(startedAt, "startedAt");
        Objects.requireNonNull(notBefore, "notBefore");
    }
}
