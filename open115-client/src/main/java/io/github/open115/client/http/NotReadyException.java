/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.http;

import io.github.open115.client.http.ErrorCodes.Kind;

/**
 * The object is not complete yet; a short retry helps (codes 70004 and 31004). A video that is not transcoded yet needs
 * longer (docs/115-open-api.md F.1).
 */
public class NotReadyException extends Open115Exception {

    private static final long serialVersionUID = 1L;

    private final boolean pushRequested;

    public NotReadyException(String message, Failure failure, Throwable cause) {
        this(message, failure, cause, false);
    }

    public NotReadyException(String message, Failure failure) {
        this(message, failure, null, false);
    }

    public NotReadyException(String message) {
        this(message, Failure.NONE, null, false);
    }

    /**
     * For a video that is not transcoded yet.
     *
     * @param failure what the service replied; null for nothing
     * @param pushRequested whether faster transcoding was requested already
     */
    public NotReadyException(String message, Failure failure, boolean pushRequested) {
        this(message, failure, null, pushRequested);
    }

    private NotReadyException(String message, Failure failure, Throwable cause, boolean pushRequested) {
        super(Kind.NOT_READY, message, failure, cause);
        this.pushRequested = pushRequested;
    }

    /**
     * Whether faster transcoding of the video was requested already: then wait, and do not request it again. False also where
     * it is not about a video.
     */
    public boolean isPushRequested() {
        return pushRequested;
    }
}
