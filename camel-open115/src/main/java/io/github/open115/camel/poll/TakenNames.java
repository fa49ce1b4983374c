package io.github.open115.camel.poll;

import io.github.open115.client.files.FileItem;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gives each file of a listing a name that is safe and, within its folder, unique. A folder of the drive may hold
 * several files of one name (section I.5 of the API reference); the oldest keeps the plain name, the others carry their
 * file id, so that none overwrites another where the route writes them.
 */
final class TakenNames {

    private static final Comparator<FileItem> OLDEST_FIRST = Comparator.comparing(
                    FileItem::created, Comparator.nullsLast(Comparator.<Instant>naturalOrder()))
            .thenComparing(FileItem::id);

    private final Map<String, Set<String>> keysByFolder = new HashMap<>();
    private final Set<String> suffixed = new HashSet<>();

    TakenNames(List<FileItem> rows) {
        rows.stream().filter(row -> !row.folder()).sorted(OLDEST_FIRST).forEach(row -> {
            if (!keys(row.parentId()).add(SafeNames.collisionKey(SafeNames.segment(row.name())))) {
                suffixed.add(row.id());
            }
        });
    }

    /** The segment for a file of the listing. */
    String fileSegment(FileItem file) {
        return suffixed.contains(file.id())
                ? SafeNames.segment(file.name(), file.id())
                : SafeNames.segment(file.name());
    }

    /** Whether a file of that folder has this segment, so that a folder cannot have it too. */
    boolean isTaken(String parentId, String segment) {
        Set<String> keys = keysByFolder.get(parentId);
        return keys != null && keys.contains(SafeNames.collisionKey(segment));
    }

    private Set<String> keys(String parentId) {
        return keysByFolder.computeIfAbsent(parentId, id -> new HashSet<>());
    }
}
