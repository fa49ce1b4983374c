/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.transfer;

import java.io.IOException;

/** Content did not arrive, or it is not the content that was requested. The message never contains a link. */
public class TransferException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String fileId;
    private final int httpStatus;

    TransferException(ContentSource source, String message, int httpStatus, Throwable cause) {
        super(source.label() + ": " + message, cause);
        this.fileId = source.fileId();
        this.httpStatus = httpStatus;
    }

    TransferException(ContentSource source, String message) {
        this(source, message, 0, null);
    }

    /** Id of the file. */
    public String fileId() {
        return fileId;
    }

    /** The HTTP status with which the CDN refused; 0 if it did not. */
    public int httpStatus() {
        return httpStatus;
    }
}
