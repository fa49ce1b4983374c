/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The two envelopes of the service: {@code state} is an integer on the auth and QR host, a boolean elsewhere
 * (docs/115-open-api.md A.4).
 */
final class Envelope {

    private Envelope() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** A success of the API host. Its payload may still be put beside {@code data}. */
    static ObjectNode success(JsonNode data) {
        ObjectNode json = object().put("state", true).put("message", "").put("code", 0);
        json.set("data", data);
        return json;
    }

    /** A failure of the API host, without a payload. It tells code and message in both spellings. */
    static ObjectNode failure(long code, String message) {
        return object().put("state", false)
                .put("message", message)
                .put("code", code)
                .put("error", message)
                .put("errno", code);
    }

    /**
     * A failure of the API host that tells code and message in the second spelling only (docs/115-open-api.md A.4.2).
     */
    static ObjectNode failureInSecondSpelling(long code, String message) {
        ObjectNode json = object().put("state", false).put("error", message).put("errno", code);
        json.set("data", array());
        return json;
    }

    /** A success of the auth or QR host. */
    static ObjectNode authSuccess(ObjectNode data) {
        ObjectNode json = object().put("state", 1).put("code", 0).put("message", "");
        json.set("data", data);
        return json;
    }

    /** A failure of the auth or QR host. */
    static ObjectNode authFailure(long code, String message) {
        ObjectNode json = object().put("state", 0).put("code", code).put("message", message);
        json.set("data", object());
        return json.put("error", message).put("errno", code);
    }
}
