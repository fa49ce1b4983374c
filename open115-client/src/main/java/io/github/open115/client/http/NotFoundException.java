/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.http;

import io.github.open115.client.http.ErrorCodes.Kind;

/** The file or folder does not exist, or no longer (class "object gone" of docs/115-open-api.md A.8). */
public class NotFoundException extends Open115Exception {

    private static final long serialVersionUID = 1L;

    public NotFoundException(String message, Failure failure, Throwable cause) {
        super(Kind.NOT_FOUND, message, failure, cause);
    }

    public NotFoundException(String message, Failure failure) {
        super(Kind.NOT_FOUND, message, failure, null);
    }

    public NotFoundException(String message) {
        super(Kind.NOT_FOUND, message, Failure.NONE, null);
    }
}
