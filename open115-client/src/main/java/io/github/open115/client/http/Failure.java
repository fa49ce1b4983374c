/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.http;

import java.io.Serializable;

/**
 * The facts about a failed reply, safe to log: without tokens and links.
 *
 * @param httpStatus the HTTP status, 0 when there was no reply
 * @param contentType the content type, null when there was none
 * @param code the service's code ({@code code}, else {@code errno}), 0 when there was none
 * @param message the service's text ({@code message}, else {@code error}), may be empty, never null
 * @param excerpt the first 200 characters of the body with secrets masked, never null
 */
public record Failure(int httpStatus, String contentType, long code, String message, String excerpt)
        implements Serializable {

    /** No reply at all. */
    public static final Failure NONE = new Failure(0, null, 0, "", "");

    /** Whether nothing is known. */
    public boolean isBlank() {
        return httpStatus == 0 && code == 0 && message.isEmpty() && excerpt.isEmpty();
    }

    /** Whether the service gave neither code nor text; throttling often looks like this (docs/115-open-api.md H.3). */
    public boolean isWithoutReason() {
        return code == 0 && message.isEmpty();
    }

    @Override
    public String toString() {
        return "[HTTP " + httpStatus + (contentType == null ? "" : ", " + contentType) + ", code " + code
                + (message.isEmpty() ? "" : ", \"" + message + "\"") + (excerpt.isEmpty() ? "" : ", body: " + excerpt)
                + "]";
    }
}
