/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.snapshot;

import io.github.open115.camel.snapshot.KnownRows.Row;
import io.github.open115.client.files.FileItem;
import java.util.BitSet;
import java.util.function.IntConsumer;

/**
 * The known rows that one listing has seen, and those that are missing: the listing should have them and has not. A
 * new row is known from the moment it is seen. A missing row stays known until the listing is complete. Not thread-safe.
 */
final class SeenRows {

    /** Takes every row when the listing sees it for the first time. */
    @FunctionalInterface
    interface RowCallback {

        /** @param changed whether the row is new, or differs from the known one */
        void seen(FileItem row, int place, boolean changed);
    }

    private final KnownRows known;
    private final OwnRemovals removals;
    private final RowCallback callback;
    private final BitSet seen = new BitSet();
    private final BitSet missing = new BitSet();
    private boolean anchored;
    private int changes;

    SeenRows(KnownRows known, OwnRemovals removals, RowCallback callback) {
        this.known = known;
        this.removals = removals;
        this.callback = callback;
    }

    /** @return whether the row is seen for the first time */
    boolean record(FileItem item) {
        Row row = Row.of(item);
        if (removals.isLeaving(row.id())) {
            return removals.record(row.id());
        }
        removals.listed(row.id());
        int place = known.find(row.id());
        boolean changed = place == KnownRows.ABSENT || !known.has(place, row);
        if (changed) {
            place = known.put(row);
            changes++;
        }
        missing.clear(place);
        boolean first = !seen.get(place);
        anchored |= first && !changed;
        seen.set(place);
        if (first || changed) {
            callback.seen(item, place, changed);
        }
        return first;
    }

    /** Whether the row was seen before. */
    boolean isSeen(FileItem item) {
        long id = KnownRows.idOf(item.id());
        int place = known.find(id);
        return place == KnownRows.ABSENT ? removals.isSeen(id) : seen.get(place);
    }

    /** Whether an unchanged row was seen: older rows may be unchanged as well. */
    boolean isAnchored() {
        return anchored;
    }

    /** How many rows were new or changed. */
    int changes() {
        return changes;
    }

    /** All rows with a time later than the one and not later than the other were read: an unseen one is missing. */
    void cover(long laterThan, long notLaterThan) {
        known.forEach(laterThan, notLaterThan, this::missUnlessSeen);
    }

    /** All rows were read. */
    void coverAll() {
        known.forEach(this::missUnlessSeen);
    }

    private void missUnlessSeen(int place) {
        if (!seen.get(place)) {
            missing.set(place);
        }
    }

    /** How many rows have a later time, without the missing ones. */
    long newerThan(long time) {
        long absent =
                missing.stream().filter(place -> known.updated(place) > time).count();
        return known.newerThan(time) - absent;
    }

    /** How many rows are known, without the missing ones. */
    long expected() {
        return known.size() - missing.cardinality();
    }

    boolean isAnyMissing() {
        return !missing.isEmpty();
    }

    void forEachMissing(IntConsumer visitor) {
        missing.stream().forEach(visitor);
    }

    /** A row is not missing after all. */
    void keep(int place) {
        missing.clear(place);
    }

    /** The row was removed; its place may be given to another row. */
    void forget(int place) {
        seen.clear(place);
        missing.clear(place);
    }

    boolean isSeen(int place) {
        return seen.get(place);
    }

    /** A hash of the set of seen rows, independent of their order. */
    long fingerprint() {
        return seen.stream()
                .filter(place -> !missing.get(place))
                .mapToLong(place -> KnownRows.mix(known.id(place)))
                .sum();
    }
}
