package io.github.open115.camel.snapshot;

/**
 * Looks again at the rows of files whose upload has not ended. That changes neither the count nor, as far as known, the
 * order, so nothing else would show it. One page for each poll at most. Not thread-safe.
 */
final class UnfinishedWatch {

    private static final int PAGE = 200;

    /** With the default delay an hour; who has not ended by then most often never does. */
    private static final int EAGER_POLLS = 60;

    private static final int RELUCTANCE = 10;

    private final KnownRows known;
    private final PageFeed feed;
    private final int pageSize;
    private int cursor;
    private int turns;
    private int pollsWithoutNews;

    UnfinishedWatch(KnownRows known, PageFeed feed, int pageSize) {
        this.known = known;
        this.feed = feed;
        this.pageSize = Math.min(PAGE, pageSize);
    }

    /** An unfinished row came, or one has ended. */
    void news() {
        pollsWithoutNews = 0;
    }

    /** Reads a page with unfinished rows that the reading did not meet, if there are any. */
    void look(SeenRows seen) {
        int place = nextUnmet(seen);
        if (place < 0 || pollsWithoutNews++ > EAGER_POLLS && pollsWithoutNews % RELUCTANCE != 0) {
            return;
        }
        long time = known.updated(place);
        long newer = seen.newerThan(time);
        long equal = seen.newerThan(time - 1) - newer;
        // rows of one time may be in any order, so each turn looks at the next page of them
        long pages = 1 + equal / pageSize;
        long offset = Math.max(0, newer - 1) + turns++ % pages * (pageSize - 1);
        new PageScan(feed, seen, offset).next(pageSize);
        cursor = place + 1;
    }

    private int nextUnmet(SeenRows seen) {
        int place = firstUnmet(seen, cursor);
        return place >= 0 ? place : firstUnmet(seen, 0);
    }

    private int firstUnmet(SeenRows seen, int from) {
        int place = known.nextUnfinished(from);
        while (place >= 0 && seen.hasMet(place)) {
            place = known.nextUnfinished(place + 1);
        }
        return place;
    }
}
