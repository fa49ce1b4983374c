/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.state;

/** The state is in use by another JVM, or by another part of this one. */
public class StateLockedException extends StateException {

    private static final long serialVersionUID = 1L;

    public StateLockedException(String message, Throwable cause) {
        super(message, cause);
    }
}
