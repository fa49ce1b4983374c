/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.snapshot;

import io.github.open115.camel.snapshot.KnownRows.Row;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Keeps a snapshot in memory over a restart. */
public final class InMemoryRowStore implements RowStore {

    private final Map<Long, Row> rows = new LinkedHashMap<>();
    private final Set<Long> leavingIds = new LinkedHashSet<>();
    private Summary kept;
    private boolean dead;

    /** From now on nothing can be written: the process ends when it tries. */
    public void crashNext() {
        dead = true;
    }

    /** The next process can write again. */
    public void restarted() {
        dead = false;
    }

    @Override
    public Optional<Summary> load(Consumer<Row> known, LongConsumer leaving) {
        rows.values().forEach(known);
        leavingIds.forEach(leaving::accept);
        return Optional.ofNullable(kept);
    }

    @Override
    public void save(Collection<Row> changed, Collection<Long> leaving, Collection<Long> gone, Summary summary) {
        if (dead) {
            throw new Crash();
        }
        leaving.forEach(rows::remove);
        leavingIds.addAll(leaving);
        gone.forEach(rows::remove);
        leavingIds.removeAll(gone);
        changed.forEach(row -> {
            rows.put(row.id(), row);
            leavingIds.remove(row.id());
        });
        kept = summary;
    }

    @Override
    public void close() {
        // the next snapshot continues with it
    }

    /** The process ends here. */
    public static final class Crash extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }
}
