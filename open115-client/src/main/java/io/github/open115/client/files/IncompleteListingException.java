/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.files;

import io.github.open115.client.http.Failure;
import io.github.open115.client.http.Open115Exception;

/**
 * A listing could not be proved complete, because its pages did not fit together. The folder may have any number of
 * files.
 */
public class IncompleteListingException extends Open115Exception {

    private static final long serialVersionUID = 1L;

    public IncompleteListingException(String message) {
        super(message, Failure.NONE, null);
    }
}
