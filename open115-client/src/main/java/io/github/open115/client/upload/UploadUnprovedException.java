/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import io.github.open115.client.http.ErrorCodes.Kind;
import io.github.open115.client.http.Failure;

/**
 * All bytes were sent, but the service did not show that it has the file: its last answer was no success or was lost, and
 * the folder did not show the file in time (docs/115-open-api.md D.5). A retry looks for the file first, and sends the
 * content again only if the file is still not there.
 */
public class UploadUnprovedException extends UploadException {

    private static final long serialVersionUID = 1L;

    UploadUnprovedException(String message, Throwable cause) {
        super(Kind.NOT_READY, message, Failure.NONE, cause, true);
    }
}
