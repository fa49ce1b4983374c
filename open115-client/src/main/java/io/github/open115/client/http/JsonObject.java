/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A tolerant view of one JSON object of a reply. The service mixes numbers and texts, {@code []} and {@code {}}
 * (docs/115-open-api.md I.1), so values are asked for by the type that is wanted, whatever was sent.
 */
public final class JsonObject {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The end of the year 9999: some times of the service mean "never", and a later one cannot be formatted. */
    private static final long LAST_SECOND = 253_402_300_799L;

    private final JsonNode node;
    private final String origin;

    /**
     * @param node an object, or null for none
     * @param origin the call, for messages
     */
    JsonObject(JsonNode node, String origin) {
        this.node = node == null ? MissingNode.getInstance() : node;
        this.origin = origin;
    }

    /**
     * Reads a text that did not come as the reply to a call, such as what another server passes on.
     *
     * @param origin where it came from, for messages
     * @return empty if it is not a JSON object
     */
    public static Optional<JsonObject> parse(String text, String origin) {
        try {
            JsonNode node = JSON.readTree(text);
            return node != null && node.isObject() ? Optional.of(new JsonObject(node, origin)) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Whether the value is true, in any of the ways in which the service writes it. */
    public boolean isTrue(String name) {
        return number(name, 0) == 1 || "true".equalsIgnoreCase(text(name));
    }

    /** The value as text; null when it is absent, null, or not a plain value. Numbers keep all their digits. */
    public String text(String name) {
        JsonNode value = node.path(name);
        return value.isValueNode() && !value.isNull() ? value.asText() : null;
    }

    /** The value as text; null also when it is empty, as the service often writes what it does not know. */
    public String textIfAny(String name) {
        String value = text(name);
        return value == null || value.isEmpty() ? null : value;
    }

    /** The value as a time, from Unix seconds; null when there is none, or none before the year 10000. */
    public Instant time(String name) {
        long seconds = number(name, 0);
        return seconds > 0 && seconds <= LAST_SECOND ? Instant.ofEpochSecond(seconds) : null;
    }

    /**
     * The value as a whole number, also from a text or a fraction; {@code fallback} when there is none. A number that 64
     * bits cannot hold is the largest or the smallest that they can.
     */
    public long number(String name, long fallback) {
        JsonNode value = node.path(name);
        if (value.isNumber()) {
            return value.isIntegralNumber() && value.canConvertToLong()
                    ? value.longValue()
                    : (long) value.doubleValue();
        }
        if (value.isTextual()) {
            return parsed(value.asText().trim(), fallback);
        }
        return value.isBoolean() ? (value.booleanValue() ? 1 : 0) : fallback;
    }

    private static long parsed(String text, long fallback) {
        try {
            long near = (long) Double.parseDouble(text);
            // the digits that a double has no place for; not of numbers whose digits would fill the memory
            return near == 0 || near == Long.MAX_VALUE || near == Long.MIN_VALUE
                    ? near
                    : new BigDecimal(text).longValue();
        } catch (NumberFormatException e) {
            return fallback;
        }
    }

    /**
     * The value as text, which must be present.
     *
     * @throws UnreadableReplyException when it is absent, null, empty or not a plain value
     */
    public String requiredText(String name) {
        String value = text(name);
        if (value == null || value.isEmpty()) {
            throw missing(name);
        }
        return value;
    }

    /**
     * The object under this name, which the endpoint promises (docs/115-open-api.md A.4.2, rule 5: a success without
     * its payload is a failure).
     *
     * @throws UnreadableReplyException when there is none, or one without members
     */
    public JsonObject requiredObject(String name) {
        JsonObject object = object(name);
        if (object.isEmpty()) {
            throw missing(name);
        }
        return object;
    }

    /**
     * The objects in the array under this name, which the endpoint promises; an empty array is valid.
     *
     * @throws UnreadableReplyException when there is no array
     */
    public List<JsonObject> requiredList(String name) {
        if (!isArray(name)) {
            throw missing(name);
        }
        return list(name);
    }

    /** Whether the member is there with any value but null. */
    public boolean has(String name) {
        return node.hasNonNull(name);
    }

    /** The object under this name, also from an array of one; empty (see {@link #isEmpty()}) when there is none. */
    public JsonObject object(String name) {
        JsonNode value = node.path(name);
        if (value.isArray() && value.size() > 0) {
            value = value.get(0);
        }
        return new JsonObject(value.isObject() ? value : null, origin);
    }

    /** The objects in the array under this name, in their order; empty when there is none. */
    public List<JsonObject> list(String name) {
        List<JsonObject> rows = new ArrayList<>();
        JsonNode value = node.path(name);
        if (value.isArray()) {
            value.forEach(row -> rows.add(new JsonObject(row, origin)));
        }
        return rows;
    }

    /** The members of this object that are objects themselves, in their order, by name. */
    public Map<String, JsonObject> objects() {
        Map<String, JsonObject> members = new LinkedHashMap<>();
        node.properties().forEach(entry -> {
            if (entry.getValue().isObject()) {
                members.put(entry.getKey(), new JsonObject(entry.getValue(), origin));
            }
        });
        return members;
    }

    /** Whether the member is an array, also an empty one. */
    public boolean isArray(String name) {
        return node.path(name).isArray();
    }

    /** Whether there is no object here, or one without members. */
    public boolean isEmpty() {
        return node.isEmpty();
    }

    private UnreadableReplyException missing(String name) {
        return new UnreadableReplyException(origin + ": the reply says success but lacks \"" + name + "\"");
    }
}
