/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.internal;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A map of bounded size: an entry too many drops the least recently used one. Looking an entry up counts as use and
 * changes the order, so even look-ups need a lock. Not thread-safe.
 */
public final class LruMap<K, V> extends LinkedHashMap<K, V> {

    private static final long serialVersionUID = 1L;

    private final int capacity;

    /** @param capacity how many entries it holds at most */
    public LruMap(int capacity) {
        super(16, 0.75f, true);
        this.capacity = capacity;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > capacity;
    }
}
