package io.github.open115.camel.snapshot;

import io.github.open115.client.files.DriveFiles;
import io.github.open115.client.files.FolderPath;
import io.github.open115.client.http.Sleeper;
import io.github.open115.client.internal.SharedInstances;
import io.github.open115.client.state.StateLockedException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The snapshots of one component: one for each folder, whoever polls it. Thread-safe. */
public final class FolderSnapshots {

    private static final Logger LOG = LoggerFactory.getLogger(FolderSnapshots.class);

    private final Clock clock;
    private final SharedInstances<Key, FolderSnapshot> inUse = new SharedInstances<>();

    /**
     * What one snapshot is of.
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
     * The snapshot of a folder, opened for its first user; each must {@linkplain #release give it back}.
     *
     * @param listing how to list it, if it is not open yet: all users share what the first one says
     * @param file where it is kept over a restart; null for one that is forgotten when nobody uses it any more
     */
    public FolderSnapshot take(Key key, Listing listing, Path file) {
        return inUse.acquire(key, () -> open(key, listing, file));
    }

    /** One user less; the last one closes it. */
    public void release(Key key) {
        inUse.release(key, FolderSnapshot::close);
    }

    private FolderSnapshot open(Key key, Listing listing, Path file) {
        RowPages pages = new DriveRows(listing.files(), key.folderId(), key.recursive());
        Function<Consumer<FolderPath>, FolderWalk> walk = paths -> key.recursive()
                ? new SubtreeWalk(listing.files(), key.folderId(), listing.pageSize(), clock, paths)
                : FolderWalk.NONE;
        return new FolderSnapshot(
                "folder " + key.folderId(),
                new FolderSnapshot.Source(pages, walk, Sleeper.SYSTEM),
                store(file),
                listing.pageSize(),
                listing.reconcileInterval(),
                clock);
    }

    private static RowStore store(Path file) {
        try {
            return file == null ? RowStore.NONE : DurableRowStore.open(file);
        } catch (StateLockedException e) {
            LOG.warn(
                    "The folder is listed anew at each start, because its snapshot cannot be kept: {}", e.getMessage());
            return RowStore.NONE;
        }
    }
}
