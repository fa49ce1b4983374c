/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.copy;

import io.github.open115.client.http.Failure;
import io.github.open115.client.http.Open115Exception;

/**
 * It is unknown whether the target has a copy: the service did not answer, or accepted the copy and does not show it. Look
 * before you copy again.
 */
public class CopyUnprovedException extends Open115Exception {

    private static final long serialVersionUID = 1L;

    CopyUnprovedException(String message, Open115Exception cause) {
        super(message, cause == null ? Failure.NONE : cause.failure(), cause);
    }
}
