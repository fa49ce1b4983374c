/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.http;

import io.github.open115.client.http.ErrorCodes.Kind;

/** The object is not complete yet; a short retry helps (codes 70004 and 31004). */
public class NotReadyException extends Open115Exception {

    private static final long serialVersionUID = 1L;

    public NotReadyException(String message, Failure failure, Throwable cause) {
        super(Kind.NOT_READY, message, failure, cause);
    }

    public NotReadyException(String message, Failure failure) {
        super(Kind.NOT_READY, message, failure, null);
    }

    public NotReadyException(String message) {
        super(Kind.NOT_READY, message, Failure.NONE, null);
    }
}
