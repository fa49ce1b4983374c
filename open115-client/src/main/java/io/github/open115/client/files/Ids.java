package io.github.open115.client.files;

import io.github.open115.client.http.Open115Exception;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Checks ids before they are sent. The service takes a missing or empty folder id for the root folder
 * (docs/115-open-api.md C.1.1, C.4 and C.6), so an empty id would list, fill or move into the wrong place without an
 * error.
 */
final class Ids {

    private static final Pattern DECIMAL = Pattern.compile("0|[1-9][0-9]{0,18}");
    private static final String LARGEST = Long.toString(Long.MAX_VALUE);

    private Ids() {}

    /** The id itself, if it can be one of the drive; {@code what} names it in the error. */
    static String require(String id, String what) {
        if (!isPossible(id)) {
            throw new IllegalArgumentException(
                    what + " must be a decimal id of the drive, not '" + Open115Exception.oneLine(id) + "'");
        }
        return id;
    }

    /** Whether it is a decimal number of at most 63 bits, as all ids of the drive are. */
    static boolean isPossible(String id) {
        return id != null
                && DECIMAL.matcher(id).matches()
                && (id.length() < LARGEST.length() || id.compareTo(LARGEST) <= 0);
    }

    /** Stands for what cannot be an id: a number of 64 bits, the same for the same texts, that {@link #require} refuses. */
    static String standIn(String impossibleId, String name) {
        long hash = 31L * impossibleId.hashCode() + name.hashCode();
        return Long.toUnsignedString(hash | Long.MIN_VALUE);
    }

    /** The distinct ids of files and folders that a change is about; refuses none at all, and the root folder. */
    static Set<String> requireSome(Collection<String> ids, String operation) {
        Set<String> distinct = new LinkedHashSet<>();
        for (String id : ids) {
            if (FileItem.ROOT_ID.equals(require(id, "file id"))) {
                throw new IllegalArgumentException("cannot " + operation + " the root folder of the drive");
            }
            distinct.add(id);
        }
        if (distinct.isEmpty()) {
            throw new IllegalArgumentException("nothing to " + operation + ": the list of ids is empty");
        }
        return distinct;
    }
}
