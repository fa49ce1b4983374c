/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.io.IOException;

/** A request that the object storage refuses: a status, and a code in a body of XML (docs/115-open-api.md D.5). */
final class OssError extends IOException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String details;

    OssError(int status, String code, String message) {
        this(status, code, message, "");
    }

    /** @param details further elements of the body, as XML */
    OssError(int status, String code, String message, String details) {
        super(message);
        this.status = status;
        this.code = code;
        this.details = details;
    }

    static OssError invalidArgument(String message) {
        return new OssError(400, "InvalidArgument", message);
    }

    static OssError noSuchUpload() {
        return new OssError(
                404,
                "NoSuchUpload",
                "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted"
                        + " or completed.");
    }

    int status() {
        return status;
    }

    Reply reply() {
        return OssXml.error(status, code, getMessage(), details);
    }
}
