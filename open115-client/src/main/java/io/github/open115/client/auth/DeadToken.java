/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.auth;

import java.time.Instant;
import java.util.Objects;

/**
 * A refresh token that must not be sent again: a repetition can make the service end the authorization
 * (docs/115-open-api.md B.7, rule 4).
 *
 * @param tokenHash SHA-256 of the refresh token
 * @param code the service's code, 0 when the reply was lost twice
 * @param reason one sentence for a person
 * @param since when this was found out
 */
public record DeadToken(String tokenHash, long code, String reason, Instant since) {

    public DeadToken {
        Objects.requireNonNull(tokenHash, "tokenHash");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(since, "since");
    }
}
