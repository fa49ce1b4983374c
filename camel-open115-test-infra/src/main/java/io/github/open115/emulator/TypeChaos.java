/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Changes the shapes of a host's replies at random between all that clients have seen (docs/115-open-api.md I.1), the
 * same way in every run. No value changes.
 */
final class TypeChaos implements Service {

    private static final Set<String> NUMBER_OR_TEXT = Set.of(
            "cid",
            "pid",
            "aid",
            "offset",
            "limit",
            "count",
            "folder_count",
            "file_size",
            "fs",
            "user_id",
            "play_long",
            "upt",
            "uppt",
            "ptime",
            "utime",
            "dtime",
            "user_ptime",
            "user_utime",
            "star",
            "fid",
            "file_id",
            "fc",
            "fta",
            "ism",
            "is_mark",
            "file_category",
            "size",
            "width",
            "height");

    private static final Set<String> ALSO_WITH_A_FRACTION = Set.of("size", "play_long");

    private final Service service;
    private final Random random;

    TypeChaos(Service service) {
        this(service, newRandom());
    }

    /** @param random shared by services that are made anew for each request */
    TypeChaos(Service service, Random random) {
        this.random = random;
        this.service = service;
    }

    /** The same numbers in every run. */
    static Random newRandom() {
        return new Random(115);
    }

    @Override
    public Reply answer(Request request) throws IOException {
        Reply reply = service.answer(request);
        if (reply.json() != null) {
            stir(request.endpoint(), reply.json());
        }
        return reply;
    }

    private synchronized void stir(String endpoint, ObjectNode json) {
        if (json.path("state").asBoolean()) {
            stirPayload(endpoint, json);
        } else {
            stirRefusal(json);
        }
        stirFields(json);
        stirState(json);
    }

    private void stirState(JsonNode json) {
        JsonNode state = json.path("state");
        if (state.isBoolean() && random.nextBoolean()) {
            ((ObjectNode) json).put("state", state.asBoolean() ? 1 : 0);
        } else if (state.isNumber() && random.nextBoolean()) {
            ((ObjectNode) json).put("state", state.asInt() == 1);
        }
    }

    /** Parts of a quota may be missing (docs/115-open-api.md E.1). */
    private void stirQuota(ObjectNode quota) {
        switch (random.nextInt(4)) {
            case 0 -> quota.remove("package");
            case 1 -> quota.remove("surplus");
            case 2 -> quota.path("package").forEach(each -> ((ObjectNode) each).putNull("expire_info"));
            default -> {}
        }
    }

    private void stirPayload(String endpoint, ObjectNode json) {
        JsonNode data = json.path("data");
        if (endpoint.endsWith("/upload/init") && random.nextBoolean()) {
            for (String number : List.of("status", "code")) {
                ((ObjectNode) data).put(number, data.path(number).asText());
            }
        }
        boolean rowsAreExpected = json.has("count");
        if (endpoint.endsWith("/get_info") && data.isObject() && random.nextBoolean()) {
            json.putArray("data").add(data);
        } else if (endpoint.endsWith("/get_token") && random.nextBoolean()) {
            json.putArray("data").add(data);
        } else if (data.path("callback").isObject() && random.nextBoolean()) {
            JsonNode callback = data.path("callback");
            ((ObjectNode) data).putArray("callback").add(callback);
        } else if (endpoint.endsWith("/rb/revert") && random.nextBoolean()) {
            json.putArray("data");
        } else if (endpoint.endsWith("/ufile/copy") && !data.isEmpty()) {
            stirCopies(json, data);
        } else if (endpoint.endsWith("/get_quota_info")) {
            stirQuota((ObjectNode) data);
        } else if (endpoint.endsWith("/add_task_urls")) {
            data.forEach(this::stirState);
        } else if (endpoint.endsWith("/video/play")) {
            stirTracks((ObjectNode) data);
        } else if (endpoint.equals("GET /open/video/history") && !data.isEmpty()) {
            if (random.nextBoolean()) {
                ((ObjectNode) data).put("time", data.path("time").asLong());
            }
        } else if (endpoint.endsWith("/rb/list")) {
            reorder((ObjectNode) data);
        } else if (endpoint.endsWith("/get/status/") && data.path("status").asInt() == 0) {
            // while nobody has scanned, the status may be missing
            stirEmpty(json);
        } else if (data.isEmpty() && !rowsAreExpected) {
            stirEmpty(json);
        }
    }

