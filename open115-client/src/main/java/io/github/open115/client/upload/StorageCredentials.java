/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import io.github.open115.client.http.JsonObject;
import io.github.open115.client.http.UnreadableReplyException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * Temporary credentials of the object storage, which serve all uploads of an account until they expire
 * (docs/115-open-api.md D.2). All but the endpoint is secret.
 *
 * @param endpoint the storage
 * @param accessKeyId names the key
 * @param accessKeySecret signs requests
 * @param securityToken goes with each request
 * @param expiration by the clock of the service; null if it is unknown
 */
record StorageCredentials(
        StorageEndpoint endpoint,
        String accessKeyId,
        String accessKeySecret,
        String securityToken,
        Instant expiration) {

    /**
     * Reads the reply of {@code upload/get_token}.
     *
     * @throws UnreadableReplyException if a member is missing
     */
    static StorageCredentials read(JsonObject reply) {
        JsonObject data = reply.requiredObject("data");
        return new StorageCredentials(
                endpoint(data.requiredText("endpoint")),
                data.requiredText("AccessKeyId"),
                secret(data),
                data.requiredText("SecurityToken"),
                expiration(data));
    }

    private static StorageEndpoint endpoint(String text) {
        try {
            return StorageEndpoint.of(text);
        } catch (IllegalArgumentException e) {
            throw new UnreadableReplyException("the address of the object storage cannot be read: '" + text + "'");
        }
    }

    /** An older description of the service misspells the name. */
    private static String secret(JsonObject data) {
        return data.has("AccessKeySecrett") && !data.has("AccessKeySecret")
                ? data.requiredText("AccessKeySecrett")
                : data.requiredText("AccessKeySecret");
    }

    private static Instant expiration(JsonObject data) {
        String text = data.text("Expiration") == null ? data.text("expiration") : data.text("Expiration");
        try {
            return text == null ? null : OffsetDateTime.parse(text.trim()).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Without secrets. */
    @Override
    public String toString() {
        return "StorageCredentials[" + endpoint.host() + ", until " + expiration + "]";
    }
}
