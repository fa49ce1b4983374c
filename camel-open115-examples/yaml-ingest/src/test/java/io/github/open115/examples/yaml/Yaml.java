/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.yaml;

import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Reads YAML with the parser that Camel uses. */
final class Yaml {

    private Yaml() {}

    /** The first document of a text, as maps, lists and scalars. */
    static Object read(String text) {
        return new Load(LoadSettings.builder().build())
                .loadAllFromString(text)
                .iterator()
                .next();
    }
}
