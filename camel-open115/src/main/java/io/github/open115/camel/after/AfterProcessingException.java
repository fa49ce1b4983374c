/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.after;

import io.github.open115.client.http.Open115Exception;

/**
 * Deletions or moves after an exchange failed: one exception for all files that were to be changed together. The cause is
 * the first failure, and {@link #failure()} its reply.
 */
public class AfterProcessingException extends Open115Exception {

    private static final long serialVersionUID = 1L;

    private final int waiting;
    private final int givenUp;

    AfterProcessingException(String message, int waiting, int givenUp, Open115Exception cause) {
        super(message, cause.failure(), cause);
        this.waiting = waiting;
        this.givenUp = givenUp;
    }

    /** How many changes stay in the journal and are tried again. */
    public int waiting() {
        return waiting;
    }

    /** How many files stay where they are, because a retry cannot help. */
    public int givenUp() {
        return givenUp;
    }
}
