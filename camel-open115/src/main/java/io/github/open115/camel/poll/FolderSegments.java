package io.github.open115.camel.poll;

import io.github.open115.client.files.FolderPath;
import java.util.Map;
import java.util.function.BiPredicate;

/**
 * The path segments that folders go by. Folders of one name can stand in one folder, and beside a file of that name
 * (section I.5 of the API reference): who comes first keeps the plain name, over restarts too, the others carry their
 * id. A name becomes free again when the folder that had it has gone or is called something else.
 */
final class FolderSegments {

    /** Asks whether a folder is still where a plain name was given to it; costs a call when the answer is old. */
    @FunctionalInterface
    interface Check {
        boolean isStillAt(String folderId, String parentId, String segment);
    }

    // place (parent id and collision key) -> id of the folder that has the plain name there
    private final Map<String, String> owners;
    private final Check check;

    FolderSegments(Map<String, String> owners, Check check) {
        this.owners = owners;
        this.check = check;
    }

    String of(String parentId, FolderPath.Element folder, BiPredicate<String, String> takenByFile) {
        String plain = SafeNames.segment(folder.name());
        if (takenByFile.test(parentId, plain)) {
            return SafeNames.segment(folder.name(), folder.id());
        }
        String place = parentId + "/" + SafeNames.collisionKey(plain);
        String owner = owners.get(place);
        if (owner == null || (!owner.equals(folder.id()) && !check.isStillAt(owner, parentId, plain))) {
            owners.put(place, folder.id());
            return plain;
        }
        return owner.equals(folder.id()) ? plain : SafeNames.segment(folder.name(), folder.id());
    }
}
