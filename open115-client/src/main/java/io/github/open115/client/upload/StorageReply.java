/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import io.github.open115.client.http.Failure;
import io.github.open115.client.http.Redaction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import okhttp3.Headers;

/**
 * A reply of the object storage, and what its status and code mean (docs/115-open-api.md D.5).
 *
 * @param what was asked, for messages
 * @param status the HTTP status
 * @param headers of the reply
 * @param body all of it
 */
record StorageReply(String what, int status, Headers headers, byte[] body) {

    private static final Set<String> GONE = Set.of("NoSuchUpload", "InvalidUploadId");
    private static final Set<String> OTHER_PARTS =
            Set.of("PartAlreadyExist", "PartAlreadyExists", "PartNotSequential", "InvalidPart", "InvalidPartOrder");
    private static final Set<String> BUSY = Set.of("SlowDown", "ServiceUnavailable", "RequestTimeout");
    private static final Set<String> CREDENTIALS =
            Set.of("SecurityTokenExpired", "InvalidAccessKeyId", "InvalidSecurityToken");

    /** Statuses of a server that did not begin with the request. A plain 503 may come from a proxy that did. */
    private static final Set<Integer> NOT_BEGUN = Set.of(408, 429);

    boolean isSuccess() {
        return status >= 200 && status < 300 && status != 203;
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The id by which the operator of the storage finds the request, for the end of a message; empty if there is none. */
    String requestIdText() {
        String id = headers.get("x-oss-request-id");
        return id == null ? "" : ", request " + id;
    }

    /**
     * The failure that this reply means.
     *
     * @param secrets values that must not appear in the message
     */
    StorageException failure(List<String> secrets) {
        Map<String, String> error = StorageXml.error(body);
        String code = error.getOrDefault("Code", "");
        String id = error.getOrDefault("RequestId", headers.get("x-oss-request-id"));
        String text = error.isEmpty() ? text() : error.getOrDefault("Message", "");
        return new StorageException(
                reason(code),
                what + ": the storage answered HTTP " + status + (code.isEmpty() ? "" : " " + code)
                        + (id == null ? "" : ", request " + id),
                new Failure(status, headers.get("Content-Type"), 0, Redaction.excerpt(text.strip(), secrets), ""),
                code,
                id == null ? "" : id,
                mayHaveHappened(code),
                null);
    }

    private StorageException.Reason reason(String code) {
        if (status == 203 || code.equals("CallbackFailed")) {
            return StorageException.Reason.CALLBACK_FAILED;
        }
        if (GONE.contains(code)) {
            return StorageException.Reason.NO_SUCH_UPLOAD;
        }
        if (OTHER_PARTS.contains(code)) {
            return StorageException.Reason.OTHER_PARTS;
        }
        if (code.equals("RequestTimeTooSkewed")) {
            return StorageException.Reason.CLOCK;
        }
        if (CREDENTIALS.contains(code) || status == 401 || status == 403) {
            return StorageException.Reason.CREDENTIALS;
        }
        return status >= 500 || NOT_BEGUN.contains(status) || BUSY.contains(code)
                ? StorageException.Reason.UNAVAILABLE
                : StorageException.Reason.REFUSED;
    }

    /** An error of the server does not say how far it got, unless it was too busy to begin. */
    private boolean mayHaveHappened(String code) {
        return status < 300 || status >= 500 && !NOT_BEGUN.contains(status) && !BUSY.contains(code);
    }
}
