package io.github.open115.client.state;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.h2.mvstore.MVMap;

/**
 * A durable map of strings, ordered by key. Each change survives a killed JVM once its method has returned. Thread-safe.
 */
public final class DurableMap {

    private static final int KEYS_AT_A_TIME = 256;

    private final StateStore store;
    private final String name;

    DurableMap(StateStore store, String name) {
        this.store = store;
        this.name = Objects.requireNonNull(name, "name");
    }

    /** The value of the key, null when it has none. */
    public String get(String key) {
        return store.read(() -> tree().get(key));
    }

    public boolean containsKey(String key) {
        return store.read(() -> tree().containsKey(key));
    }

    /** Gives the key a value, neither of them null; returns the one it had, or null. */
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

    /** Removes the key; returns the value it had, or null. */
    public String remove(String key) {
        Objects.requireNonNull(key, "key");
        synchronized (store) {
            String before = get(key);
            if (before != null) {
                store.change(name, key, null);
            }
            return before;
        }
    }

    /** Number of keys; takes no longer when there are many. */
    public long size() {
        return store.read(() -> tree().sizeAsLong());
    }

    /** Removes all keys. */
    public void clear() {
        store.change(name, null, null);
    }

    /**
     * The keys that start with a text, in their order. The map may change meanwhile: keys that are there all the time
     * are met exactly once.
     *
     * @param prefix empty for all keys
     */
    public Iterator<String> keys(String prefix) {
        return new KeyIterator(prefix);
    }

    private MVMap<String, String> tree() {
        return store.tree(name);
    }

    /** A few keys from a place on; an iterator of the tree itself would break at the next checkpoint. */
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
}
