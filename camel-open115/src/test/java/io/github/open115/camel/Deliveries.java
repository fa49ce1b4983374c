/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Takes note of what a route gets: the name and the headers of each file. */
final class Deliveries implements Processor {

    private final List<String> names = new CopyOnWriteArrayList<>();
    private final List<Map<String, Object>> headers = new CopyOnWriteArrayList<>();
    private volatile Predicate<String> failing = name -> false;

    @Override
    public void process(Exchange exchange) {
        String name = exchange.getIn().getHeader(Exchange.FILE_NAME, String.class);
        if (failing.test(name)) {
            throw new IllegalStateException("the route fails for " + name);
        }
        headers.add(Map.copyOf(exchange.getIn().getHeaders()));
        names.add(name);
    }

    /** Makes the route fail for some names. */
    Deliveries failingFor(Predicate<String> names) {
        failing = names;
        return this;
    }

    /** The names of {@code CamelFileName} in the order they came. */
    List<String> names() {
        return names;
    }

    /** The headers of each message in the order they came. */
    List<Map<String, Object>> headers() {
        return headers;
    }
}
