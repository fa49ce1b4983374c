/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;

/**
 * An error that a download proxy reports with HTTP 200: a small JSON body with {@code code} and {@code message} instead
 * of the file. A client that checks only the status stores it as the file.
 */
public final class ErrorReply {

    /** The longest body that is checked; a longer one is a file. */
    public static final int MAX_BYTES = 4096;

    private static final ObjectMapper JSON = new ObjectMapper();

    private ErrorReply() {}

    /**
     * Finds the error in a reply.
     *
     * @param body the text of the whole body, or its first {@link #MAX_BYTES}
     * @return empty when the reply is none of these errors: another status, no JSON, no code, or the code of a success
     */
    public static Optional<Failure> in(int status, String contentType, String body) {
        if (status != 200 || body.length() > MAX_BYTES || !body.stripLeading().startsWith("{")) {
            return Optional.empty();
        }
        try {
            JsonNode object = JSON.readTree(body);
            JsonNode code = object.path("code");
            return code.isIntegralNumber()
                            && code.asLong() != 200
                            && object.path("message").isTextual()
                    ? Optional.of(new Failure(
                            status,
                            contentType,
                            code.asLong(),
                            Redaction.excerpt(object.path("message").asText(), List.of()),
                            ""))
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
