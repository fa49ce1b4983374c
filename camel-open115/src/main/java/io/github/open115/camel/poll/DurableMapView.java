package io.github.open115.camel.poll;

import io.github.open115.client.state.DurableMap;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/** A durable map as a {@link Map}, so that what uses it can do without durability too. */
final class DurableMapView extends AbstractMap<String, String> {

    private final DurableMap map;

    DurableMapView(DurableMap map) {
        this.map = map;
    }

    @Override
    public String get(Object key) {
        return map.get((String) key);
    }

    @Override
    public String put(String key, String value) {
        return map.put(key, value);
    }

    @Override
    public String remove(Object key) {
        return map.remove((String) key);
    }

    @Override
    public boolean containsKey(Object key) {
        return map.containsKey((String) key);
    }

    @Override
    public int size() {
        return Math.toIntExact(map.size());
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<String, String>> iterator() {
                Iterator<String> keys = map.keys("");
                return new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return keys.hasNext();
                    }

                    @Override
                    public Entry<String, String> next() {
                        String key = keys.next();
                        // its value may have been removed meanwhile
                        return new SimpleImmutableEntry<>(key, map.get(key));
                    }
                };
            }

            @Override
            public int size() {
                return DurableMapView.this.size();
            }
        };
    }
}
