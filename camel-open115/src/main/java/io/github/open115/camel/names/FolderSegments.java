package io.github.open115.camel.names;

import io.github.open115.client.files.FolderPath;
import java.util.Map;
import java.util.function.BiPredicate;

/**
 * The path segments that folders go by. Folders of one name can stand in one folder, and beside a file of that name
 * (docs/115-open-api.md I.5): who comes first keeps the plain name, over restarts too, the others carry their id. A
 * name becomes free again when the folder that had it has gone or is called something else; one that a file had first
 * stays with files, so that the paths below the folder never change because the file has left.
 */
final class FolderSegments {

    /** Asks whether a folder is still where a plain name was given to it. */
    @FunctionalInterface
    interface Check {
        boolean isStillAt(String folderId, String parentId, String segment);
    }

    /** In place of an owner's id: the plain name is a file's. */
    private static final String FILE = "file";

    // place (parent id and collision key) -> id of the folder that has the plain name there, or FILE
    private final Map<String, String> owners;

    FolderSegments(Map<String, String> owners) {
        this.owners = owners;
    }

    /** The segment of a folder, which is its own from now on. */
    String of(String parentId, FolderPath.Element folder, BiPredicate<String, String> takenByFile, Check check) {
        String plain = SafeNames.segment(folder.name());
        String owner = owner(parentId, folder, takenByFile, check);
        settle(parentId, plain, owner);
        return segment(folder, owner);
    }

    /** The segment that a folder has, or would get. */
    String shown(String parentId, FolderPath.Element folder, BiPredicate<String, String> takenByFile, Check check) {
        return segment(folder, owner(parentId, folder, takenByFile, check));
    }

    /** Gives a folder the segment that {@link #shown} told. */
    void take(String parentId, FolderPath.Element folder, String segment) {
        String plain = SafeNames.segment(folder.name());
        if (segment.equals(plain)) {
            settle(parentId, plain, folder.id());
        } else {
            // with nobody known to have the plain name, it can only have been shown as a file's
            owners.putIfAbsent(place(parentId, plain), FILE);
        }
    }

    private void settle(String parentId, String plain, String owner) {
        String place = place(parentId, plain);
        if (!owner.equals(owners.get(place))) {
            owners.put(place, owner);
        }
    }

    /** Who has the plain name of a folder: it, another one, or {@link #FILE}. */
    private String owner(
            String parentId, FolderPath.Element folder, BiPredicate<String, String> takenByFile, Check check) {
        String plain = SafeNames.segment(folder.name());
        String owner = owners.get(place(parentId, plain));
        if (owner == null) {
            return takenByFile.test(parentId, plain) ? FILE : folder.id();
        }
        boolean isTaken = isSettled(owner, folder.id()) || check.isStillAt(owner, parentId, plain);
        return isTaken ? owner : folder.id();
    }

    private static String segment(FolderPath.Element folder, String owner) {
        return owner.equals(folder.id())
                ? SafeNames.segment(folder.name())
                : SafeNames.segment(folder.name(), folder.id());
    }

    /** Whether a folder goes, or went, by that segment in that folder; never costs a call. */
    boolean isTaken(String parentId, String segment) {
        String owner = owners.get(place(parentId, segment));
        return owner != null && !owner.equals(FILE);
    }

    private static boolean isSettled(String owner, String folderId) {
        return owner.equals(FILE) || owner.equals(folderId);
    }

    private static String place(String parentId, String segment) {
        return parentId + "/" + SafeNames.collisionKey(segment);
    }
}
