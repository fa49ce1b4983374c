package io.github.open115.camel.snapshot;

import java.util.HashSet;
import java.util.Set;

/**
 * The rows that the last walk did not come by. A walk takes one call for each folder, and a folder that moves meanwhile from
 * where the walk has not been yet to where it was already is passed by: only what two walks running miss is gone. Not
 * thread-safe.
 */
final class WalkedPast {

    private Set<Long> ids = Set.of();

    /** Excuses the rows that are missing for the first time. */
    void excuse(SeenRows seen, KnownRows known) {
        Set<Long> missing = new HashSet<>();
        seen.forEachMissing(place -> {
            long id = known.id(place);
            missing.add(id);
            if (!ids.contains(id)) {
                seen.excuse(place);
            }
        });
        ids = missing;
    }
}
