/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.state;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import org.h2.mvstore.MVMap;

/**
 * A durable map of strings without nulls, ordered by key. Each change survives a killed JVM once its method has
 * returned. Thread-safe.
 *
 * <p>The map may change during an iteration: a key that is there all the time is met exactly once.
 */
public final class DurableMap extends AbstractMap<String, String> {

    private static final int KEYS_AT_A_TIME = 256;

    private final StateStore store;
    private final String name;

    DurableMap(StateStore store, String name) {
        this.store = store;
        this.name = Objects.requireNonNull(name, "name");
    }

    @Override
    public String get(Object key) {
        return store.read(() -> tree().get(key));
    }

    @Override
    public boolean containsKey(Object key) {
        return store.read(() -> tree().containsKey(key));
    }

    @Override
    public String put(String key, String value) {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(value, "value");
        synchronized (store) {
            String before = get(key);
            if (!value.equals(before)) {
                store.change(name, key, value);
            }
            return before;
        }
    }

    @Override
    public String remove(Object key) {
        synchronized (store) {
            String before = get(key);
            if (before != null) {
                store.change(name, (String) key, null);
            }
            return before;
        }
    }

    /** Number of keys, in a time that does not depend on it. */
    @Override
    public int size() {
        return store.read(() -> tree().size());
    }

    @Override
    public void clear() {
        store.change(name, null, null);
    }

    /**
     * Iterates over a part of the keys, in their order.
     *
     * @param prefix only keys that start with this text; empty for all keys
     */
    public Iterator<String> keys(String prefix) {
        return new KeyIterator(prefix);
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<String, String>> iterator() {
                return new EntryIterator();
            }

            @Override
            public int size() {
                return DurableMap.this.size();
            }
        };
    }

    private MVMap<String, String> tree() {
        return store.tree(name);
    }

    /** Some keys in their order, from a key on. An iterator of the tree itself would break at the next checkpoint. */
    private List<String> keysFrom(String first, boolean inclusive, String prefix) {
        return store.read(() -> {
            List<String> keys = new ArrayList<>();
            String key = inclusive ? tree().ceilingKey(first) : tree().higherKey(first);
            while (key != null && key.startsWith(prefix) && keys.size() < KEYS_AT_A_TIME) {
                keys.add(key);
                key = tree().higherKey(key);
            }
            return keys;
        });
    }

    private final class KeyIterator implements Iterator<String> {

        private final String prefix;
        private List<String> keys;
        private int next;

        KeyIterator(String prefix) {
            this.prefix = prefix;
            this.keys = keysFrom(prefix, true, prefix);
        }

        @Override
        public boolean hasNext() {
            if (next == keys.size() && !keys.isEmpty()) {
                keys = keysFrom(keys.get(keys.size() - 1), false, prefix);
                next = 0;
            }
            return next < keys.size();
        }

        @Override
        public String next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return keys.get(next++);
        }
    }

    /** Looks one entry ahead, to leave out keys that were removed after their names had been read. */
    private final class EntryIterator implements Iterator<Entry<String, String>> {

        private final KeyIterator keys = new KeyIterator("");
        private Entry<String, String> ahead;
        private Entry<String, String> last;

        @Override
        public boolean hasNext() {
            while (ahead == null && keys.hasNext()) {
                String key = keys.next();
                String value = get(key);
                ahead = value == null ? null : new SimpleImmutableEntry<>(key, value);
            }
            return ahead != null;
        }

        @Override
        public Entry<String, String> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            last = ahead;
            ahead = null;
            return last;
        }

        @Override
        public void remove() {
            if (last == null) {
                throw new IllegalStateException("next() was not called");
            }
            DurableMap.this.remove(last.getKey());
            last = null;
        }
    }
}
