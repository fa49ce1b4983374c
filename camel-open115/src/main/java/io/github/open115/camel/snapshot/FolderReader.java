/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.snapshot;

import io.github.open115.client.files.DriveFiles;
import io.github.open115.client.files.FileItem;
import io.github.open115.client.files.FolderListing;
import io.github.open115.client.files.FolderPath;
import io.github.open115.client.files.ListQuery;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads all files of a folder, or of its whole subtree, each time: by one flat listing, or folder by folder if the
 * flat listing is known to lack files. Not thread-safe: a poll is one thread.
 */
public final class FolderReader {

    private final DriveFiles files;
    private final ListQuery query;
    private final SubtreeWalk walk;
    private final Consumer<FolderPath> seenPaths;

    /**
     * @param query the flat listing
     * @param seenPaths takes the path of each folder that is listed
     */
    public FolderReader(DriveFiles files, ListQuery query, Clock clock, Consumer<FolderPath> seenPaths) {
        this.files = files;
        this.query = query;
        this.seenPaths = seenPaths;
        this.walk = new SubtreeWalk(files, query, clock);
    }

    /**
     * All files, complete.
     *
     * @throws io.github.open115.client.http.Open115Exception if they could not all be read
     */
    public List<FileItem> read() {
        if (walk.isTheOnlyWay()) {
            return walked(0);
        }
        FolderListing listing = files.list(query);
        seenPaths.accept(listing.path());
        List<FileItem> rows = listing.rows();
        rows.forEach(row -> walk.listed(row.parentId()));
        return walk.isAdvised(rows.size()) ? walked(rows.size()) : rows;
    }

    private List<FileItem> walked(int listed) {
        List<FileItem> found = new ArrayList<>();
        walk.read(found::add, seenPaths, listed);
        return found;
    }
}
