package io.github.open115.camel.snapshot;

import io.github.open115.client.files.FileItem;
import io.github.open115.client.files.FileItem.State;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntConsumer;

/**
 * The rows of a folder in as few bytes as possible: file id, update time, what tells one version of the row from another,
 * and state. A row has a place, a number that stays with it until it is removed. Not thread-safe.
 */
final class KnownRows {

    private static final State[] STATES = State.values();

    private final IdIndex index = new IdIndex(this::id);
    private final RowsByTime order = new RowsByTime(this::updated);
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

    int size() {
        return size;
    }

    /** The place of an id, or {@link IdIndex#ABSENT}. */
    int find(long id) {
        return index.find(id);
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

    /** Adds a row, or replaces the one of the same id. */
    int put(Row row) {
        int place = index.find(row.id());
        boolean known = place != IdIndex.ABSENT;
        if (!known) {
            place = takePlace();
            ids[place] = row.id();
            index.add(place);
            size++;
        }
        if (!known || updated[place] != (int) row.updated()) {
            updated[place] = (int) row.updated();
            order.update(place);
        }
        sha1s[place] = row.sha1();
        parents[place] = row.parent();
        names[place] = row.name();
        states[place] = (byte) row.state().ordinal();
        unfinished.set(place, row.state() == State.UNFINISHED);
        return place;
    }

    void remove(int place) {
        index.remove(ids[place]);
        order.remove(place);
        unfinished.clear(place);
        free.set(place);
        size--;
    }

    long id(int place) {
        return ids[place];
    }

    /** Update time in seconds, of which 32 bits without sign are kept: until the year 2106. */
    long updated(int place) {
        return Integer.toUnsignedLong(updated[place]);
    }

    /** How many rows have a later update time. */
    int newerThan(long time) {
        return order.laterThan(time);
    }

    /** Visits the rows whose times are later than the one and not later than the other, latest first. */
    void forEach(long laterThan, long notLaterThan, IntConsumer visitor) {
        order.forEach(laterThan, notLaterThan, visitor);
    }

    /** Visits all rows. */
    void forEach(IntConsumer visitor) {
        for (int place = free.nextClearBit(0); place < used; place = free.nextClearBit(place + 1)) {
            visitor.accept(place);
        }
    }

    /** The first row from a place on that waits for the end of its upload; -1 when there is none. */
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
}
