/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.snapshot;

import io.github.open115.camel.snapshot.IncrementalListing.Verdict;
import io.github.open115.camel.snapshot.PageScan.Edge;
import io.github.open115.client.files.ListingPages;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Finds old rows that came or went, when the count says that there are some. Where two neighbours on a page differ in
 * time, the number of rows newer than the edge between them is known exactly, whatever the order of rows of equal time.
 * If it is the number of known rows newer than the edge, the change is behind the edge, else in front of it. So the
 * known order is bisected. Not thread-safe.
 */
final class ChangeBisector {

    private static final int FEWEST_PROBES = 12;

    private final ListingPages pages;
    private final SeenRows seen;
    private final CountCorrection correction;
    private final int pageSize;
    private final long count;
    private final Deque<Stretch> open = new ArrayDeque<>();
    private int probesLeft;

    /** The rows between two edges. */
    private record Stretch(Edge upper, Edge lower) {

        long rows() {
            return lower.before() - upper.before();
        }
    }

    /** @param count the number of rows in the folder, as the service says */
    ChangeBisector(ListingPages pages, SeenRows seen, CountCorrection correction, long count) {
        this.pages = pages;
        this.seen = seen;
        this.correction = correction;
        this.pageSize = pages.pageSize();
        this.count = count;
        // a search may cost at most half of a pass over the whole folder
        this.probesLeft = (int) Math.max(FEWEST_PROBES, count / pageSize / 2);
    }

    /** @param upper all rows in front of it were read */
    Verdict locate(Edge upper) {
        PageScan tail = new PageScan(pages, seen, Math.max(0, seen.expected() - pageSize / 2));
        Edge tailEdge = null;
        int before;
        do {
            before = seen.changes();
            tail.next(pageSize);
            tailEdge = tail.pages() == 1 ? tail.firstEdge() : tailEdge;
            if (tail.count() != count || !tail.isOrdered()) {
                return Verdict.UNSTABLE;
            }
            // new rows at the end are the rest of a listing that was interrupted
        } while (!tail.isEnded() && tail.isFull() && seen.changes() > before);
        if (!tail.isFull() && tail.end() == seen.expected()) {
            correction.setBias(count - tail.end());
            return Verdict.COMPLETE;
        }
        Edge lower = new Edge(PageScan.PAST, correction.corrected(count));
        if (tail.isEnded()) {
            if (tail.end() != lower.before()) {
                return Verdict.UNPROVED;
            }
            if (tailEdge != null) {
                seen.cover(PageScan.PAST, tailEdge.time());
                lower = tailEdge;
            }
        }
        open.push(new Stretch(upper, lower));
        return bisect();
    }

    private Verdict bisect() {
        while (!open.isEmpty()) {
            Stretch stretch = open.pop();
            if (surplus(stretch) != 0) {
                if (probesLeft-- == 0) {
                    return Verdict.UNPROVED;
                }
                Verdict verdict = stretch.rows() + 2 <= pageSize ? readAll(stretch) : probe(stretch);
                if (verdict != Verdict.COMPLETE) {
                    return verdict;
                }
            }
        }
        return correction.corrected(count) == seen.expected() ? Verdict.COMPLETE : Verdict.UNPROVED;
    }

    /** How many more rows than known ones there are in a stretch. */
    private long surplus(Stretch stretch) {
        long known = seen.newerThan(stretch.lower.time()) - seen.newerThan(stretch.upper.time());
        return stretch.rows() - known;
    }

    private Verdict readAll(Stretch stretch) {
        PageScan scan = new PageScan(pages, seen, Math.max(0, stretch.upper.before() - 1));
        // the neighbours on both sides show that the stretch is still where it was
        scan.next(Math.max(2, (int) stretch.rows() + 2));
        boolean fromUpper = stretch.upper.before() == 0 || scan.firstTime() > stretch.upper.time();
        boolean toLower = scan.lastTime() <= stretch.lower.time()
                || stretch.lower.time() == PageScan.PAST && scan.end() == stretch.lower.before();
        if (scan.count() != count || !scan.isOrdered() || !fromUpper || !toLower) {
            return Verdict.UNSTABLE;
        }
        seen.cover(stretch.lower.time(), stretch.upper.time());
        return surplus(stretch) == 0 ? Verdict.COMPLETE : Verdict.UNSTABLE;
    }

    private Verdict probe(Stretch stretch) {
        PageScan scan = new PageScan(pages, seen, stretch.upper.before() + (stretch.rows() - pageSize) / 2);
        scan.next(pageSize);
        if (scan.count() != count || !scan.isOrdered()) {
            return Verdict.UNSTABLE;
        }
        Edge first = scan.firstEdge();
        if (first == null) {
            // more files of one second than fit on a page
            return Verdict.UNPROVED;
        }
        Edge last = scan.lastEdge();
        if (first.time() > stretch.upper.time() || last.time() < stretch.lower.time()) {
            return Verdict.UNSTABLE;
        }
        seen.cover(last.time(), first.time());
        open.push(new Stretch(last, stretch.lower));
        open.push(new Stretch(stretch.upper, first));
        return Verdict.COMPLETE;
    }
}
