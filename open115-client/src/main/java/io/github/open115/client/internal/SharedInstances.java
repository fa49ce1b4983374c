/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.internal;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Objects that their users share by a key and count: the first user makes one, the last one closes it. While one is being
 * made or closed, others who want the same key wait. Thread-safe.
 */
public final class SharedInstances<K, V> {

    private final Map<K, Shared<V>> inUse = new ConcurrentHashMap<>();

    /** The object of a key, made for its first user. Each user must {@linkplain #release give it back}. */
    public V acquire(K key, Supplier<V> maker) {
        return acquire(key, maker, made -> {});
    }

    /**
     * The object of a key, made for its first user. Each user must {@linkplain #release give it back}.
     *
     * @param check throws when this user cannot share the object; then the user need not give it back
     */
    public V acquire(K key, Supplier<V> maker, Consumer<V> check) {
        while (true) {
            Shared<V> shared = inUse.computeIfAbsent(key, absent -> new Shared<>());
            shared.lock.lock();
            try {
                if (inUse.get(key) == shared) {
                    return shared.use(maker, check);
                }
                // its last user closed it in between
            } finally {
                shared.dropIfUnused(inUse, key);
                shared.lock.unlock();
            }
        }
    }

    /**
     * Gives the object of a key back; does nothing when nobody uses it.
     *
     * @param closer closes it if this was the last user
     */
    public void release(K key, Consumer<V> closer) {
        Shared<V> shared = inUse.get(key);
        if (shared == null) {
            return;
        }
        shared.lock.lock();
        try {
            if (shared.users > 0 && --shared.users == 0) {
                closer.accept(shared.value);
            }
        } finally {
            shared.dropIfUnused(inUse, key);
            shared.lock.unlock();
        }
    }

    /** All guarded by the lock. */
    private static final class Shared<V> {

        private final ReentrantLock lock = new ReentrantLock();
        private V value;
        private int users;

        V use(Supplier<V> maker, Consumer<V> check) {
            if (users == 0) {
                value = maker.get();
            }
            check.accept(value);
            users++;
            return value;
        }

        void dropIfUnused(Map<?, Shared<V>> inUse, Object key) {
            if (users == 0) {
                inUse.remove(key, this);
            }
        }
    }
}
