/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.snapshot;

import io.github.open115.client.files.ListingPages;

/**
 * One attempt to bring the known rows up to date (docs/115-open-api.md C.1.7). Reads newest first. As soon as an
 * unchanged row is seen and the known rows equal the count of the service, all older rows are unchanged, so it stops.
 * If the count differs, an old row came or went, and {@link ChangeBisector} finds it. A listing that an error
 * interrupted can be continued. Not thread-safe.
 */
final class IncrementalListing {

    /** Holds what usually happens between two polls. */
    private static final int FIRST_PAGE = 200;

    /** The result of a listing. */
    enum Verdict {
        /** Every row of the folder is known, and the missing rows have left. */
        COMPLETE,
        /** The folder, or the count of the service, changed during the listing. The next poll decides. */
        UNSTABLE,
        /** The rows and the count differ. Only a pass over the whole folder can decide. */
        UNPROVED
    }

    private final SeenRows seen;
    private final OwnRemovals removals;
    private final CountCorrection correction;
    private final ListingPages pages;
    private final boolean whole;
    private final int firstPage;
    private final PageScan top;
    private long count;
    private long coveredTo = PageScan.FUTURE;

    /** @param whole whether to read all rows, also those that are surely unchanged; true anyway if no row is known */
    IncrementalListing(
            SeenRows seen, OwnRemovals removals, CountCorrection correction, ListingPages pages, boolean whole) {
        this.seen = seen;
        this.removals = removals;
        this.correction = correction;
        this.pages = pages;
        this.whole = whole || seen.expected() == 0;
        this.firstPage = this.whole || seen.expected() < pages.pageSize()
                ? pages.pageSize()
                : Math.min(FIRST_PAGE, pages.pageSize());
        this.top = new PageScan(pages, seen, 0);
    }

    /**
     * Reads until there is a verdict, or continues after an error.
     *
     * @param onPage runs after each page
     */
    Verdict read(Runnable onPage) {
        if (top.pages() > 0) {
            lookAtNewest();
            if (!whole && seen.isAnchored() && countMatches()) {
                return Verdict.COMPLETE;
            }
        }
        while (true) {
            top.next(top.pages() == 0 ? firstPage : pages.pageSize());
            count = top.count();
            if (top.isEnded()) {
                return judgeAtEnd();
            }
            if (!whole) {
                if (!top.isOrdered()) {
                    return countMatches() ? Verdict.COMPLETE : Verdict.UNPROVED;
                }
                coverTop();
                if (seen.isAnchored()) {
                    return judgeAtAnchor();
                }
            }
            onPage.run();
        }
    }

    SeenRows seen() {
        return seen;
    }

    boolean isWhole() {
        return whole;
    }

    /** Pages of the listing that were read so far. */
    int pages() {
        return top.pages();
    }

    /** The number of rows in the folder, as the service last said. */
    long count() {
        return count;
    }

    private void coverTop() {
        PageScan.Edge edge = top.lastEdge();
        if (edge != null && edge.time() < coveredTo) {
            seen.cover(edge.time(), coveredTo);
            coveredTo = edge.time();
        }
    }

    private Verdict judgeAtAnchor() {
        if (countMatches()) {
            return confirmed(top.pages());
        }
        if (removals.mayBeCounted()) {
            return Verdict.UNSTABLE;
        }
        PageScan.Edge edge = top.lastEdge() == null ? new PageScan.Edge(PageScan.FUTURE, 0) : top.lastEdge();
        Verdict verdict = new ChangeBisector(pages, seen, correction, count).locate(edge);
        return verdict == Verdict.COMPLETE ? confirmed(2) : verdict;
    }

    private Verdict judgeAtEnd() {
        seen.coverAll();
        if (countMatches()) {
            return confirmed(top.pages());
        }
        if (top.pages() > 1) {
            lookAtNewest();
            if (countMatches()) {
                return Verdict.COMPLETE;
            }
        }
        if (removals.mayBeCounted()) {
            return Verdict.UNSTABLE;
        }
        return correction.acceptsInSpiteOfCount(count, seen.expected(), seen.fingerprint())
                ? Verdict.COMPLETE
                : Verdict.UNPROVED;
    }

    /**
     * Looks at the newest rows before a file is reported as gone. While several pages were read, a file may have been
     * renamed and so have moved from the unread part to the part that was read already: then it is among the newest
     * rows.
     */
    private Verdict confirmed(int pagesRead) {
        if (pagesRead > 1 && seen.isAnyMissing()) {
            lookAtNewest();
        }
        return countMatches() ? Verdict.COMPLETE : Verdict.UNSTABLE;
    }

    private void lookAtNewest() {
        PageScan newest = new PageScan(pages, seen, 0);
        newest.next(Math.min(ListingPages.NEWEST_ROWS, pages.pageSize()));
        count = newest.count();
    }

    /** Whether the count of the service is the number of known rows, apart from rows that this application removed. */
    private boolean countMatches() {
        return removals.explains(correction.corrected(count) - seen.expected());
    }
}
