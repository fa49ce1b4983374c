package io.github.open115.client.files;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Checks ids before they are sent. The service takes a missing or empty folder id for the root folder (sections C.1.1,
 * C.4 and C.6), so an empty id would list, fill or move into the wrong place without an error.
 */
final class Ids {

    private Ids() {}

    /** The id itself, if it is a decimal number; {@code what} names it in the error. */
    static String require(String id, String what) {
        if (id == null || id.isEmpty() || !id.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException(what + " must be a decimal id of the drive, not '" + id + "'");
        }
        return id;
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
