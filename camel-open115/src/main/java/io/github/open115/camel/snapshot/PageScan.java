/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.snapshot;

import io.github.open115.client.files.FileItem;
import io.github.open115.client.files.FilePage;
import io.github.open115.client.files.IncompleteListingException;
import io.github.open115.client.files.ListingPages;
import java.util.List;

/**
 * Reads pages one after the other without a gap. Each page begins with the last row of the page before, or, if rows
 * came in front meanwhile, with another row that was seen. If it begins with an unseen row, rows have left and some may
 * have slipped through: then the page is read again from further in front. Not thread-safe.
 */
final class PageScan {

    /** Later than every update time. */
    static final long FUTURE = 0xFFFF_FFFFL;

    /** Earlier than every update time. */
    static final long PAST = -1;

    private static final int ATTEMPTS = 3;

    private final ListingPages source;
    private final SeenRows seen;
    private final long start;
    private long end;
    private long count = -1;
    private long firstTime = FUTURE;
    private long lastTime = FUTURE;
    private int pages;
    private int pagesWithoutNewRows;
    private boolean full;
    private boolean ended;
    private boolean ordered = true;
    private Edge first;
    private Edge last;

    /**
     * A place between two rows of different times.
     *
     * @param time rows before the edge are later than this, rows behind it are not
     * @param before number of rows before the edge
     */
    record Edge(long time, long before) {}

    /** @param start index of the first row to read */
    PageScan(ListingPages source, SeenRows seen, long start) {
        this.source = source;
        this.seen = seen;
        this.start = start;
        this.end = start;
    }

    /**
     * Reads the next page.
     *
     * @throws IncompleteListingException if the pages cannot be made to fit together
     */
    void next(int limit) {
        long offset = pages == 0 ? start : Math.max(0, end - 1);
        FilePage page = read(offset, limit, pages > 0);
        for (int attempt = 1; !fits(page); attempt++) {
            if (attempt == ATTEMPTS || offset == 0) {
                throw new IncompleteListingException(
                        "rows left the folder faster than its listing could be read, near row " + offset);
            }
            offset = Math.max(0, offset - Math.max(1, limit / 2));
            page = read(offset, limit, true);
        }
        take(page, offset);
    }

    /** @param hasRows whether a row is known to be at the offset, whatever the count of the service */
    private FilePage read(long offset, int limit, boolean hasRows) {
        FilePage page = source.read(
                offset,
                limit,
                read -> read.rows().isEmpty() ? hasRows || offset < read.count() : read.offset() != offset);
        if (page.offset() != offset && !page.rows().isEmpty()) {
            throw new IncompleteListingException("a page that was asked for from row " + offset
                    + " on says that it begins with row " + page.offset());
        }
        return page;
    }

    private boolean fits(FilePage page) {
        return pages == 0 || !page.rows().isEmpty() && seen.isSeen(page.rows().get(0));
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
            fresh |= seen.record(rows.get(i));
        }
        ordered &= page.ordered() && (rows.isEmpty() || previous <= lastTime);
        lastTime = rows.isEmpty() ? lastTime : previous;
        end = offset + rows.size();
        count = page.count();
        pages++;
        full = page.isFull();
        ended = !full && (end >= count || pages > 1 && !fresh);
        pagesWithoutNewRows = fresh || pages == 1 ? 0 : pagesWithoutNewRows + 1;
        if (pagesWithoutNewRows > 1 && !ended) {
            throw new IncompleteListingException("the service repeats the same rows, near row " + offset);
        }
    }

    /** Whether no row follows, by the count of the service or because no new row came. */
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

    /** The number of rows in the folder, as the last page says. */
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

    /** The first edge on the last page; null when all its rows have one time. */
    Edge firstEdge() {
        return first;
    }

    /** The last edge on any page; null when there was none. */
    Edge lastEdge() {
        return last;
    }
}
