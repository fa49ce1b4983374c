package io.github.open115.client.files;

/**
 * The parameters of a listing that decide in which order its rows come (docs/115-open-api.md C.1.1 and C.1.4).
 *
 * @param field parameter {@code o}
 * @param ascending parameter {@code asc}
 * @param customOrder parameter {@code custom_order}
 */
record Sort(String field, boolean ascending, int customOrder) {

    /** As asked. */
    static final int AS_ASKED = 2;

    /** As asked, but folders before files. */
    static final int FOLDERS_FIRST = 1;

    /** As it is stored for the folder, whatever is asked. */
    static final int AS_STORED = 0;

    /** The rows to ask for when {@code rows} are wanted: one alone makes the service fail in some orders. */
    int rows(int rows) {
        return customOrder == FOLDERS_FIRST ? Math.max(2, rows) : rows;
    }

    /** Whether this is a different wish: another field or direction. */
    boolean differsFrom(Sort other) {
        return !field.equals(other.field) || ascending != other.ascending;
    }
}
