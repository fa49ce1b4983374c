/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.files;

import io.github.open115.client.http.Interruptible;
import io.github.open115.client.http.Sleeper;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * Reads the pages of one listing. Both ways to prove a listing complete start here: {@link DriveFiles#list} reads all
 * rows each time, a snapshot continues from the rows that it knows.
 *
 * <p>The service has no cursor and no snapshot (docs/115-open-api.md J 5): a page is cut out of the list as it is at that
 * moment. So callers let pages overlap by one row, and look at the {@value #NEWEST_ROWS} newest rows after the last page:
 * a file that changed during the listing is among them. The service also sends a page now and then that is impossible, and
 * the right one a moment later (docs/115-open-api.md C.1.5): this class reads such a page a second time. Not thread-safe.
 */
public final class ListingPages {

    /** How many of the newest rows show whether the folder changed while it was read. */
    public static final int NEWEST_ROWS = 100;

    private static final Duration BEFORE_SECOND_LOOK = Duration.ofMillis(250);

    private final Source source;
    private final ListQuery query;
    private final Sleeper sleeper;
    private boolean lookedTwice;

    /** Where pages come from: {@link DriveFiles#page}. */
    @FunctionalInterface
    public interface Source {

        /**
         * Reads one page.
         *
         * @param query what to list; its page size is the number of rows asked for
         * @param offset index of the first row, from 0
         */
        FilePage read(ListQuery query, long offset);
    }

    /** @param query its page size is raised to 2: one row alone would be the row shared with the page before */
    public ListingPages(Source source, ListQuery query, Sleeper sleeper) {
        this.source = Objects.requireNonNull(source, "source");
        this.query = query.withPageSize(Math.max(2, query.pageSize()));
        this.sleeper = Objects.requireNonNull(sleeper, "sleeper");
    }

    /** What is listed. */
    public ListQuery query() {
        return query;
    }

    /** Rows to ask for in one call, at least 2. */
    public int pageSize() {
        return query.pageSize();
    }

    /** A new listing begins, which may look twice at one of its pages. */
    public void begin() {
        lookedTwice = false;
    }

    /**
     * Reads one page. A page that cannot be is read a second time after 250 ms, once in a listing.
     *
     * @param offset index of the first row, from 0
     * @param rows how many to ask for, at least 2; the page may have fewer anywhere in the listing
     * @param impossible whether a page cannot be; if the second look does not help either, the page is returned as it
     *     is
     */
    public FilePage read(long offset, int rows, Predicate<FilePage> impossible) {
        ListQuery asked = query.withPageSize(rows);
        FilePage page = source.read(asked, offset);
        if (!lookedTwice && impossible.test(page)) {
            lookedTwice = true;
            Interruptible.pause(sleeper, BEFORE_SECOND_LOOK, "interrupted while listing folder " + query.folderId());
            page = source.read(asked, offset);
        }
        return page;
    }

    /** Reads the newest rows, whatever the order of the listing. */
    FilePage newest() {
        return source.read(query.newestFirst(NEWEST_ROWS), 0);
    }
}
