package io.github.open115.camel.poll;

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
 * Reads all files of the polled folder, or of its whole subtree: in one flat listing, or folder by folder where that is
 * known to leave files out. Not thread-safe: a poll is one thread.
 */
final class FolderReader {

    private final DriveFiles files;
    private final FolderPoll.Settings folder;
    private final FolderWalk walk;
    private final Consumer<FolderPath> seenPaths;

    /** @param seenPaths is told the path of each folder that was listed on the way */
    FolderReader(DriveFiles files, FolderPoll.Settings folder, Clock clock, Consumer<FolderPath> seenPaths) {
        this.files = files;
        this.folder = folder;
        this.seenPaths = seenPaths;
        this.walk = folder.recursive()
                ? new SubtreeWalk(files, folder.folderId(), folder.pageSize(), clock, seenPaths)
                : FolderWalk.NONE;
    }

    /**
     * All files, complete.
     *
     * @throws io.github.open115.client.http.Open115Exception when they could not all be read
     */
    List<FileItem> read() {
        if (walk.isTheOnlyWay()) {
            return walked(0);
        }
        FolderListing listing = files.list(
                folder.recursive()
                        ? ListQuery.subtree(folder.folderId(), folder.pageSize())
                        : ListQuery.filesOf(folder.folderId(), folder.pageSize()));
        seenPaths.accept(listing.path());
        List<FileItem> rows = listing.rows();
        rows.forEach(row -> walk.listed(row.parentId()));
        return walk.isAdvised(rows.size()) ? walked(rows.size()) : rows;
    }

    private List<FileItem> walked(int listed) {
        List<FileItem> found = new ArrayList<>();
        walk.read(found::add, listed);
        return found;
    }
}
