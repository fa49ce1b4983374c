/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

/**
 * A request that the service refuses with a code of its own, always under HTTP status 200 (docs/115-open-api.md A.5).
 */
final class ApiError extends RuntimeException {

    static final long BAD_PARAMETER = 990002;
    static final long FILE_GONE = 20018;
    static final long FOLDER_MISSING = 20009;
    static final long NAME_EXISTS = 20004;
    static final long ALREADY_DELETED = 231011;
    static final long DOES_NOT_EXIST = 430004;

    private static final long serialVersionUID = 1L;

    private final long code;

    ApiError(long code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    static ApiError badParameter(String name) {
        return new ApiError(BAD_PARAMETER, "参数错误: " + name);
    }

    long code() {
        return code;
    }
}
