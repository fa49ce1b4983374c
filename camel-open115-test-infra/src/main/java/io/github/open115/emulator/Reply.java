/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * An answer, before it is sent.
 *
 * @param headers in addition to the length
 * @param json the body of a reply in the service's envelope, so that faults can change single fields; else null
 * @param body null when the body is {@code json}
 * @param length of the body in bytes
 */
record Reply(int status, Map<String, String> headers, ObjectNode json, InputStream body, long length) {

    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json; charset=utf-8");

    static Reply json(ObjectNode json) {
        return new Reply(200, JSON, json, null, 0);
    }

    static Reply text(int status, Map<String, String> headers, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return stream(status, headers, new ByteArrayInputStream(bytes), bytes.length);
    }

    static Reply stream(int status, Map<String, String> headers, InputStream body, long length) {
        return new Reply(status, headers, null, body, length);
    }

    /** This reply with its JSON turned into the bytes that are sent. */
    Reply asStream() {
        return json == null ? this : text(status, headers, json.toString());
    }

    /** This reply with one more header. */
    Reply withHeader(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new Reply(status, more, json, body, length);
    }

    /** This reply with another body of another length. */
    Reply withBody(UnaryOperator<InputStream> change, long newLength) {
        Reply stream = asStream();
        return stream(stream.status, stream.headers, change.apply(stream.body), newLength);
    }
}
