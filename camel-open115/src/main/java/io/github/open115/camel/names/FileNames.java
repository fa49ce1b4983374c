package io.github.open115.camel.names;

import io.github.open115.client.files.FileItem;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * The path segments that files go by, safe and unique within their folder. A folder of the drive may hold several files
 * of one name (docs/115-open-api.md I.5): who is delivered first keeps the plain name as long as it is there, over
 * restarts too, because the plain name may be in use where the route wrote it; the others carry their file id.
 *
 * <p>Only the names of delivered files are kept, and not in memory where the consumer's state is durable. Not
 * thread-safe: a poll is one thread.
 */
public final class FileNames {

    // place (parent id and collision key) -> id of the file that was delivered under that segment
    private final Map<String, String> owners;
    private final Predicate<String> isPresent;
    private final BiPredicate<String, String> takenByFolder;

    /**
     * @param owners where it is kept which file has which segment; durable where the consumer's state is
     * @param isPresent whether the polled folder still has a file of that id
     * @param takenByFolder whether a folder goes by that segment in the folder of that id
     */
    public FileNames(
            Map<String, String> owners, Predicate<String> isPresent, BiPredicate<String, String> takenByFolder) {
        this.owners = owners;
        this.isPresent = isPresent;
        this.takenByFolder = takenByFolder;
    }

    /** The segment that a file has, or would get if it were delivered now. */
    public String segmentOf(FileItem file) {
        String plain = SafeNames.segment(file.name());
        if (isFree(file, plain) && !takenByFolder.test(file.parentId(), plain)) {
            return plain;
        }
        String suffix = file.id();
        String segment = SafeNames.segment(file.name(), suffix);
        // another file may really be called so, for instance after a round trip through a local folder
        while (!isFree(file, segment)) {
            suffix = suffix + "~" + file.id();
            segment = SafeNames.segment(file.name(), suffix);
        }
        return segment;
    }

    private boolean isFree(FileItem file, String segment) {
        return ownerOf(file.parentId(), segment)
                .filter(owner -> !owner.equals(file.id()))
                .isEmpty();
    }

    private Optional<String> ownerOf(String parentId, String segment) {
        return Optional.ofNullable(owners.get(place(parentId, segment))).filter(isPresent);
    }

    /** Gives a file its segment, as long as it is there. */
    public void take(FileItem file, String segment) {
        owners.put(place(file.parentId(), segment), file.id());
    }

    /** Whether a file was delivered under this segment of that folder, so that a folder cannot have it too. */
    public boolean isTaken(String parentId, String segment) {
        return ownerOf(parentId, segment).isPresent();
    }

    /** Frees the names of files that are not there any more. */
    public void sweep() {
        for (Map.Entry<String, String> entry : owners.entrySet()) {
            if (!isPresent.test(entry.getValue())) {
                owners.remove(entry.getKey());
            }
        }
    }

    private static String place(String parentId, String segment) {
        return parentId + "/" + SafeNames.collisionKey(segment);
    }
}
