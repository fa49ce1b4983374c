package io.github.open115.camel.names;

import io.github.open115.client.files.FolderPath;
import java.util.Map;
import java.util.function.BiPredicate;

/**
 * The path segments that folders go by. Folders of one name can stand in one folder, and beside a file of that name
 * (section I.5 of the API reference): who comes first keeps the plain name, over restarts too, the others carry their
 * id. A name becomes free again when the folder that had it has gone or is called something else; one that a file had
 * first stays with files, so that the paths below the folder never change because the file has left.
 */
final class FolderSegments {

    /** Asks whether a folder is still where a plain name was given to it; costs a call when the answer is old. */
    @FunctionalInterface
    interface Check {
        boolean isStillAt(String folderId, String parentId, String segment);
    }

    /** In place of an owner's id: the plain name is a file's. */
    private static final String FILE = "file";

    // place (parent id and collision key) -> id of the folder that has the plain name there, or FILE
    private final Map<String, String> owners;
    private final Check check;

    FolderSegments(Map<String, String> owners, Check check) {
        this.owners = owners;
        this.check = check;
    }

    String of(String parentId, FolderPath.Element folder, BiPredicate<String, String> takenByFile) {
        String plain = SafeNames.segment(folder.name());
        String place = place(parentId, plain);
        String owner = owners.get(place);
        if (owner == null && takenByFile.test(parentId, plain)) {
            owner = FILE;
            owners.put(place, FILE);
        }
        boolean isFree = owner == null || !isSettled(owner, folder.id()) && !check.isStillAt(owner, parentId, plain);
        if (isFree) {
            owners.put(place, folder.id());
        }
        return isFree || owner.equals(folder.id()) ? plain : SafeNames.segment(folder.name(), folder.id());
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
