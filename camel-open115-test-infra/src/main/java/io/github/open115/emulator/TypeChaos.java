package io.github.open115.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Switches the types of fields at random between those that clients have seen (I.1), the same way in every run. */
final class TypeChaos {

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
            "star",
            "fid",
            "file_id",
            "fc",
            "fta",
            "size");

    private final Random random = new Random(115);

    synchronized void stir(ObjectNode json) {
        JsonNode data = json.path("data");
        if (data.isObject() && data.isEmpty()) {
            json.set("data", Envelope.array());
        }
        if (json.path("state").isBoolean() && random.nextBoolean()) {
            json.set("state", IntNode.valueOf(json.path("state").asBoolean() ? 1 : 0));
        }
        stirFields(json);
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
        } else if (NUMBER_OR_TEXT.contains(name) && random.nextBoolean()) {
            if (value.isNumber()) {
                owner.set(name, TextNode.valueOf(value.asText()));
            } else if (value.asText().matches("\\d{1,18}")) {
                owner.put(name, Long.parseLong(value.asText()));
            }
        }
    }
}
