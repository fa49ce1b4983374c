package io.github.open115.camel.poll;

import io.github.open115.client.files.DriveFiles;
import io.github.open115.client.files.FileItem;
import io.github.open115.client.files.FolderListing;
import io.github.open115.client.files.FolderPath;
import io.github.open115.client.files.ListQuery;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads all files of the polled folder, or of its whole subtree in one flat listing. If a walk through the folders finds
 * files that the flat listing leaves out, folders are walked from then on.
 *
 * <p>Not thread-safe: a poll is one thread.
 */
final class FolderReader {

    private static final Logger LOG = LoggerFactory.getLogger(FolderReader.class);

    private final DriveFiles files;
    private final FolderPoll.Settings folder;
    private final FlatListing flat;
    private final Consumer<FolderPath> seenPaths;
    private boolean walks;

    /** @param seenPaths is told the path of each folder that was listed on the way */
    FolderReader(DriveFiles files, FolderPoll.Settings folder, FlatListing flat, Consumer<FolderPath> seenPaths) {
        this.files = files;
        this.folder = folder;
        this.flat = flat;
        this.seenPaths = seenPaths;
    }

    /**
     * All files, complete.
     *
     * @throws io.github.open115.client.http.Open115Exception when they could not all be read
     */
    List<FileItem> read() {
        if (!folder.recursive()) {
            return seen(files.list(ListQuery.filesOf(folder.folderId(), folder.pageSize())))
                    .rows();
        }
        if (walks) {
            return walk();
        }
        List<FileItem> rows = seen(files.list(ListQuery.subtree(folder.folderId(), folder.pageSize())))
                .rows();
        flat.saw(rows);
        return mustWalk(rows.size()) ? walk() : rows;
    }

    /**
     * Whether a flat listing is known to leave out the files of sub-folders.
     *
     * @param listed number of its rows
     */
    boolean mustWalk(long listed) {
        if (!walks && flat.mayLeaveOut(listed)) {
            int walked = walk().size();
            walks = walked > listed;
            if (walks) {
                LOG.warn(
                        "The flat listing of folder {} leaves out its sub-folders ({} files instead of {}), so they are"
                                + " walked one by one from now on: each poll costs at least one call for each folder",
                        folder.folderId(),
                        listed,
                        walked);
            }
        }
        return walks;
    }

    private List<FileItem> walk() {
        List<FileItem> found = new ArrayList<>();
        Deque<String> open = new ArrayDeque<>(List.of(folder.folderId()));
        while (!open.isEmpty()) {
            String next = open.pop();
            for (FileItem child : seen(files.list(ListQuery.childrenOf(next, folder.pageSize())))
                    .rows()) {
                if (child.folder()) {
                    open.push(child.id());
                } else {
                    found.add(child);
                }
            }
        }
        return found;
    }

    private FolderListing seen(FolderListing listing) {
        seenPaths.accept(listing.path());
        return listing;
    }
}
