package io.github.open115.camel.poll;

import io.github.open115.client.files.DriveFiles;
import io.github.open115.client.files.FileItem;
import io.github.open115.client.files.FolderListing;
import io.github.open115.client.files.FolderPath;
import io.github.open115.client.files.ListQuery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads all files of the polled folder, or of its whole subtree in one flat listing. That such a listing goes into
 * sub-folders is what every client relies on, but the official documentation does not say it in so many words
 * (matrix C.1.2 of the API reference), so it is looked at: a row from a sub-folder proves it; where there is none, the
 * listing is compared, at the start and a few times a day, with the number of files that the folder itself tells. If a
 * walk through the folders then finds files that the listing leaves out, folders are walked from then on.
 *
 * <p>Not thread-safe: a poll is one thread.
 */
final class FolderReader {

    private static final Logger LOG = LoggerFactory.getLogger(FolderReader.class);

    private static final Duration COMPARE_EVERY = Duration.ofHours(6);

    private enum Recursion {
        UNPROVED,
        FLAT_LISTING,
        WALK
    }

    private final DriveFiles files;
    private final String folderId;
    private final boolean recursive;
    private final int pageSize;
    private final Clock clock;
    private final Consumer<FolderPath> seenPaths;
    private Recursion recursion = Recursion.UNPROVED;
    private Instant compareAt = Instant.MIN;

    /** @param seenPaths is told the path of each folder that was listed on the way */
    FolderReader(
            DriveFiles files,
            String folderId,
            boolean recursive,
            int pageSize,
            Clock clock,
            Consumer<FolderPath> seenPaths) {
        this.files = files;
        this.folderId = folderId;
        this.recursive = recursive;
        this.pageSize = pageSize;
        this.clock = clock;
        this.seenPaths = seenPaths;
    }

    /**
     * All files, complete.
     *
     * @throws io.github.open115.client.http.Open115Exception when they could not all be read
     */
    List<FileItem> read() {
        if (!recursive) {
            return seen(files.list(ListQuery.filesOf(folderId, pageSize))).rows();
        }
        if (recursion == Recursion.WALK) {
            return walk();
        }
        List<FileItem> rows =
                seen(files.list(ListQuery.subtree(folderId, pageSize))).rows();
        if (rows.stream().anyMatch(row -> !folderId.equals(row.parentId()))) {
            recursion = Recursion.FLAT_LISTING;
        }
        return recursion == Recursion.UNPROVED && !clock.instant().isBefore(compareAt) ? compared(rows) : rows;
    }

    private List<FileItem> compared(List<FileItem> rows) {
        compareAt = clock.instant().plus(COMPARE_EVERY);
        if (countBelow() <= rows.size()) {
            return rows;
        }
        // the folder's own number is cached by the service (section C.2), so it is a reason to look, not a proof
        List<FileItem> walked = walk();
        if (walked.size() > rows.size()) {
            LOG.warn(
                    "The flat listing of folder {} leaves out its sub-folders ({} files instead of {}), so they are"
                            + " walked one by one from now on: each poll costs at least one call for each folder",
                    folderId,
                    rows.size(),
                    walked.size());
            recursion = Recursion.WALK;
        }
        return walked;
    }

    private long countBelow() {
        if (!folderId.equals(FileItem.ROOT_ID)) {
            return files.info(folderId).fileCount();
        }
        // the details of the root cannot be asked for: add up what is in it
        long count = 0;
        for (FileItem child :
                files.list(ListQuery.childrenOf(folderId, pageSize)).rows()) {
            count += child.folder() ? files.info(child.id()).fileCount() : 1;
        }
        return count;
    }

    private List<FileItem> walk() {
        List<FileItem> found = new ArrayList<>();
        Deque<String> open = new ArrayDeque<>(List.of(folderId));
        while (!open.isEmpty()) {
            String next = open.pop();
            for (FileItem child :
                    seen(files.list(ListQuery.childrenOf(next, pageSize))).rows()) {
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
