/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.auth;

import io.github.open115.client.http.Failure;
import io.github.open115.client.http.Open115Exception;

/**
 * The authorization is dead or missing: a person must authorize again (class T of docs/115-open-api.md B.8). No call is
 * made until the store has a new token.
 */
public class AuthorizationLostException extends Open115Exception {

    private static final long serialVersionUID = 1L;

    public AuthorizationLostException(String message, Failure failure) {
        super(message, failure, null);
    }

    /** False: without an access token the call was not sent. {@link #failure()} is the reply to the refresh. */
    @Override
    public boolean isOutcomeUnknown() {
        return false;
    }
}
