/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.auth;

import io.github.open115.client.http.Open115Exception;

/** The token store cannot be read or written; the message names the place and says what to do. */
public class TokenStoreException extends Open115Exception {

    private static final long serialVersionUID = 1L;

    public TokenStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
