/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R23 values are read whatever type they came in")
class JsonObjectTest {

    private final JsonObject fields = open("{\"state\":true,"
            + "\"long\":3100000000000000777,\"text\":\" 3100000000000000777 \",\"float\":5.497558138880E12,"
            + "\"floatText\":\"12.9\",\"true\":true,\"word\":\"abc\",\"empty\":\"\",\"null\":null,"
            + "\"object\":{\"v\":1},\"wrapped\":[{\"v\":1}],\"none\":[],"
            + "\"rows\":[{\"v\":1},{\"v\":2}],\"map\":{\"a\":{\"v\":1},\"count\":\"1\",\"b\":{\"v\":2}}}");

    @Test
    void readsNumbersOfAnyType() {
        assertThat(fields.number("long", -1)).isEqualTo(3100000000000000777L);
        assertThat(fields.number("text", -1)).isEqualTo(3100000000000000777L);
        assertThat(fields.number("float", -1)).isEqualTo(5497558138880L);
        assertThat(fields.number("floatText", -1)).isEqualTo(12);
        assertThat(fields.number("true", -1)).isEqualTo(1);
        for (String none : List.of("word", "empty", "null", "object", "none", "absent")) {
            assertThat(fields.number(none, -1)).as(none).isEqualTo(-1);
        }
    }

    @Test
    @DisplayName("R41 a number beyond 64 bits becomes the nearest bound")
    void limitsNumbersTo64Bits() {
        JsonObject beyond = open("{\"state\":true,\"number\":18446744073709551617,\"text\":\"18446744073709551617\","
                + "\"negative\":-18446744073709551617,\"large\":1e300,\"largeText\":\"1e999999999\","
                + "\"smallText\":\"1e-999999999\"}");

        for (String name : List.of("number", "text", "large", "largeText")) {
            assertThat(beyond.number(name, -1)).as(name).isEqualTo(Long.MAX_VALUE);
        }
        assertThat(beyond.number("negative", -1)).isEqualTo(Long.MIN_VALUE);
        assertThat(beyond.number("smallText", -1)).isZero();
    }

    @Test
    void readsTextsOfAnyType() {
        assertThat(fields.text("long")).isEqualTo("3100000000000000777");
        assertThat(fields.text("word")).isEqualTo("abc");
        assertThat(fields.text("empty")).isEmpty();
        for (String none : List.of("null", "object", "none", "absent")) {
            assertThat(fields.text(none)).as(none).isNull();
        }
    }

    @Test
    void readsObjectsAndLists() {
        assertThat(fields.object("object").number("v", 0)).isEqualTo(1);
        assertThat(fields.object("wrapped").number("v", 0)).isEqualTo(1);
        assertThat(fields.object("none").isEmpty()).isTrue();
        assertThat(fields.list("rows")).extracting(row -> row.number("v", 0)).containsExactly(1L, 2L);
        assertThat(fields.object("map").objects()).containsOnlyKeys("a", "b");
        assertThat(fields.requiredList("none")).isEmpty();
    }

    @Test
    void namesAMissingMember() {
        assertThatThrownBy(() -> fields.requiredText("empty"))
                .isInstanceOf(UnreadableReplyException.class)
                .hasMessageContaining("GET /open/x")
                .hasMessageContaining("\"empty\"");
        assertThatThrownBy(() -> fields.requiredObject("none")).isInstanceOf(UnreadableReplyException.class);
        assertThatThrownBy(() -> fields.requiredList("object")).isInstanceOf(UnreadableReplyException.class);
    }

    private static JsonObject open(String body) {
        return new Envelope("GET /open/x", new RawReply(200, null, null, body), List.of()).open();
    }
}
