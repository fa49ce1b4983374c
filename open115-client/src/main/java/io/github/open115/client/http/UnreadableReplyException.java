/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.http;

import io.github.open115.client.http.ErrorCodes.Kind;

/** A reply that is not what the endpoint promises: not JSON, cut off, or a success without its payload. */
public class UnreadableReplyException extends Open115Exception {

    private static final long serialVersionUID = 1L;

    public UnreadableReplyException(String message, Failure failure, Throwable cause) {
        super(Kind.UNREADABLE, message, failure, cause);
    }

    public UnreadableReplyException(String message, Failure failure) {
        super(Kind.UNREADABLE, message, failure, null);
    }

    public UnreadableReplyException(String message) {
        super(Kind.UNREADABLE, message, Failure.NONE, null);
    }
}
