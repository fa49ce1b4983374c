/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.http;

import io.github.open115.client.http.ErrorCodes.Kind;

/** Another job of this account is running (codes 990005, 990009, 990019); the call had no effect. */
public class BusyException extends Open115Exception {

    private static final long serialVersionUID = 1L;

    public BusyException(String message, Failure failure, Throwable cause) {
        super(Kind.BUSY, message, failure, cause);
    }

    public BusyException(String message, Failure failure) {
        super(Kind.BUSY, message, failure, null);
    }

    public BusyException(String message) {
        super(Kind.BUSY, message, Failure.NONE, null);
    }
}
