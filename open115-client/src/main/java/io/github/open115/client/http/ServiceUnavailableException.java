/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.http;

import io.github.open115.client.http.ErrorCodes.Kind;

/**
 * The service failed (HTTP 5xx, or a code that says "try again"). The effect of the call is unknown; a later attempt
 * may succeed.
 */
public class ServiceUnavailableException extends Open115Exception {

    private static final long serialVersionUID = 1L;

    public ServiceUnavailableException(String message, Failure failure) {
        super(Kind.TRY_LATER, message, failure, null);
    }
}
