package io.github.open115.camel.snapshot;

import io.github.open115.client.files.FilePage;
import io.github.open115.client.files.FolderPath;
import io.github.open115.client.files.IncompleteListingException;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.Sleeper;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The pages of a folder without the glitches that a second look heals (docs/115-open-api.md C.1.5). Not thread-safe.
 */
final class PageFeed {

    private static final Duration BEFORE_ASKING_AGAIN = Duration.ofMillis(250);

    private final RowPages pages;
    private final Sleeper sleeper;
    private final Consumer<FolderPath> paths;
    private boolean askedAgain;

    /** @param paths is told the path of the folder that each page carries */
    PageFeed(RowPages pages, Sleeper sleeper, Consumer<FolderPath> paths) {
        this.pages = pages;
        this.sleeper = sleeper;
        this.paths = paths;
    }

    /** A new refresh may look twice again. */
    void begin() {
        askedAgain = false;
    }

    /**
     * A page that is what was asked for.
     *
     * @param expected whether rows are known to be there, or told of by the service
     */
    FilePage page(long offset, int limit, boolean expected) {
        FilePage page = pages.page(offset, limit);
        if (isOdd(page, offset, expected) && !askedAgain) {
            askedAgain = true;
            pause();
            page = pages.page(offset, limit);
        }
        if (page.offset() != offset && !page.rows().isEmpty()) {
            throw new IncompleteListingException("a page that was asked for from row " + offset
                    + " on says that it begins with row " + page.offset());
        }
        paths.accept(page.path());
        return page;
    }

    private static boolean isOdd(FilePage page, long offset, boolean expected) {
        return page.rows().isEmpty() ? expected || offset < page.count() : page.offset() != offset;
    }

    private void pause() {
        try {
            sleeper.sleep(BEFORE_ASKING_AGAIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Open115Exception("interrupted while a folder is listed", e);
        }
    }
}
