package io.github.open115.camel.snapshot;

import java.util.Arrays;

/** Finds the place of an id among a million, for eight to sixteen bytes each. Not thread-safe. */
final class IdIndex {

    static final int ABSENT = -1;

    private static final int SMALLEST = 64;

    /** Gives the id that is kept in a place. */
    @FunctionalInterface
    interface Ids {
        long at(int place);
    }

    private final Ids ids;
    private int[] table = empty(SMALLEST);
    private int size;

    /** @param ids tells the ids of the places that were put in here */
    IdIndex(Ids ids) {
        this.ids = ids;
    }

    /** The place of an id, or {@link #ABSENT}. */
    int find(long id) {
        return table[cell(id)];
    }

    /** Adds an id that is not there, by its place. */
    void add(int place) {
        if (2 * (size + 1) > table.length) {
            grow();
        }
        table[cell(ids.at(place))] = place;
        size++;
    }

    /** Removes an id that is there, while its place still has it. */
    void remove(long id) {
        int hole = cell(id);
        table[hole] = ABSENT;
        size--;
        // whatever was pushed on by the removed one moves up, so that no search ends at the hole
        for (int i = next(hole); table[i] != ABSENT; i = next(i)) {
            int home = home(ids.at(table[i]));
            boolean reachable = hole <= i ? hole < home && home <= i : hole < home || home <= i;
            if (!reachable) {
                table[hole] = table[i];
                table[i] = ABSENT;
                hole = i;
            }
        }
    }

    private int cell(long id) {
        int i = home(id);
        while (table[i] != ABSENT && ids.at(table[i]) != id) {
            i = next(i);
        }
        return i;
    }

    private int home(long id) {
        return (int) mix(id) & table.length - 1;
    }

    private int next(int cell) {
        return cell + 1 & table.length - 1;
    }

    private void grow() {
        int[] before = table;
        table = empty(2 * before.length);
        for (int place : before) {
            if (place != ABSENT) {
                table[cell(ids.at(place))] = place;
            }
        }
    }

    private static int[] empty(int length) {
        int[] table = new int[length];
        Arrays.fill(table, ABSENT);
        return table;
    }

    /** Spreads ids, which differ in their last digits only; the finalizer of MurmurHash3. */
    static long mix(long id) {
        long mixed = (id ^ id >>> 33) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ mixed >>> 33;
    }
}
