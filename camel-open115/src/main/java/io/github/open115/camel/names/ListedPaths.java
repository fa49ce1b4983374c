/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.names;

import io.github.open115.client.files.DriveFiles;
import io.github.open115.client.files.FileItem;
import io.github.open115.client.files.FolderListing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;

/**
 * The paths, safe and unique, of the files of one listing. A folder of the drive may hold several files of one name
 * (docs/115-open-api.md I.5): the oldest keeps the plain name, the others carry their file id, so that none overwrites
 * another where they are written. Folders are looked up when the path of a file in them is asked for, with one call each.
 */
public final class ListedPaths {

    private static final Comparator<FileItem> OLDEST_FIRST = Comparator.comparing(
                    FileItem::created, Comparator.nullsLast(Comparator.<Instant>naturalOrder()))
            .thenComparing(FileItem::id);

    private final UniquePaths paths;

    public ListedPaths(DriveFiles files, String folderId, FolderListing listing) {
        this.paths = new UniquePaths(
                files,
                folderId,
                Clock.systemUTC(),
                Duration.ofDays(1),
                new HashMap<>(),
                new HashMap<>(),
                fileId -> true);
        paths.remember(listing.path());
        listing.rows().stream()
                .filter(row -> !row.folder())
                .sorted(OLDEST_FIRST)
                .forEach(file -> paths.take(file, paths.segmentOf(file)));
    }

    /** The path of a file or folder below the listed folder; null if its folder is not there any more. */
    public String pathOf(FileItem row) {
        String segment = row.folder() ? SafeNames.segment(row.name()) : paths.segmentOf(row);
        return paths.place(row.parentId())
                .map(folder -> new FilePlace(folder, segment).path())
                .orElse(null);
    }
}
