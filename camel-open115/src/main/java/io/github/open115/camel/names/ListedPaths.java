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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The paths, safe and unique, of the files of one listing. A folder of the drive may hold several files of one name
 * (docs/115-open-api.md I.5): the oldest keeps the plain name, the others carry their file id, so that none overwrites
 * another where they are written. Folders are looked up when the path of a file in them is asked for, with one call each.
 */
public final class ListedPaths {

    private static final Comparator<FileItem> OLDEST_FIRST = Comparator.comparing(
                    FileItem::created, Comparator.nullsLast(Comparator.<Instant>naturalOrder()))
            .thenComparing(FileItem::id);

    private final FolderPaths folders;
    // folder and segment of each file
    private final Set<String> taken = new HashSet<>();
    // file id -> segment, of the files that have not got their plain name
    private final Map<String, String> suffixed = new HashMap<>();

    public ListedPaths(DriveFiles files, String folderId, FolderListing listing) {
        this.folders = new FolderPaths(files, folderId, Clock.systemUTC(), Duration.ofDays(1), new HashMap<>());
        List<FileItem> rows = new ArrayList<>(listing.rows());
        rows.removeIf(FileItem::folder);
        rows.sort(OLDEST_FIRST);
        rows.forEach(this::name);
        folders.remember(listing.path());
    }

    private void name(FileItem file) {
        if (!take(file, SafeNames.segment(file.name()))) {
            suffixed.put(file.id(), SafeNames.unique(file.name(), file.id(), segment -> take(file, segment)));
        }
    }

    private boolean take(FileItem file, String segment) {
        return taken.add(SafeNames.place(file.parentId(), segment));
    }

    private boolean isTaken(String parentId, String segment) {
        return taken.contains(SafeNames.place(parentId, segment));
    }

    /** The path of a file or folder below the listed folder; null if its folder is not there any more. */
    public String pathOf(FileItem row) {
        String segment = suffixed.getOrDefault(row.id(), SafeNames.segment(row.name()));
        return folders.place(row.parentId(), this::isTaken)
                .map(place -> place.pathOf(segment))
                .orElse(null);
    }
}
