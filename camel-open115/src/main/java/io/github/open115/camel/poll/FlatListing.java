package io.github.open115.camel.poll;

import io.github.open115.client.files.DriveFiles;
import io.github.open115.client.files.FileItem;
import io.github.open115.client.files.ListQuery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Whether the flat listing of a subtree goes into sub-folders. Every client relies on it, but the official documentation
 * does not say it in so many words (matrix C.1.2 of the API reference), so it is looked at: a row from a sub-folder proves
 * it; where there is none, the listing is compared, at the start and a few times a day, with the number of files that the
 * folder itself tells. Not thread-safe.
 */
final class FlatListing {

    private static final Duration COMPARE_EVERY = Duration.ofHours(6);

    private final DriveFiles files;
    private final String folderId;
    private final int pageSize;
    private final Clock clock;
    private final PollState state;

    /** @param state where it is kept what is known, so that a restart does not ask again */
    FlatListing(DriveFiles files, String folderId, int pageSize, Clock clock, PollState state) {
        this.files = files;
        this.folderId = folderId;
        this.pageSize = pageSize;
        this.clock = clock;
        this.state = state;
    }

    /** Looks at rows of the listing. */
    void saw(List<FileItem> rows) {
        if (state.flatListingCheck() != Instant.MAX && rows.stream().anyMatch(this::isFromBelow)) {
            proved();
        }
    }

    boolean isFromBelow(FileItem row) {
        return !folderId.equals(row.parentId());
    }

    void proved() {
        state.flatListingCheck(Instant.MAX);
    }

    /**
     * Compares, where that is due, with the folder's own number. The service keeps that one for a while (section C.2), so
     * that it is a reason to look, not a proof.
     *
     * @param listed number of rows of the flat listing
     * @return whether rows may be left out
     */
    boolean mayLeaveOut(long listed) {
        Instant now = clock.instant();
        if (now.isBefore(state.flatListingCheck())) {
            return false;
        }
        state.flatListingCheck(now.plus(COMPARE_EVERY));
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
            count += child.folder() ? files.info(child.id()).fileCount() : 1;
        }
        return count;
    }
}
