/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import io.github.open115.client.http.Failure;
import io.github.open115.client.http.RefusedException;

/** The file is larger than the membership of the account allows (docs/115-open-api.md D.3): 5 GiB without a membership. */
public class FileTooLargeException extends RefusedException {

    private static final long serialVersionUID = 1L;

    FileTooLargeException(String message, Failure failure, Throwable cause) {
        super(message, failure, cause);
    }
}
