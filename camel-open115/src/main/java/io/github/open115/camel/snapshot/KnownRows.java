/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.snapshot;

import io.github.open115.client.files.FileItem;
import io.github.open115.client.files.FileItem.State;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntConsumer;

/**
 * The rows of a folder in few bytes each, so that a million fit into 100 MB: file id, update time, hashes that tell two
 * versions of a row apart, and state. A row has a place, a number that stays with it until it is removed. Rows are
 * found by id and by update time. Not thread-safe.
 */
final class KnownRows {

    /** The place of a row that is not known. */
    static final int ABSENT = -1;

    private static final State[] STATES = State.values();

    private final IdIndex byId = new IdIndex();
    private final RowsByTime byTime = new RowsByTime();
    private final BitSet free = new BitSet();
    private final BitSet unfinished = new BitSet();
    private long[] ids = new long[64];
    private int[] updated = new int[64];
    private long[] sha1s = new long[64];
    private long[] parents = new long[64];
    private int[] names = new int[64];
    private byte[] states = new byte[64];
    private int size;
    private int used;

    /** What the snapshot remembers of one row. */
    record Row(long id, long updated, long sha1, long parent, int name, State state) {

        static Row of(FileItem item) {
            return new Row(
                    idOf(item.id()),
                    timeOf(item.updated()),
                    digest(item.sha1()),
                    item.parentId() == null ? -1 : idOf(item.parentId()),
                    item.name().hashCode(),
                    item.state());
        }

        private static long digest(String sha1) {
            long digest = 0;
            for (int i = 0; sha1 != null && i < sha1.length(); i++) {
                digest = 31 * digest + sha1.charAt(i);
            }
            return digest;
        }
    }

    /** An id as the service writes it, in eight bytes. */
    static long idOf(String id) {
        return Long.parseUnsignedLong(id);
    }

    static String textOf(long id) {
        return Long.toUnsignedString(id);
    }

    /** Seconds of an update time; 0 for a row without one. */
    static long timeOf(Instant updated) {
        return updated == null ? 0 : updated.getEpochSecond();
    }

    /** Spreads ids, which differ in their last digits only; the finalizer of MurmurHash3. */
    static long mix(long id) {
        long mixed = (id ^ id >>> 33) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ mixed >>> 33;
    }

    int size() {
        return size;
    }

    /** The place of an id, or {@link #ABSENT}. */
    int find(long id) {
        return byId.find(id);
    }

    boolean has(int place, Row row) {
        return updated[place] == (int) row.updated()
                && sha1s[place] == row.sha1()
                && parents[place] == row.parent()
                && names[place] == row.name()
                && states[place] == row.state().ordinal();
    }

    Row row(int place) {
        return new Row(ids[place], updated(place), sha1s[place], parents[place], names[place], STATES[states[place]]);
    }

    /**
     * Adds a row, or replaces the one of the same id.
     *
     * @return its place
     */
    int put(Row row) {
        int place = byId.find(row.id());
        boolean known = place != ABSENT;
        if (!known) {
            place = takePlace();
            ids[place] = row.id();
            byId.add(place);
            size++;
        }
        if (!known || updated[place] != (int) row.updated()) {
            updated[place] = (int) row.updated();
            byTime.update(place);
        }
        sha1s[place] = row.sha1();
        parents[place] = row.parent();
        names[place] = row.name();
        states[place] = (byte) row.state().ordinal();
        unfinished.set(place, row.state() == State.UNFINISHED);
        return place;
    }

    void remove(int place) {
        byId.remove(ids[place]);
        byTime.remove(place);
        unfinished.clear(place);
        free.set(place);
        size--;
    }

    long id(int place) {
        return ids[place];
    }

    /** Update time in seconds, an unsigned number of 32 bits: until the year 2106. */
    long updated(int place) {
        return Integer.toUnsignedLong(updated[place]);
    }

    /** How many rows have a later update time. */
    int newerThan(long time) {
        return byTime.laterThan(time);
    }

    /** Visits the rows whose times are later than the one and not later than the other, latest first. */
    void forEach(long laterThan, long notLaterThan, IntConsumer visitor) {
        byTime.forEach(laterThan, notLaterThan, visitor);
    }

