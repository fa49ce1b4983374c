/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.http;

import io.github.open115.client.http.ErrorCodes.Kind;

/** The name is taken (code 20004). */
public class NameConflictException extends Open115Exception {

    private static final long serialVersionUID = 1L;

    public NameConflictException(String message, Failure failure, Throwable cause) {
        super(Kind.NAME_TAKEN, message, failure, cause);
    }

    public NameConflictException(String message, Failure failure) {
        super(Kind.NAME_TAKEN, message, failure, null);
    }

    public NameConflictException(String message) {
        super(Kind.NAME_TAKEN, message, Failure.NONE, null);
    }
}
