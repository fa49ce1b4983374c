/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.http;

import io.github.open115.client.http.ErrorCodes.Kind;

/** The service refuses to hand this content out (codes 50038 and 50028). */
public class ContentBlockedException extends Open115Exception {

    private static final long serialVersionUID = 1L;

    public ContentBlockedException(String message, Failure failure, Throwable cause) {
        super(Kind.BLOCKED, message, failure, cause);
    }

    public ContentBlockedException(String message, Failure failure) {
        super(Kind.BLOCKED, message, failure, null);
    }

    public ContentBlockedException(String message) {
        super(Kind.BLOCKED, message, Failure.NONE, null);
    }
}
