/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.claims;

/** The repository of claims cannot be used; the message says what to look at and quotes no value from it. */
public class ClaimException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message what failed, and what to look at */
    public ClaimException(String message) {
        super(message);
    }
}
