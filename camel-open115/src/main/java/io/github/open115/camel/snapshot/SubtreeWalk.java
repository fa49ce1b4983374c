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
import io.github.open115.client.http.SteadyClock;
import io.github.open115.client.http.UnreadableReplyException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks that the flat listing of a subtree includes the files of sub-folders, and walks the folders one by one if it
 * does not. Every client relies on the flat listing, but the documentation of the service does not promise it
 * (docs/115-open-api.md C.1.2). A row from a sub-folder proves it. Without such a row, the size of the listing is
 * compared at the start and a few times a day with the number of files that the folder itself claims. If a walk then
 * finds files that the listing lacks, all further listings are walks. Not thread-safe.
 */
public final class SubtreeWalk {

    private static final Logger LOG = LoggerFactory.getLogger(SubtreeWalk.class);

    private static final Duration COMPARE_EVERY = Duration.ofHours(6);

    private enum Recursion {
        UNPROVED,
        FLAT_LISTING,
        WALK
    }

    private final DriveFiles files;
    private final ListQuery query;
    private final SteadyClock clock;
    private Recursion recursion;
    private Instant compareAt = Instant.MIN;
    private Set<Long> missedByLastWalk = Set.of();

    /** @param query the flat listing; if it is not recursive, no walk is ever needed, and {@code files} may be null */
    public SubtreeWalk(DriveFiles files, ListQuery query, Clock clock) {
        this.files = files;
        this.query = query;
        this.clock = SteadyClock.of(clock);
        this.recursion = query.recursive() ? Recursion.UNPROVED : Recursion.FLAT_LISTING;
    }

    /**
     * All files, complete: by the flat listing, or folder by folder if the flat listing is known to lack files.
     *
     * @param paths takes the path of each folder that is listed
     * @throws io.github.open115.client.http.Open115Exception if they could not all be read
     */
    public List<FileItem> readAll(Consumer<FolderPath> paths) {
        if (isTheOnlyWay()) {
            return walked(paths, 0);
        }
        FolderListing listing = files.list(query);
        paths.accept(listing.path());
        List<FileItem> rows = listing.rows();
        rows.forEach(row -> listed(row.parentId()));
        return isAdvised(rows.size()) ? walked(paths, rows.size()) : rows;
    }

    private List<FileItem> walked(Consumer<FolderPath> paths, long listed) {
        List<FileItem> found = new ArrayList<>();
        read(found::add, paths, listed);
        return found;
    }

    /** The flat listing has a row in that folder. */
    void listed(String parentId) {
        if (recursion == Recursion.UNPROVED && isSubFolder(parentId)) {
            recursion = Recursion.FLAT_LISTING;
        }
    }

    private boolean isSubFolder(String parentId) {
        return parentId != null && !parentId.equals(query.folderId());
    }

    /** Whether the flat listing is known to lack files. */
    boolean isTheOnlyWay() {
        return recursion == Recursion.WALK;
    }

    /**
     * Whether to check by a walk if the flat listing lacks files. A few times a day this costs a call.
     *
     * @param listed how many files the flat listing has
     */
    boolean isAdvised(long listed) {
        if (recursion != Recursion.UNPROVED || clock.instant().isBefore(compareAt)) {
            return false;
        }
        compareAt = clock.instant().plus(COMPARE_EVERY);
        // the service caches the number of the folder (docs/115-open-api.md C.2), so it is a reason to check, not a
        // proof
        return countBelow() > listed;
    }

    private long countBelow() {
        if (!query.folderId().equals(FileItem.ROOT_ID)) {
            return files.info(query.folderId()).fileCount();
        }
        // the root has no details: add up what is in it
        long count = 0;
        for (FileItem child : childrenOf(query.folderId()).rows()) {
            count += child.folder() ? files.info(idOf(child)).fileCount() : 1;
        }
        return count;
    }

    /**
     * Reads all files; costs one call or more for each folder.
     *
     * @param each takes one file after the other
     * @param paths takes the path of each folder
     * @param listed how many files the flat listing has; if the walk finds more, it is the only way from then on
     */
    void read(Consumer<FileItem> each, Consumer<FolderPath> paths, long listed) {
        Deque<String> open = new ArrayDeque<>(List.of(query.folderId()));
        long found = 0;
        while (!open.isEmpty()) {
            FolderListing listing = childrenOf(open.pop());
            paths.accept(listing.path());
            for (FileItem child : listing.rows()) {
                if (child.folder()) {
                    open.push(idOf(child));
                } else {
                    each.accept(child);
                    found++;
                }
            }
        }
        if (recursion != Recursion.WALK && found > listed) {
            compareAgain(found);
        }
    }

    private FolderListing childrenOf(String folderId) {
        return files.list(ListQuery.childrenOf(folderId, query.pageSize()));
    }

    /** A folder that cannot be listed may hold any file, so the walk fails: no file below it may count as gone. */
    private static String idOf(FileItem folder) {
        if (folder.state() == FileItem.State.IMPOSSIBLE) {
            throw new UnreadableReplyException("the row of folder '" + folder.name()
                    + "' has an impossible id or time, so its files are not known");
        }
        return folder.id();
    }

    /** Lists once more, because the files that only the walk found may have come after the first listing. */
    private void compareAgain(long found) {
        List<FileItem> rows = files.list(query).rows();
        boolean goesDown = rows.stream().anyMatch(row -> isSubFolder(row.parentId()));
        recursion = goesDown ? Recursion.FLAT_LISTING : Recursion.UNPROVED;
        if (!goesDown && found > rows.size()) {
            LOG.warn(
                    "The flat listing of folder {} leaves out its sub-folders ({} files instead of {}), so they are"
                            + " walked one by one from now on: each poll costs at least one call for each folder",
                    query.folderId(),
                    rows.size(),
                    found);
            recursion = Recursion.WALK;
        }
    }

    /**
     * Keeps rows that a walk missed for the first time. A folder that is moved during the walk may be skipped. A file
     * counts as gone only if two consecutive walks miss it.
     */
    void keepMissedOnce(SeenRows seen, KnownRows known) {
        Set<Long> missed = new HashSet<>();
        seen.forEachMissing(place -> {
            long id = known.id(place);
            missed.add(id);
            if (!missedByLastWalk.contains(id)) {
                seen.keep(place);
            }
        });
        missedByLastWalk = missed;
    }
}
