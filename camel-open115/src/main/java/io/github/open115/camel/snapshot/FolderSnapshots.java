/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.snapshot;

import io.github.open115.client.files.DriveFiles;
import io.github.open115.client.files.ListQuery;
import io.github.open115.client.http.Sleeper;
import io.github.open115.client.internal.SharedInstances;
import io.github.open115.client.state.StateLockedException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The snapshots of one component, one for each folder; all consumers of the folder share it. Thread-safe. */
public final class FolderSnapshots {

    private static final Logger LOG = LoggerFactory.getLogger(FolderSnapshots.class);

    private final Clock clock;
    private final SharedInstances<Key, FolderSnapshot> inUse = new SharedInstances<>();

    /**
     * The folder of a snapshot.
     *
     * @param account name of the account
     * @param recursive whether it is of the whole subtree, or of the files directly in the folder
     */
    public record Key(String account, String folderId, boolean recursive) {}

    /**
     * How a folder is listed.
     *
     * @param pageSize rows asked for in one call, 1 to 1150
     * @param reconcileInterval how often all rows are read as a safety net; zero for never
     */
    public record Listing(DriveFiles files, int pageSize, Duration reconcileInterval) {}

    /** @param clock the clock of the component */
    public FolderSnapshots(Clock clock) {
        this.clock = clock;
    }

    /**
     * The snapshot of a folder, opened for its first user. Each user must {@linkplain #release release} it.
     *
     * @param listing how to list the folder; the value of the first user counts
     * @param file where it is kept over a restart; null for a snapshot that is forgotten after its last user
     */
    public FolderSnapshot take(Key key, Listing listing, Path file) {
        return inUse.acquire(key, () -> open(key, listing, file));
    }

    /** Ends a use; the last user closes the snapshot. */
    public void release(Key key) {
        inUse.release(key, FolderSnapshot::close);
    }

    private FolderSnapshot open(Key key, Listing listing, Path file) {
        ListQuery query = key.recursive()
                ? ListQuery.subtree(key.folderId(), listing.pageSize())
                : ListQuery.filesOf(key.folderId(), listing.pageSize());
        DriveFiles files = listing.files();
        FolderSnapshot.Source source =
                new FolderSnapshot.Source(query, files::page, new SubtreeWalk(files, query, clock), Sleeper.SYSTEM);
        return new FolderSnapshot(source, store(file), listing.reconcileInterval(), clock);
    }

    private static RowStore store(Path file) {
        try {
            return file == null ? RowStore.NONE : DurableRowStore.open(file);
        } catch (StateLockedException e) {
            LOG.warn(
                    "The folder is listed completely at each start, because its snapshot cannot be kept: {}",
                    e.getMessage());
            return RowStore.NONE;
        }
    }
}
