package io.github.open115.camel.after;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Files that {@code preMove} took away for an exchange of this process. Meanwhile the journal holds their move back, which
 * only a later process may make. Outlives a stop of the consumer, as an exchange may. Thread-safe.
 */
public final class PreMovedFiles {

    private final Set<String> taken = ConcurrentHashMap.newKeySet();
    private final Set<String> endedLate = ConcurrentHashMap.newKeySet();

    /** Whether the exchange of a file is under way. */
    boolean contains(String fileId) {
        return taken.contains(fileId);
    }

    void add(String fileId) {
        // what ended late was an exchange before this one
        endedLate.remove(fileId);
        taken.add(fileId);
    }

    void remove(String fileId) {
        taken.remove(fileId);
    }

    /** An exchange has ended that the journal could not be told of, because the consumer had stopped. */
    void endLate(String fileId) {
        if (taken.contains(fileId)) {
            endedLate.add(fileId);
            taken.remove(fileId);
        }
    }

    /** Takes out of a journal that is opened again what must not be made any more. */
    void tidy(Map<String, String> journal) {
        endedLate.removeIf(fileId -> {
            journal.remove(fileId);
            return true;
        });
    }
}
