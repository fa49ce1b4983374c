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
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches whether the flat listing of a subtree goes into sub-folders. Every client relies on it, but the official
 * documentation does not say it in so many words (docs/115-open-api.md C.1.2), so it is looked at: a row from a
 * sub-folder proves it; where there is none, the listing is compared, at the start and a few times a day, with the
 * number of files that the folder itself tells. If a walk through the folders then finds files that the listing leaves
 * out, folders are walked from then on. Not thread-safe.
 */
final class SubtreeWalk implements FolderWalk {

    private static final Logger LOG = LoggerFactory.getLogger(SubtreeWalk.class);

    private static final Duration COMPARE_EVERY = Duration.ofHours(6);

    private enum Recursion {
        UNPROVED,
        FLAT_LISTING,
        WALK
    }

    private final DriveFiles files;
    private final String folderId;
    private final int pageSize;
    private final SteadyClock clock;
    private final Consumer<FolderPath> paths;
    private Recursion recursion = Recursion.UNPROVED;
    private Instant compareAt = Instant.MIN;

    /** @param paths is told the path of each folder that is listed on the way */
    SubtreeWalk(DriveFiles files, String folderId, int pageSize, Clock clock, Consumer<FolderPath> paths) {
        this.files = files;
        this.folderId = folderId;
        this.pageSize = pageSize;
        this.clock = SteadyClock.of(clock);
        this.paths = paths;
    }

    @Override
    public void listed(String parentId) {
        if (recursion == Recursion.UNPROVED && isInSubFolder(parentId)) {
            recursion = Recursion.FLAT_LISTING;
        }
    }

    private boolean isInSubFolder(String parentId) {
        return parentId != null && !parentId.equals(folderId);
    }

    @Override
    public boolean isTheOnlyWay() {
        return recursion == Recursion.WALK;
    }

    @Override
    public boolean isAdvised(long listed) {
        if (recursion != Recursion.UNPROVED || clock.instant().isBefore(compareAt)) {
            return false;
        }
        compareAt = clock.instant().plus(COMPARE_EVERY);
        // the folder's own number is cached by the service (docs/115-open-api.md C.2), so it is a reason to look, not a
        // proof
        return countBelow() > listed;
    }

    private long countBelow() {
        if (!folderId.equals(FileItem.ROOT_ID)) {
            return files.info(folderId).fileCount();
        }
        // the details of the root cannot be asked for: add up what is in it
        long count = 0;
        for (FileItem child :
                files.list(ListQuery.childrenOf(folderId, pageSize)).rows()) {
            count += child.folder() ? files.info(idOf(child)).fileCount() : 1;
        }
        return count;
    }

    @Override
    public void read(Consumer<FileItem> each, long listed) {
        Deque<String> open = new ArrayDeque<>(List.of(folderId));
        long found = 0;
        while (!open.isEmpty()) {
            FolderListing listing = files.list(ListQuery.childrenOf(open.pop(), pageSize));
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

    /** A folder that cannot be asked for may hold anything: nothing below it may count as gone. */
    private static String idOf(FileItem folder) {
        if (folder.state() == FileItem.State.IMPOSSIBLE) {
            throw new UnreadableReplyException("the row of folder '" + folder.name()
                    + "' has an impossible id or time, so its files are not known");
        }
        return folder.id();
    }

    /** What the walk found besides may have come into the tree since it was listed. */
    private void compareAgain(long found) {
        List<FileItem> rows = files.list(ListQuery.subtree(folderId, pageSize)).rows();
        boolean goesDown = rows.stream().anyMatch(row -> isInSubFolder(row.parentId()));
        recursion = goesDown ? Recursion.FLAT_LISTING : Recursion.UNPROVED;
        if (!goesDown && found > rows.size()) {
            LOG.warn(
                    "The flat listing of folder {} leaves out its sub-folders ({} files instead of {}), so they are"
                            + " walked one by one from now on: each poll costs at least one call for each folder",
                    folderId,
                    rows.size(),
                    found);
            recursion = Recursion.WALK;
        }
    }
}
