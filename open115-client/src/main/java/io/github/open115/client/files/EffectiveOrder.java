package io.github.open115.client.files;

import io.github.open115.client.files.ListQuery.Order;
import io.github.open115.client.http.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * The order that a reply says its rows are in (fields {@code order} and {@code is_asc}, docs/115-open-api.md C.1.4).
 *
 * @param field the field they are sorted by
 * @param ascending the direction
 */
record EffectiveOrder(String field, boolean ascending) {

    /** Names of one and the same order for some clients, of different ones in the documentation: the rows decide. */
    private static final Set<String> TIMES = Set.of("user_ptime", "user_utime", "user_etime", "user_otime");

    /** Where the reply does not say, nothing speaks against the order that was asked for. */
    static EffectiveOrder of(JsonObject reply, ListQuery asked) {
        String field = reply.text("order");
        return new EffectiveOrder(
                field == null || field.isEmpty() ? asked.order().wire() : field,
                reply.number("is_asc", asked.ascending() ? 1 : 0) == 1);
    }

    /** Whether these rows are in the order asked for. */
    boolean satisfies(ListQuery asked, List<FileItem> rows) {
        if (rows.size() < 2) {
            return true;
        }
        if (ascending != asked.ascending()) {
            return false;
        }
        return field.equals(asked.order().wire())
                || asked.order() == Order.UPDATED && TIMES.contains(field) && sortedByUpdate(rows);
    }

    private boolean sortedByUpdate(List<FileItem> rows) {
        for (int i = 1; i < rows.size(); i++) {
            FileItem before = rows.get(i - 1);
            FileItem after = rows.get(i);
            int step = time(after).compareTo(time(before));
            // folders may come first, so a folder and a file are no neighbours
            if (before.folder() == after.folder() && (ascending ? step < 0 : step > 0)) {
                return false;
            }
        }
        return true;
    }

    private static Instant time(FileItem row) {
        return row.updated() == null ? Instant.EPOCH : row.updated();
    }
}
