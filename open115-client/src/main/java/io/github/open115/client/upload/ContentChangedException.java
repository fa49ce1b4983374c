/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

/**
 * The source changed while it was hashed or sent. Nothing of it is in the drive. Upload it again when nothing writes to it
 * any more; an {@link UploadSource} describes the content at the time when it was made, so make a new one.
 */
public class ContentChangedException extends UploadException {

    private static final long serialVersionUID = 1L;

    public ContentChangedException(String message) {
        super(message, null, false);
    }
}
