/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

/** How an upload ended without a failure. */
public enum UploadOutcome {
    /** The bytes were sent, and the service has shown that it has them. */
    sent,
    /** The service knew the content: no bytes were sent (docs/115-open-api.md D.1). */
    instant,
    /** A file of that name and content was there: nothing was done. */
    unchanged,
    /** An entry of that name was there, and {@link ConflictPolicy#ignore} leaves it alone: nothing was done. */
    ignored,
    /** The service did not know the content, and {@link WhenNotInstant#skip} says not to send it: nothing was done. */
    skipped
}
