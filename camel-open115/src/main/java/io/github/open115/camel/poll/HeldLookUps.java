package io.github.open115.camel.poll;

import java.util.HashSet;
import java.util.Set;

/**
 * Lets the paths of folders grow old, as long as all that is in them was refused by a filter: one of them is looked up
 * with a poll, in turns. Otherwise a tree of 3000 folders that a filter leaves out would cost 3000 calls every few
 * minutes. Not thread-safe.
 */
final class HeldLookUps {

    private final Set<String> asked = new HashSet<>();
    private Set<String> ready = Set.of();
    private boolean granted;
    private boolean wanted;

    /**
     * A poll begins.
     *
     * @param free folders that may be looked up in any case
     */
    void begin(Set<String> free) {
        ready = free;
        if (wanted && !granted) {
            // all had their turn
            asked.clear();
        }
        granted = false;
        wanted = false;
    }

    /** Whether the folder may be looked up in this poll. */
    boolean grant(String folderId) {
        if (ready.contains(folderId)) {
            return true;
        }
        wanted = true;
        if (granted || !asked.add(folderId)) {
            return false;
        }
        granted = true;
        return true;
    }
}
