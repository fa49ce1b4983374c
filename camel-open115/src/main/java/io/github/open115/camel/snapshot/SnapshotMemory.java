package io.github.open115.camel.snapshot;

import io.github.open115.camel.snapshot.KnownRows.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Brings what changed in the known rows to where it outlives a restart: a row after its listeners have kept what they were
 * told of it, never before. Not thread-safe.
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

    /** The rows as they were kept, to be changed from now on. */
    KnownRows known() {
        return known;
    }

    private void take(RowStore.Summary summary) {
        epoch = summary.epoch();
        saved = summary.sequence();
        // the number after it may have been given to listeners before the end came
        next = saved + 2;
        correction.setBias(summary.bias());
        savedBias = summary.bias();
        reconciledAt = summary.reconciledAt() == 0 ? null : Instant.ofEpochMilli(summary.reconciledAt());
    }

    /** When all rows were read the last time; null for never. */
    Instant reconciledAt() {
        return reconciledAt;
    }

    void reconciled(Instant at) {
        reconciledAt = at;
        summaryChanged = true;
    }

    /** A listener was told every row, and needs a mark for it. */
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

    /** Whether a listener that kept this mark has kept what is remembered here, neither more nor less. */
    boolean covers(String mark) {
        return mark(saved).equals(mark);
    }

    /** Remembers what changed, after the listeners have kept it. */
    void commit(FolderListener listeners) {
        if (markWanted || !changed.isEmpty() || !leaving.isEmpty() || !gone.isEmpty()) {
            listeners.persist(mark(next));
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
