/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/** The shapes that some of many replies to one call must have. */
final class Shapes {
    private final Map<String, Predicate<JsonNode>> missing = new LinkedHashMap<>();

    Shapes expect(String name, Predicate<JsonNode> shape) {
        missing.put(name, shape);
        return this;
    }

    void in(Callable<JsonNode> call) throws Exception {
        for (int i = 0; i < 200 && !missing.isEmpty(); i++) {
            JsonNode reply = call.call();
            missing.values().removeIf(shape -> shape.test(reply));
        }
        assertThat(missing.keySet()).isEmpty();
    }
}
