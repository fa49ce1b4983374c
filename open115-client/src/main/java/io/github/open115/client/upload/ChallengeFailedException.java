/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import io.github.open115.client.http.ErrorCodes.Kind;
import io.github.open115.client.http.Failure;

/**
 * The service asked for the SHA-1 of a range of the content and did not accept the answer, or asked too often
 * (docs/115-open-api.md D.3: status 6, 7 and 8).
 */
public class ChallengeFailedException extends UploadException {

    private static final long serialVersionUID = 1L;

    ChallengeFailedException(String message) {
        super(Kind.REFUSED, message, Failure.NONE, null, true);
    }
}
