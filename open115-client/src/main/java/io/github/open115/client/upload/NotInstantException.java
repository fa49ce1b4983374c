/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

/** The service does not know the content, and {@link WhenNotInstant#fail} says not to send it. */
public class NotInstantException extends UploadException {

    private static final long serialVersionUID = 1L;

    NotInstantException(String message) {
        super(message, null, false);
    }
}