    /** Visits all rows. */
    void forEach(IntConsumer visitor) {
        for (int place = free.nextClearBit(0); place < used; place = free.nextClearBit(place + 1)) {
            visitor.accept(place);
        }
    }

    /** The first row from a place on whose upload has not ended; -1 when there is none. */
    int nextUnfinished(int from) {
        return unfinished.nextSetBit(from);
    }

    private int takePlace() {
        int place = free.nextSetBit(0);
        if (place >= 0) {
            free.clear(place);
            return place;
        }
        if (used == ids.length) {
            int capacity = used + (used >> 1);
            ids = Arrays.copyOf(ids, capacity);
            updated = Arrays.copyOf(updated, capacity);
            sha1s = Arrays.copyOf(sha1s, capacity);
            parents = Arrays.copyOf(parents, capacity);
            names = Arrays.copyOf(names, capacity);
            states = Arrays.copyOf(states, capacity);
        }
        return used++;
    }

    /** The places of the ids in a hash table with open addressing: eight to sixteen bytes for each id. */
    private final class IdIndex {

        private int[] table = empty(64);
        private int occupied;

        int find(long id) {
            return table[cell(id)];
        }

        /** Adds a place whose id is not there. */
        void add(int place) {
            if (2 * (occupied + 1) > table.length) {
                grow();
            }
            table[cell(ids[place])] = place;
            occupied++;
        }

        /** Removes an id that is there, while its place still has it. */
        void remove(long id) {
            int hole = cell(id);
            table[hole] = ABSENT;
            occupied--;
            // entries that the removed one displaced move up, so that no search ends at the hole
            for (int i = next(hole); table[i] != ABSENT; i = next(i)) {
                int home = home(ids[table[i]]);
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
            while (table[i] != ABSENT && ids[table[i]] != id) {
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
                    table[cell(ids[place])] = place;
                }
            }
        }

        private static int[] empty(int length) {
            int[] table = new int[length];
            Arrays.fill(table, ABSENT);
            return table;
        }
    }

    /**
     * The places in descending order of their update times, four bytes each. Changes are collected and merged in at the
     * next question. So a page of changes costs one pass over the array, and the first listing, newest to oldest, none.
     */
    private final class RowsByTime {

        private final BitSet present = new BitSet();
        private final BitSet stale = new BitSet();
        private final BitSet fresh = new BitSet();
        private int[] places = new int[64];
        private int length;

        /** The place has a time now, or another one. */
        void update(int place) {
            if (present.get(place)) {
                stale.set(place);
            }
            fresh.set(place);
        }

        /** The place is no longer in use. */
        void remove(int place) {
            fresh.clear(place);
            if (present.get(place)) {
                stale.set(place);
            }
        }

        int laterThan(long time) {
            settle();
            int low = 0;
            int high = length;
            while (low < high) {
                int middle = low + high >>> 1;
                if (updated(places[middle]) > time) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }

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
                for (int i = 0; i < length; i++) {
                    if (!stale.get(places[i])) {
                        places[kept++] = places[i];
                    }
                }
                length = kept;
                present.andNot(stale);
                stale.clear();
            }
            if (!fresh.isEmpty()) {
                merge(sorted(fresh));
                present.or(fresh);
                fresh.clear();
            }
        }

        /** Sorts numbers that begin with the time, because a million boxed places would not fit beside the rows. */
        private int[] sorted(BitSet some) {
            long[] keys = some.stream()
                    .mapToLong(place -> (PageScan.FUTURE - updated(place)) << Integer.SIZE | place)
                    .toArray();
            Arrays.sort(keys);
            int[] sorted = new int[keys.length];
            for (int i = 0; i < keys.length; i++) {
                sorted[i] = (int) keys[i];
            }
            return sorted;
        }

        private void merge(int[] added) {
            int total = length + added.length;
            if (total > places.length) {
                places = Arrays.copyOf(places, Math.max(total, places.length + (places.length >> 1)));
            }
            int old = length - 1;
            int to = total - 1;
            for (int i = added.length - 1; i >= 0; to--) {
                if (old >= 0 && updated(places[old]) < updated(added[i])) {
                    places[to] = places[old--];
                } else {
                    places[to] = added[i--];
                }
            }
            length = total;
        }
    }
}
