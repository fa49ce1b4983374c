/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import io.github.open115.client.http.Failure;
import io.github.open115.client.http.RefusedException;

/** The drive has not enough free space for the file. Delete files, empty the recycle bin, or buy space. */
public class NoSpaceException extends RefusedException {

    private static final long serialVersionUID = 1L;

    NoSpaceException(String message, Failure failure, Throwable cause) {
        super(message, failure, cause);
    }
}
