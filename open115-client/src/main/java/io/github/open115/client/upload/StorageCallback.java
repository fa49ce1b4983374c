/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

/**
 * What the storage must send to the service when the content is complete. The service gives both texts, and they must be
 * passed on byte for byte (docs/115-open-api.md D.3). They are secrets: whoever has them can confirm an upload.
 *
 * @param callback JSON with the address and the body of the call
 * @param variables JSON with the values in that body; null or empty for none
 */
record StorageCallback(String callback, String variables) {

    /** No values. */
    @Override
    public String toString() {
        return "StorageCallback[***]";
    }
}
