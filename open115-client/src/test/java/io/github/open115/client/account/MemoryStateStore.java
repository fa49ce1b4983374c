/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.account;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** A store that counts how often it is used. */
public final class MemoryStateStore implements AccountStateStore {

    private final Map<String, String> texts = new ConcurrentHashMap<>();
    private final AtomicInteger updates = new AtomicInteger();

    @Override
    public String location() {
        return "memory";
    }

    @Override
    public String load(String account) {
        return texts.getOrDefault(account, "");
    }

    @Override
    public String update(String account, UnaryOperator<String> change) {
        updates.incrementAndGet();
        return texts.compute(account, (key, text) -> change.apply(text == null ? "" : text));
    }

    int updates() {
        return updates.get();
    }
}
