package io.github.open115.camel.snapshot;

import io.github.open115.camel.snapshot.KnownRows.Row;
import io.github.open115.client.files.FileItem;
import java.util.BitSet;
import java.util.function.IntConsumer;

/**
 * What a reading has found out so far: which of the known rows were met, and which must have been met where they were not.
 * Rows are known from the moment they are met; the missing ones stay known until the whole adds up. Not thread-safe.
 */
final class SeenRows {

    /** Learns of every row that is met for the first time in this reading. */
    @FunctionalInterface
    interface RowCallback {

        /** @param changed whether it is new, or differs from what was known */
        void met(FileItem row, int place, boolean changed);
    }

    private final KnownRows known;
    private final OwnRemovals removals;
    private final RowCallback callback;
    private final BitSet met = new BitSet();
    private final BitSet missing = new BitSet();
    private boolean anchored;
    private int changes;

    SeenRows(KnownRows known, OwnRemovals removals, RowCallback callback) {
        this.known = known;
        this.removals = removals;
        this.callback = callback;
    }

    /** @return whether the row is met for the first time */
    boolean meet(FileItem item) {
        Row row = Row.of(item);
        if (removals.isLeaving(row.id())) {
            return removals.meet(row.id());
        }
        int place = known.find(row.id());
        boolean changed = place == IdIndex.ABSENT || !known.has(place, row);
        if (changed) {
            place = known.put(row);
            changes++;
        }
        missing.clear(place);
        boolean first = !met.get(place);
        anchored |= first && !changed;
        met.set(place);
        if (first || changed) {
            callback.met(item, place, changed);
        }
        return first;
    }

    /** Whether the row was met before. */
    boolean hasMet(FileItem item) {
        long id = KnownRows.idOf(item.id());
        int place = known.find(id);
        return place == IdIndex.ABSENT ? removals.hasMet(id) : met.get(place);
    }

    /** Whether a row was met that is what it was: what is older than it may be as well. */
    boolean isAnchored() {
        return anchored;
    }

    /** How many rows were new or not what they were. */
    int changes() {
        return changes;
    }

    /** Everything with a time later than the one and not later than the other was read: what was not met is missing. */
    void cover(long laterThan, long notLaterThan) {
        known.forEach(laterThan, notLaterThan, this::missUnlessMet);
    }

    /** Everything was read. */
    void coverAll() {
        known.forEach(this::missUnlessMet);
    }

    private void missUnlessMet(int place) {
        if (!met.get(place)) {
            missing.set(place);
        }
    }

    /** How many rows there are with a later time, as far as that is known by now. */
    long newerThan(long time) {
        long absent =
                missing.stream().filter(place -> known.updated(place) > time).count();
        return known.newerThan(time) - absent;
    }

    /** How many rows there are, as far as that is known by now. */
    long expected() {
        return known.size() - missing.cardinality();
    }

    boolean isAnyMissing() {
        return !missing.isEmpty();
    }

    void forEachMissing(IntConsumer visitor) {
        missing.stream().forEach(visitor);
    }

    /** A row that is missing counts as there. */
    void excuse(int place) {
        missing.clear(place);
    }

    /** The place is given to another row from now on. */
    void forget(int place) {
        met.clear(place);
        missing.clear(place);
    }

    boolean hasMet(int place) {
        return met.get(place);
    }

    /** Tells one set of met rows from another, whatever their order. */
    long fingerprint() {
        return met.stream()
                .filter(place -> !missing.get(place))
                .mapToLong(place -> IdIndex.mix(known.id(place)))
                .sum();
    }
}
