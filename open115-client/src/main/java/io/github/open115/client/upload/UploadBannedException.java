/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import io.github.open115.client.http.Failure;
import io.github.open115.client.http.RefusedException;

/** The service does not let this account upload, as after a report of piracy (docs/115-open-api.md D.3). A person must ask 115. */
public class UploadBannedException extends RefusedException {

    private static final long serialVersionUID = 1L;

    UploadBannedException(String message, Failure failure, Throwable cause) {
        super(message, failure, cause);
    }
}
