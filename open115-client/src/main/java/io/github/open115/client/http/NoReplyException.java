/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.http;

import io.github.open115.client.http.ErrorCodes.Kind;
import java.io.InterruptedIOException;

/** No reply, or only part of one: connection refused or lost, time-out, unknown host. What the call did is unknown. */
public class NoReplyException extends Open115Exception {

    private static final long serialVersionUID = 1L;

    private final boolean sent;

    public NoReplyException(String message, boolean sent, Throwable cause) {
        super(Kind.NO_REPLY, message, Failure.NONE, cause);
        this.sent = sent;
    }

    public NoReplyException(String message, Failure failure, Throwable cause) {
        super(Kind.NO_REPLY, message, failure, cause);
        this.sent = true;
    }

    public NoReplyException(String message, Failure failure) {
        this(message, failure, null);
    }

    public NoReplyException(String message) {
        this(message, Failure.NONE, null);
    }

    /** Whether the call timed out; false when its connection was lost. */
    public boolean isTimeout() {
        return getCause() instanceof InterruptedIOException;
    }

    @Override
    public boolean isOutcomeUnknown() {
        return sent;
    }

    /** Whether the request may have reached the service; false when no connection was made. */
    public boolean wasSent() {
        return sent;
    }
}
