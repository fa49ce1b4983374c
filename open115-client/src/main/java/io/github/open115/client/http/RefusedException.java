/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.http;

import io.github.open115.client.http.ErrorCodes.Kind;

/**
 * The service refuses the call: a parameter, a limit, the space of the drive, the application. A retry does not help.
 */
public class RefusedException extends Open115Exception {

    private static final long serialVersionUID = 1L;

    public RefusedException(String message, Failure failure, Throwable cause) {
        super(Kind.REFUSED, message, failure, cause);
    }

    public RefusedException(String message, Failure failure) {
        super(Kind.REFUSED, message, failure, null);
    }

    /** For a refusal of a narrower kind. */
    RefusedException(Kind kind, String message, Failure failure) {
        super(kind, message, failure, null);
    }

    public RefusedException(String message) {
        super(Kind.REFUSED, message, Failure.NONE, null);
    }
}
