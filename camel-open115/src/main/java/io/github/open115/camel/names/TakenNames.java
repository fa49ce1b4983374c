package io.github.open115.camel.names;

import io.github.open115.client.files.FileItem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/**
 * Gives each file of one listing a name that is safe and, within its folder, unique. A folder of the drive may hold
 * several files of one name (docs/115-open-api.md I.5); the oldest keeps the plain name, the others carry their file
 * id, so that none overwrites another where they are written.
 */
final class TakenNames {

    private static final Comparator<FileItem> OLDEST_FIRST = Comparator.comparing(
                    FileItem::created, Comparator.nullsLast(Comparator.<Instant>naturalOrder()))
            .thenComparing(FileItem::id);

    // parent id -> collision key -> id of the file
    private final Map<String, Map<String, String>> idsByFolder = new HashMap<>();
    private final Map<String, String> suffixed = new HashMap<>();

    /** @param takenByFolder whether a folder goes by that segment in the folder of that id */
    TakenNames(List<FileItem> rows, BiPredicate<String, String> takenByFolder) {
        List<FileItem> files = new ArrayList<>(rows);
        files.removeIf(FileItem::folder);
        files.sort(OLDEST_FIRST);
        files.forEach(file -> name(file, takenByFolder));
    }

    private void name(FileItem file, BiPredicate<String, String> takenByFolder) {
        String plain = SafeNames.segment(file.name());
        if (!takenByFolder.test(file.parentId(), plain) && take(file, plain)) {
            return;
        }
        String suffix = file.id();
        String segment = SafeNames.segment(file.name(), suffix);
        // another file may really be called so, for instance after a round trip through a local folder
        while (!take(file, segment)) {
            suffix = suffix + "~" + file.id();
            segment = SafeNames.segment(file.name(), suffix);
        }
        suffixed.put(file.id(), segment);
    }

    private boolean take(FileItem file, String segment) {
        return idsByFolder
                        .computeIfAbsent(file.parentId(), id -> new HashMap<>())
                        .putIfAbsent(SafeNames.collisionKey(segment), file.id())
                == null;
    }

    /** The segment for a file of the listing. */
    String fileSegment(FileItem file) {
        String segment = suffixed.get(file.id());
        return segment == null ? SafeNames.segment(file.name()) : segment;
    }

    /** Whether a file of that folder has this segment, so that a folder cannot have it too. */
    boolean isTaken(String parentId, String segment) {
        return idsByFolder.getOrDefault(parentId, Map.of()).containsKey(SafeNames.collisionKey(segment));
    }
}
