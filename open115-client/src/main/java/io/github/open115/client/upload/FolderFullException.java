/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import io.github.open115.client.http.Failure;
import io.github.open115.client.http.RefusedException;

/** The folder has 50,000 entries, the most that the service allows (docs/115-open-api.md I.6). Use another folder. */
public class FolderFullException extends RefusedException {

    private static final long serialVersionUID = 1L;

    FolderFullException(String message, Failure failure, Throwable cause) {
        super(message, failure, cause);
    }
}
