/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.links;

import io.github.open115.client.http.Open115Exception;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The result of a request for many links. Each requested pick code is in exactly one of the two maps, in the order of the
 * request.
 *
 * @param links the links by pick code
 * @param failures the reasons by pick code why there is no link: not found, blocked, not completely uploaded, refused
 */
public record ResolvedLinks(Map<String, DownloadLink> links, Map<String, Open115Exception> failures) {

    public ResolvedLinks {
        links = Collections.unmodifiableMap(new LinkedHashMap<>(links));
        failures = Collections.unmodifiableMap(new LinkedHashMap<>(failures));
    }
}
