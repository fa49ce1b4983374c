/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.after;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Files that {@code preMove} has moved for an exchange of this process. Until the exchange ends, the journal holds the move
 * back, which only a later process may make. Outlives a stop of the consumer, as an exchange may. Thread-safe.
 */
public final class PreMovedFiles {

    private final Set<String> inFlight = ConcurrentHashMap.newKeySet();
    private final Set<String> endedLate = ConcurrentHashMap.newKeySet();

    /** Whether the exchange of a file is under way. */
    boolean contains(String fileId) {
        return inFlight.contains(fileId);
    }

    void add(String fileId) {
        // an earlier exchange of the file ended late
        endedLate.remove(fileId);
        inFlight.add(fileId);
    }

    void remove(String fileId) {
        inFlight.remove(fileId);
    }

    /** An exchange has ended after its consumer had stopped, so it is not in the journal. */
    void endLate(String fileId) {
        if (inFlight.contains(fileId)) {
            endedLate.add(fileId);
            inFlight.remove(fileId);
        }
    }

    /** Removes the moves back of such exchanges from a journal that is open again. */
    void tidy(Map<String, String> journal) {
        endedLate.removeIf(fileId -> {
            journal.remove(fileId);
            return true;
        });
    }
}
