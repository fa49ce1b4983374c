/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.snapshot;

import io.github.open115.camel.snapshot.KnownRows.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Persists changes of the known rows. A row is persisted after all listeners have persisted what was reported to them,
 * never before: after a crash, a row that only the snapshot knew would not be reported again. Not thread-safe.
 */
final class SnapshotMemory implements AutoCloseable {

    private final RowStore store;
    private final KnownRows known;
    private final OwnRemovals removals;
    private final CountCorrection correction;
    private final BitSet changed = new BitSet();
    private final List<Long> leaving = new ArrayList<>();
    private final List<Long> gone = new ArrayList<>();
    private String epoch = UUID.randomUUID().toString();
    private long saved;
    private long next = 1;
    private Instant reconciledAt;
    private boolean summaryChanged;
    private boolean markWanted;
    private long savedBias;

    SnapshotMemory(RowStore store, OwnRemovals removals, CountCorrection correction) {
        this.store = store;
        this.removals = removals;
        this.correction = correction;
        KnownRows loaded = new KnownRows();
        Optional<RowStore.Summary> summary = store.load(loaded::put, removals::add);
        this.known = summary.isPresent() ? loaded : new KnownRows();
        summary.ifPresent(this::take);
    }

    /** The rows as they were persisted. The snapshot changes them from now on. */
    KnownRows known() {
        return known;
    }

    private void take(RowStore.Summary summary) {
        epoch = summary.epoch();
        saved = summary.sequence();
        // listeners may have got the number after it before the process ended
        next = saved + 2;
        correction.setBias(summary.bias());
        savedBias = summary.bias();
        reconciledAt = summary.reconciledAt() == 0 ? null : Instant.ofEpochMilli(summary.reconciledAt());
    }

    /** When all rows were last read; null for never. */
    Instant reconciledAt() {
        return reconciledAt;
    }

    void reconciled(Instant at) {
        reconciledAt = at;
        summaryChanged = true;
    }

    /** Every row was reported to a listener, which needs a mark for it. */
    void wantMark() {
        markWanted = true;
    }

    void changed(int place) {
        changed.set(place);
    }

    void leaving(int place) {
        changed.clear(place);
        leaving.add(known.id(place));
    }

    void gone(long id) {
        gone.add(id);
    }

    void gone(int place) {
        changed.clear(place);
        gone(known.id(place));
    }

    /** Whether a listener that persisted this mark has persisted what is known here, neither more nor less. */
    boolean covers(String mark) {
        return mark(saved).equals(mark);
    }

    /**
     * Persists the changes, after the listeners have done so.
     *
     * @param listeners persist what was reported to them, with this mark
     */
    void commit(Consumer<String> listeners) {
        if (markWanted || !changed.isEmpty() || !leaving.isEmpty() || !gone.isEmpty()) {
            listeners.accept(mark(next));
            saved = next++;
            save();
        } else if (summaryChanged || correction.bias() != savedBias) {
            save();
        }
    }

    private void save() {
        List<Row> rows = changed.stream().mapToObj(known::row).toList();
        long millis = reconciledAt == null ? 0 : reconciledAt.toEpochMilli();
        store.save(rows, leaving, gone, new RowStore.Summary(epoch, saved, correction.bias(), millis));
        changed.clear();
        leaving.clear();
        gone.clear();
        summaryChanged = false;
        markWanted = false;
        savedBias = correction.bias();
    }

    private String mark(long number) {
        return epoch + ":" + number;
    }

    @Override
    public void close() {
        store.close();
    }
}
