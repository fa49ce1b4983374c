/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import io.github.open115.client.http.ErrorCodes.Kind;
import io.github.open115.client.http.Failure;

/**
 * The object storage refused a request, or no usable reply came. The message has the status, the code and the request id of
 * the storage, and no secret: neither keys nor a signature (docs/115-open-api.md D.5).
 */
final class StorageException extends UploadException {

    private static final long serialVersionUID = 1L;

    /** What a caller can do about it. */
    enum Reason {
        /** The storage cannot do it now, or the connection was lost or too slow: retry. */
        UNAVAILABLE,
        /** The credentials are not accepted: get others. */
        CREDENTIALS,
        /** The clock of this machine is wrong; it is corrected now: retry. */
        CLOCK,
        /** There is no such multipart upload any more: begin another one. */
        NO_SUCH_UPLOAD,
        /** The upload has other parts than the caller believes: list them. */
        OTHER_PARTS,
        /** The content is stored, but the service refused to take it over. */
        CALLBACK_FAILED,
        /** The storage has received other bytes than were sent: begin another upload. */
        DAMAGED,
        /** The client was closed. */
        CLOSED,
        /** The storage refuses the request: a retry does not help. */
        REFUSED
    }

    private final Reason reason;
    private final String code;
    private final String requestId;
    private final boolean mayHaveHappened;

    StorageException(
            Reason reason,
            String message,
            Failure failure,
            String code,
            String requestId,
            boolean mayHaveHappened,
            Throwable cause) {
        super(kind(reason, failure), message, failure, cause, reason != Reason.REFUSED);
        this.reason = reason;
        this.code = code;
        this.requestId = requestId;
        this.mayHaveHappened = mayHaveHappened;
    }

    /** A failure that no reply of the storage describes. */
    StorageException(Reason reason, String message, boolean mayHaveHappened, Throwable cause) {
        this(reason, message, Failure.NONE, "", "", mayHaveHappened, cause);
    }

    private static Kind kind(Reason reason, Failure failure) {
        return switch (reason) {
            case REFUSED -> Kind.REFUSED;
            case CLOSED -> Kind.NONE;
            default -> failure.httpStatus() == 0 ? Kind.NO_REPLY : Kind.TRY_LATER;
        };
    }

    /** What a caller can do about it. Never null. */
    Reason reason() {
        return reason;
    }

    /** The HTTP status; 0 if no reply came. */
    int httpStatus() {
        return failure().httpStatus();
    }

    /** The code of the storage, for example {@code NoSuchUpload}; empty if there was none. */
    String code() {
        return code;
    }

    /** The id by which the operator of the storage finds the request; empty if there was none. */
    String requestId() {
        return requestId;
    }

    /**
     * Whether the request may have had its effect all the same: it was sent completely, and no reply denies it. A part may
     * then be stored, and a completed upload may appear in the drive.
     */
    boolean mayHaveHappened() {
        return mayHaveHappened;
    }
}
