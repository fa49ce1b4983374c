/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.files;

import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The listeners of one client, which all its views share. Thread-safe. */
final class ChangeListeners {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeListeners.class);

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

    /** A listener that fails does not fail the change, which has been made. */
    void forEach(Consumer<ChangeListener> call) {
        for (ChangeListener listener : all) {
            if (listener != except) {
                try {
                    call.accept(listener);
                } catch (RuntimeException e) {
                    LOG.warn("A change of the drive was made, but {} could not take note of it", listener, e);
                }
            }
        }
    }
}
