/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import io.github.open115.client.http.Failure;
import io.github.open115.client.http.RefusedException;

/**
 * The service does not accept the name of the file: one of {@code " < >}, which the message names, or an empty name
 * (docs/115-open-api.md I.5). Use another name.
 */
public class NameRefusedException extends RefusedException {

    private static final long serialVersionUID = 1L;

    NameRefusedException(String message, Failure failure, Throwable cause) {
        super(message, failure, cause);
    }
}
