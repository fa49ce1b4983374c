/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

/** What happens if the service does not know the content, so that its bytes would have to be sent. */
public enum WhenNotInstant {
    /** The bytes are sent. */
    upload,
    /** Nothing is done: {@link UploadOutcome#skipped}. */
    skip,
    /** Fails with {@link NotInstantException}. */
    fail
}
