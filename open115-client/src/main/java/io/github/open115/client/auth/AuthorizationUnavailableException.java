/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.auth;

import io.github.open115.client.http.Failure;
import io.github.open115.client.http.Open115Exception;
import java.time.Instant;

/** The access token cannot be renewed now. The stored tokens are kept; a later attempt may succeed. */
public class AuthorizationUnavailableException extends Open115Exception {

    private static final long serialVersionUID = 1L;

    private final transient Instant retryAt;

    public AuthorizationUnavailableException(String message, Failure failure, Instant retryAt, Throwable cause) {
        super(message, failure, cause);
        this.retryAt = retryAt;
    }

    /** The earliest time of the next attempt; null when unknown. */
    public Instant retryAt() {
        return retryAt;
    }

    /** False: without an access token the call was not sent. {@link #failure()} is the reply to the refresh. */
    @Override
    public boolean isOutcomeUnknown() {
        return false;
    }
}
