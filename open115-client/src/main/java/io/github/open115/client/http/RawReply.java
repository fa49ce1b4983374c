/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.http;

import java.time.Instant;

/**
 * A reply before it is parsed. The body may contain secrets, so {@link #toString()} leaves it out.
 *
 * @param status HTTP status
 * @param contentType content type, null when the reply named none
 * @param resumeAt when {@code X-RateLimit-Reset} (docs/115-open-api.md A.5) allows the next call, null without that
 *     header
 * @param body the whole body as text, never null
 */
public record RawReply(int status, String contentType, Instant resumeAt, String body) {

    /** Whether the status is one of 200…299. */
    public boolean isSuccessful() {
        return status >= 200 && status <= 299;
    }

    @Override
    public String toString() {
        return "RawReply[HTTP " + status + ", " + contentType + ", " + body.length() + " characters]";
    }
}
