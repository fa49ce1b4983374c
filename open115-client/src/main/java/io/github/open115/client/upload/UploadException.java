/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import io.github.open115.client.http.ErrorCodes.Kind;
import io.github.open115.client.http.Failure;
import io.github.open115.client.http.Open115Exception;

/**
 * An upload failed. The drive does not have the file, or it is not proved that it has; what was there before is still
 * there. {@link #isRetriable()} says whether the same upload may succeed later: it then goes on where it stopped.
 */
public class UploadException extends Open115Exception {

    private static final long serialVersionUID = 1L;

    private final boolean retriable;

    /** @param failure what the service replied; null for nothing */
    UploadException(Kind kind, String message, Failure failure, Throwable cause, boolean retriable) {
        super(kind, message, failure, cause);
        this.retriable = retriable;
    }

    /** A failure on this side: the source cannot be read, the storage cannot be reached. */
    UploadException(String message, Throwable cause, boolean retriable) {
        this(Kind.NONE, message, Failure.NONE, cause, retriable);
    }

    /** Whether the same upload may succeed later. */
    public boolean isRetriable() {
        return retriable;
    }
}
