/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.files;

import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The listeners of one client, which all its views share. Thread-safe. */
final class ChangeListeners {

    private final CopyOnWriteArrayList<ChangeListener> all;
    // null for none
    private final ChangeListener except;

    ChangeListeners() {
        this(new CopyOnWriteArrayList<>(), null);
    }

    private ChangeListeners(CopyOnWriteArrayList<ChangeListener> all, ChangeListener except) {
        this.all = all;
        this.except = except;
    }

    /** The same listeners without one of them. */
    ChangeListeners without(ChangeListener listener) {
        return new ChangeListeners(all, listener);
    }

    void add(ChangeListener listener) {
        all.addIfAbsent(listener);
    }

    void remove(ChangeListener listener) {
        all.remove(listener);
    }

    void forEach(Consumer<ChangeListener> call) {
        for (ChangeListener listener : all) {
            if (listener != except) {
                call.accept(listener);
            }
        }
    }
}
