/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import io.github.open115.client.http.Failure;
import io.github.open115.client.http.NotFoundException;

/** The target folder does not exist, or not any more (codes 10014, 20009). Nothing was uploaded. */
public class FolderMissingException extends NotFoundException {

    private static final long serialVersionUID = 1L;

    private final String folderId;

    FolderMissingException(String folderId, String message, Failure failure, Throwable cause) {
        super(message, failure, cause);
        this.folderId = folderId;
    }

    /** Id of the folder; never null. */
    public String folderId() {
        return folderId;
    }
}
