package io.github.open115.camel;

import io.github.open115.client.files.DriveFiles;
import io.github.open115.client.files.FileDetails;
import io.github.open115.client.files.FileItem;
import io.github.open115.client.files.FolderPath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Paths below {@code rootFolderId}, as users write them, and what they stand for on the drive. Thread-safe. */
public final class DrivePaths {

    private final DriveFiles files;
    private final String rootFolderId;
    private volatile List<String> rootNames;

    public DrivePaths(DriveFiles files, String rootFolderId) {
        this.files = files;
        this.rootFolderId = rootFolderId;
    }

    /** Cleans a path: no empty segments, none at either end. */
    static String normalized(String path) {
        return String.join("/", segments(path));
    }

    /** The file or folder at a path; the paths of files that the drive has twice stand for one of them. */
    public FileDetails find(String path) {
        List<String> segments = segments(path);
        return segments.isEmpty() ? files.info(rootFolderId) : files.info(names(segments));
    }

    /** The exact names, from the root of the drive, that a path stands for. */
    public List<String> names(String path) {
        return names(segments(path));
    }

    /** The id of the folder at a path; no call for {@code rootFolderId} itself. */
    public String folderId(String path) {
        if (segments(path).isEmpty()) {
            return rootFolderId;
        }
        FileItem item = find(path).item();
        if (!item.folder()) {
            throw new IllegalArgumentException(
                    "'" + path + "' is a file, not a folder: give the folder, and the name in the option fileName");
        }
        return item.id();
    }

    private List<String> names(List<String> segments) {
        List<String> names = new ArrayList<>(rootNames());
        names.addAll(segments);
        return names;
    }

    private List<String> rootNames() {
        if (rootFolderId.equals(FileItem.ROOT_ID)) {
            return List.of();
        }
        if (rootNames == null) {
            rootNames = files.path(rootFolderId).elements().stream()
                    .skip(1)
                    .map(FolderPath.Element::name)
                    .toList();
        }
        return rootNames;
    }

    private static List<String> segments(String path) {
        return Arrays.stream(path.split("/"))
                .filter(segment -> !segment.isEmpty())
                .toList();
    }
}
