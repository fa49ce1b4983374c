/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.time.Instant;

/** What signs requests to the object storage until its end (docs/115-open-api.md D.2). */
record OssCredentials(String accessKeyId, String accessKeySecret, String securityToken, Instant expiration) {

    /** Leaves out the secrets. */
    @Override
    public String toString() {
        return "OssCredentials[" + accessKeyId + ", until " + expiration + "]";
    }
}
