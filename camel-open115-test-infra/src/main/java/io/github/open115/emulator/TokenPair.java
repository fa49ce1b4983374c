/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

/**
 * What a log-in or a refresh yields (docs/115-open-api.md B.4).
 *
 * @param accessToken for the API host
 * @param refreshToken for one refresh
 */
public record TokenPair(String accessToken, String refreshToken) {

    /** Names no token: they are secrets to every client under test. */
    @Override
    public String toString() {
        return "TokenPair[***]";
    }
}
