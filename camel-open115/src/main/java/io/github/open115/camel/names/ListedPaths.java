package io.github.open115.camel.names;

import io.github.open115.client.files.DriveFiles;
import io.github.open115.client.files.FileItem;
import io.github.open115.client.files.FolderListing;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;

/** The safe and unique paths of what one listing holds; looks folders up as they are asked for, one call each. */
public final class ListedPaths {

    private final TakenNames names;
    private final FolderPaths paths;

    public ListedPaths(DriveFiles files, String folderId, FolderListing listing) {
        this.paths = new FolderPaths(files, folderId, Clock.systemUTC(), Duration.ofDays(1), new HashMap<>());
        this.names = new TakenNames(listing.rows(), paths::isTaken);
        paths.remember(listing.path());
    }

    /** The path below the listed folder; null when the entry is not there any more. */
    public String pathOf(FileItem row) {
        return paths.place(row.parentId(), names::isTaken)
                .map(place -> place.pathOf(row.folder() ? SafeNames.segment(row.name()) : names.fileSegment(row)))
                .orElse(null);
    }
}
