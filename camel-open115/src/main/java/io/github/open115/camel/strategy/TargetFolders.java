package io.github.open115.camel.strategy;

import io.github.open115.client.files.DriveFiles;
import io.github.open115.client.files.FileDetails;
import io.github.open115.client.files.FileItem;
import io.github.open115.client.http.NameConflictException;
import io.github.open115.client.http.NotFoundException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Folders that files are moved into, by their names from the root of the drive: looked up or created once. */
public final class TargetFolders {

    private final DriveFiles files;
    private final Map<List<String>, String> ids = new ConcurrentHashMap<>();

    public TargetFolders(DriveFiles files) {
        this.files = files;
    }

    /** The id of the folder, which is created when it is missing. */
    public String idOf(List<String> names) {
        return id(names, true);
    }

    /**
     * The id of a folder that must exist.
     *
     * @throws NotFoundException when it does not
     */
    public String existingIdOf(List<String> names) {
        return id(names, false);
    }

    /** Forgets a folder that turned out not to be there any more. */
    void forget(List<String> names) {
        ids.remove(names);
    }

    private String id(List<String> names, boolean create) {
        if (names.isEmpty()) {
            return FileItem.ROOT_ID;
        }
        // not computeIfAbsent: parents are put while a child is being looked up
        String known = ids.get(names);
        if (known == null) {
            known = lookUp(names, create);
            ids.put(List.copyOf(names), known);
        }
        return known;
    }

    private String lookUp(List<String> names, boolean create) {
        try {
            return existing(names);
        } catch (NotFoundException missing) {
            if (!create) {
                throw missing;
            }
        }
        String parentId = id(names.subList(0, names.size() - 1), true);
        try {
            return files.createFolder(parentId, names.get(names.size() - 1));
        } catch (NameConflictException createdMeanwhile) {
            return existing(names);
        }
    }

    private String existing(List<String> names) {
        FileDetails details = files.info(names);
        if (!details.item().folder()) {
            throw new NameConflictException(
                    "Cannot move into '" + String.join("/", names) + "': there is a file of that name");
        }
        return details.item().id();
    }
}
