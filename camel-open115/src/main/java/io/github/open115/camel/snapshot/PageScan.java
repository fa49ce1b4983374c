package io.github.open115.camel.snapshot;

import io.github.open115.client.files.FileItem;
import io.github.open115.client.files.FilePage;
import io.github.open115.client.files.IncompleteListingException;
import java.util.List;

/**
 * Pages one after the other without a gap. The service has no cursor (docs/115-open-api.md J 5): a page is cut out of
 * whatever the list is at that moment. So each page begins with the last row of the one before, or, when rows came in
 * front meanwhile, with another row that was met. Where it begins with a stranger, rows have left, some may have
 * slipped through, and the page is read again from further in front. Not thread-safe.
 */
final class PageScan {

    /** Later than every update time. */
    static final long FUTURE = 0xFFFF_FFFFL;

    /** Earlier than every update time. */
    static final long PAST = -1;

    private static final int ATTEMPTS = 3;

    private final PageFeed feed;
    private final SeenRows seen;
    private final long start;
    private long end;
    private long count = -1;
    private long firstTime = FUTURE;
    private long lastTime = FUTURE;
    private int pages;
    private int barrenPages;
    private boolean full;
    private boolean ended;
    private boolean ordered = true;
    private Edge first;
    private Edge last;

    /**
     * A place between two rows of different times.
     *
     * @param time everything before the edge is later than this, nothing behind it is
     * @param before rows before the edge
     */
    record Edge(long time, long before) {}

    PageScan(PageFeed feed, SeenRows seen, long start) {
        this.feed = feed;
        this.seen = seen;
        this.start = start;
        this.end = start;
    }

    /**
     * Reads the next page.
     *
     * @throws IncompleteListingException when the pages cannot be made to fit together
     */
    void next(int limit) {
        long offset = pages == 0 ? start : Math.max(0, end - 1);
        FilePage page = feed.page(offset, limit, pages > 0);
        for (int attempt = 1; !fits(page); attempt++) {
            if (attempt == ATTEMPTS || offset == 0) {
                throw new IncompleteListingException(
                        "rows left the folder faster than its listing could be read, near row " + offset);
            }
            offset = Math.max(0, offset - Math.max(1, limit / 2));
            page = feed.page(offset, limit, true);
        }
        take(page, offset);
    }

    private boolean fits(FilePage page) {
        return pages == 0 || !page.rows().isEmpty() && seen.hasMet(page.rows().get(0));
    }

    private void take(FilePage page, long offset) {
        List<FileItem> rows = page.rows();
        boolean fresh = false;
        long previous = FUTURE;
        first = null;
        firstTime = rows.isEmpty() ? firstTime : KnownRows.timeOf(rows.get(0).updated());
        for (int i = 0; i < rows.size(); i++) {
            long time = KnownRows.timeOf(rows.get(i).updated());
            ordered &= time <= previous;
            if (i > 0 && time < previous) {
                last = new Edge(time, offset + i);
                first = first == null ? last : first;
            }
            previous = time;
            fresh |= seen.meet(rows.get(i));
        }
        ordered &= page.ordered() && (rows.isEmpty() || previous <= lastTime);
        lastTime = rows.isEmpty() ? lastTime : previous;
        end = offset + rows.size();
        count = page.count();
        pages++;
        full = page.isFull();
        ended = !full && (end >= count || pages > 1 && !fresh);
        barrenPages = fresh || pages == 1 ? 0 : barrenPages + 1;
        if (barrenPages > 1 && !ended) {
            throw new IncompleteListingException("the service repeats the same rows, near row " + offset);
        }
    }

    /** Whether nothing follows, by the count of the service or because nothing came. */
    boolean isEnded() {
        return ended;
    }

    /** Whether the last page had as many rows as were asked for. */
    boolean isFull() {
        return full;
    }

    /** Whether the rows came newest first, as they were asked for. */
    boolean isOrdered() {
        return ordered;
    }

    /** Number of rows up to the last one that was read. */
    long end() {
        return end;
    }

    /** What the last page said of the number of rows. */
    long count() {
        return count;
    }

    /** Update time of the first row of the last page, in seconds. */
    long firstTime() {
        return firstTime;
    }

    /** Update time of the last row, in seconds. */
    long lastTime() {
        return lastTime;
    }

    int pages() {
        return pages;
    }

    /** The first edge on the last page; null when all of it has one time. */
    Edge firstEdge() {
        return first;
    }

    /** The last edge on any page; null when there was none. */
    Edge lastEdge() {
        return last;
    }
}
