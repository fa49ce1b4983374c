/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.producer;

import io.github.open115.camel.names.SafeNames;
import io.github.open115.client.state.StateStore;
import java.nio.file.Path;
import java.util.Map;

/**
 * What the producers of an account remember of uploads over a restart, in {@code uploads/<account>} below
 * {@code stateDirectory}. One JVM has it open at a time, and the producers in that JVM share one object. Thread-safe.
 */
public final class UploadState implements AutoCloseable {

    private final StateStore store;

    /**
     * Opens the state of an account, or creates it.
     *
     * @throws io.github.open115.client.state.StateLockedException if it is open already, here or in another JVM
     * @throws io.github.open115.client.state.StateException if it is damaged, or has lost something
     */
    public UploadState(Path stateDirectory, String account) {
        this.store = StateStore.open(stateDirectory
                .resolve("uploads")
                .resolve(SafeNames.segment(account))
                .resolve("unfinished.mv"));
    }

    /**
     * The uploads that have not ended, by a key of the producer's choice. A killed JVM loses no change that has returned.
     */
    public Map<String, String> unfinished() {
        return store.map("unfinished");
    }

    /** Writes everything to the disk, so that a power cut does not lose it. */
    public void flush() {
        store.flush();
    }

    @Override
    public void close() {
        store.close();
    }
}
