package io.github.open115.client.state;

import java.util.Iterator;

/** A durable set of strings. Each change survives a killed JVM once its method has returned. Thread-safe. */
public final class KeySet {

    private final DurableMap map;

    KeySet(DurableMap map) {
        this.map = map;
    }

    public boolean contains(String key) {
        return map.containsKey(key);
    }

    /** Adds a key; returns whether it was not there before. */
    public boolean add(String key) {
        return map.put(key, "") == null;
    }

    /** Removes a key; returns whether it was there. */
    public boolean remove(String key) {
        return map.remove(key) != null;
    }

    /** Number of keys; takes no longer when there are many. */
    public long size() {
        return map.size();
    }

    /** Removes all keys. */
    public void clear() {
        map.clear();
    }

    /**
     * The keys that start with a text, in their order. The set may change meanwhile: keys that are there all the time are
     * met exactly once.
     *
     * @param prefix empty for all keys
     */
    public Iterator<String> keys(String prefix) {
        return map.keys(prefix);
    }
}