    /** A copy may name the new entries, or only their ids, or nothing (docs/115-open-api.md C.5). */
    private void stirCopies(ObjectNode json, JsonNode copies) {
        switch (random.nextInt(3)) {
            case 0 -> json.putArray("data");
            case 1 -> {
                ArrayNode ids = json.putArray("data");
                copies.forEach(copy -> ids.add(copy.path("file_id").asText()));
            }
            default -> {}
        }
    }

    /** The audio tracks are members of an object, or the elements of an array (docs/115-open-api.md F.1). */
    private void stirTracks(ObjectNode video) {
        JsonNode tracks = video.path("multitrack_list");
        if (tracks.isObject() && random.nextBoolean()) {
            ArrayNode array = video.putArray("multitrack_list");
            tracks.forEach(array::add);
        }
    }

    /** The members of an object have no order (docs/115-open-api.md C.9). */
    private void reorder(ObjectNode object) {
        List<Map.Entry<String, JsonNode>> members = new ArrayList<>();
        object.properties().forEach(member -> members.add(Map.entry(member.getKey(), member.getValue())));
        Collections.shuffle(members, random);
        object.removeAll();
        members.forEach(member -> object.set(member.getKey(), member.getValue()));
    }

    /** A refusal may tell its code in either spelling or both, and may lack its state. */
    private void stirRefusal(ObjectNode json) {
        boolean bothSpellings = json.has("code") && json.has("errno");
        if (bothSpellings) {
            switch (random.nextInt(3)) {
                case 0 -> json.remove(List.of("code", "message"));
                case 1 -> json.remove(List.of("errno", "error"));
                default -> {}
            }
        }
        if (json.path("data").isEmpty()) {
            stirEmpty(json);
        }
        switch (random.nextInt(3)) {
            case 0 -> json.remove("state");
            case 1 -> json.putNull("state");
            default -> {}
        }
    }

    private void stirEmpty(ObjectNode json) {
        switch (random.nextInt(5)) {
            case 0 -> json.putArray("data");
            case 1 -> json.putObject("data");
            case 2 -> json.putNull("data");
            case 3 -> json.remove("data");
            default -> {}
        }
    }

    private void stirFields(JsonNode node) {
        if (node instanceof ObjectNode object) {
            List<Map.Entry<String, JsonNode>> fields = new ArrayList<>(object.properties());
            fields.forEach(field -> stirField(object, field.getKey(), field.getValue()));
        } else {
            node.forEach(this::stirFields);
        }
    }

    private void stirField(ObjectNode owner, String name, JsonNode value) {
        if (value.isContainerNode()) {
            stirFields(value);
        } else if (NUMBER_OR_TEXT.contains(name)) {
            if (value.isNumber()) {
                stirNumber(owner, name, value.asLong());
            } else if (value.asText().matches("\\d{1,19}") && random.nextBoolean()) {
                owner.put(name, Long.parseLong(value.asText()));
            }
        } else if (name.equals("percentDone") && random.nextBoolean()) {
            owner.put(name, value.asDouble());
        }
    }

    private void stirNumber(ObjectNode owner, String name, long value) {
        switch (random.nextInt(3)) {
            case 0 -> owner.put(name, Long.toString(value));
            case 1 -> {
                if (ALSO_WITH_A_FRACTION.contains(name)) {
                    owner.put(name, (double) value);
                }
            }
            default -> {}
        }
    }
}
