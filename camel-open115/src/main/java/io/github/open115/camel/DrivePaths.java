package io.github.open115.camel;

import io.github.open115.client.files.DriveFiles;
import io.github.open115.client.files.FileDetails;
import io.github.open115.client.files.FileItem;
import io.github.open115.client.files.FolderPath;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Paths below {@code rootFolderId}, as users write them, and what they stand for on the drive. Thread-safe. */
public final class DrivePaths {

    private final DriveFiles files;
    private final String rootFolderId;
    private final Clock clock;
    private final Duration maxAge;
    private volatile Root root;

    /**
     * @param maxAge how long the place of the root folder is trusted, before it is looked up again
     */
    public DrivePaths(DriveFiles files, String rootFolderId, Clock clock, Duration maxAge) {
        this.files = files;
        this.rootFolderId = rootFolderId;
        this.clock = clock;
        this.maxAge = maxAge;
    }

    /** Cleans a path: no empty segments, none at either end. */
    static String normalized(String path) {
        return String.join("/", segments(path));
    }

    /** The segments of a path, which may have empty ones anywhere. */
    public static List<String> segments(String path) {
        return Arrays.stream(path.split("/"))
                .filter(segment -> !segment.isEmpty())
                .toList();
    }

    /**
     * The file or folder at a path, with one call; the paths of files that the drive has twice stand for one of them.
     *
     * @throws IllegalArgumentException if a segment is {@code .} or {@code ..}
     */
    public FileDetails find(String path) {
        List<String> segments = segments(path);
        boolean byId = segments.isEmpty() && !rootFolderId.equals(FileItem.ROOT_ID);
        return byId ? files.info(rootFolderId) : files.info(names(segments));
    }

    /**
     * The exact names, from the root of the drive, that a path stands for.
     *
     * @throws IllegalArgumentException if a segment is {@code .} or {@code ..}
     */
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
        if (segments.contains(".") || segments.contains("..")) {
            throw new IllegalArgumentException("The path '" + String.join("/", segments)
                    + "' cannot be used: give it from rootFolderId downwards, without . and ..");
        }
        List<String> names = new ArrayList<>(rootNames());
        names.addAll(segments);
        return names;
    }

    private List<String> rootNames() {
        if (rootFolderId.equals(FileItem.ROOT_ID)) {
            return List.of();
        }
        Root known = root;
        Instant now = clock.instant();
        if (known == null || !now.isBefore(known.seenAt().plus(maxAge))) {
            known = new Root(
                    files.path(rootFolderId).elements().stream()
                            .skip(1)
                            .map(FolderPath.Element::name)
                            .toList(),
                    now);
            root = known;
        }
        return known.names();
    }

    /** Where the root folder is: it may be renamed or moved while the endpoint lives. */
    private record Root(List<String> names, Instant seenAt) {}
}
