package io.github.open115.camel.snapshot;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntConsumer;

/**
 * Places in descending order of their times, four bytes each. Changes are collected and sorted in at the next question,
 * so that a page of changes costs one pass over the whole, and a listing read from its newest to its oldest row none.
 * Not thread-safe.
 */
final class RowsByTime {

    private static final long LATEST = 0xFFFF_FFFFL;

    /** Gives the time of a place, 0 to 2³² - 1. */
    @FunctionalInterface
    interface Times {
        long at(int place);
    }

    private final Times times;
    private final BitSet present = new BitSet();
    private final BitSet stale = new BitSet();
    private final BitSet fresh = new BitSet();
    private int[] places = new int[64];
    private int size;

    RowsByTime(Times times) {
        this.times = times;
    }

    /** The place has a time now, or another one. */
    void update(int place) {
        if (present.get(place)) {
            stale.set(place);
        }
        fresh.set(place);
    }

    /** The place is not in use any more. */
    void remove(int place) {
        fresh.clear(place);
        if (present.get(place)) {
            stale.set(place);
        }
    }

    /** How many have a later time. */
    int laterThan(long time) {
        settle();
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = low + high >>> 1;
            if (times.at(places[middle]) > time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Visits the places whose times are later than the one and not later than the other, latest first. */
    void forEach(long laterThan, long notLaterThan, IntConsumer visitor) {
        int from = laterThan(notLaterThan);
        int to = laterThan(laterThan);
        for (int i = from; i < to; i++) {
            visitor.accept(places[i]);
        }
    }

    private void settle() {
        if (!stale.isEmpty()) {
            int kept = 0;
            for (int i = 0; i < size; i++) {
                if (!stale.get(places[i])) {
                    places[kept++] = places[i];
                }
            }
            size = kept;
            present.andNot(stale);
            stale.clear();
        }
        if (!fresh.isEmpty()) {
            merge(sorted(fresh));
            present.or(fresh);
            fresh.clear();
        }
    }

    /** Sorted as numbers that begin with the time, because a million boxed ones would not fit beside the rows. */
    private int[] sorted(BitSet some) {
        long[] keys = some.stream()
                .mapToLong(place -> (LATEST - times.at(place)) << Integer.SIZE | place)
                .toArray();
        Arrays.sort(keys);
        int[] sorted = new int[keys.length];
        for (int i = 0; i < keys.length; i++) {
            sorted[i] = (int) keys[i];
        }
        return sorted;
    }

    private void merge(int[] added) {
        int total = size + added.length;
        if (total > places.length) {
            places = Arrays.copyOf(places, Math.max(total, places.length + (places.length >> 1)));
        }
        int old = size - 1;
        int to = total - 1;
        for (int i = added.length - 1; i >= 0; to--) {
            if (old >= 0 && times.at(places[old]) < times.at(added[i])) {
                places[to] = places[old--];
            } else {
                places[to] = added[i--];
            }
        }
        size = total;
    }
}
