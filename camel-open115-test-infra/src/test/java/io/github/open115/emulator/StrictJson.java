/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.stream.Stream;

/**
 * Decodes replies as a client with static types does: a text field takes no number, a number field no text and no
 * fraction, an object field no array. Fields that the type does not have are passed over, missing ones stay empty.
 */
final class StrictJson {

    private static final ObjectMapper STRICT = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .withCoercionConfigDefaults(config -> Stream.of(CoercionInputShape.values())
                    .forEach(shape -> config.setCoercion(shape, CoercionAction.Fail)))
            .build();

    private StrictJson() {}

    /** @throws JsonProcessingException when a field has another type */
    static <T> T decode(JsonNode reply, Class<T> type) throws JsonProcessingException {
        return STRICT.treeToValue(reply, type);
    }
}
