package io.github.open115.camel.snapshot;

/**
 * One attempt to bring the known rows up to date, newest first, as docs/115-open-api.md C.1.7 has it: when rows that
 * are what they were have been met, and the number of rows known by then is the count of the service, then everything
 * that follows is unchanged. Where the number is another, something old came or went, and is looked for. A reading that
 * an error interrupted can be continued. Not thread-safe.
 */
final class IncrementalListing {

    /** Holds what happens between two polls; most often nothing does. */
    private static final int FIRST_PAGE = 200;

    private static final int LOOK = 100;

    /** What a reading comes to. */
    enum Verdict {
        /** Every row of the folder is known, and what is missing has left. */
        ADDS_UP,
        /** The folder, or the count of the service, changed meanwhile: the next poll knows better. */
        RESTLESS,
        /** Only a pass over the whole folder can tell. */
        DOUBTFUL
    }

    private final SeenRows seen;
    private final OwnRemovals removals;
    private final CountCorrection correction;
    private final PageFeed feed;
    private final int pageSize;
    private final boolean whole;
    private final int firstPage;
    private final PageScan top;
    private long count;
    private long coveredTo = PageScan.FUTURE;

    /**
     * @param known number of rows that are known before
     * @param whole whether to read all rows, also those that are surely unchanged
     */
    IncrementalListing(
            SeenRows seen,
            OwnRemovals removals,
            CountCorrection correction,
            PageFeed feed,
            int pageSize,
            int known,
            boolean whole) {
        this.seen = seen;
        this.removals = removals;
        this.correction = correction;
        this.feed = feed;
        this.pageSize = pageSize;
        this.whole = whole || known == 0;
        this.firstPage = this.whole || known < pageSize ? pageSize : Math.min(FIRST_PAGE, pageSize);
        this.top = new PageScan(feed, seen, 0);
    }

    /**
     * Reads until there is a verdict, or goes on with it after an error.
     *
     * @param onPage runs after each page
     */
    Verdict read(Runnable onPage) {
        if (top.pages() > 0) {
            lookAtNewest();
            if (!whole && seen.isAnchored() && addsUp()) {
                return Verdict.ADDS_UP;
            }
        }
        while (true) {
            top.next(top.pages() == 0 ? firstPage : pageSize);
            count = top.count();
            if (top.isEnded()) {
                return judgeAtEnd();
            }
            if (!whole) {
                if (!top.isOrdered()) {
                    return addsUp() ? Verdict.ADDS_UP : Verdict.DOUBTFUL;
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

    /** What the service says of the number of rows. */
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
        if (addsUp()) {
            return confirmed(top.pages());
        }
        if (removals.blurTheCount()) {
            return Verdict.RESTLESS;
        }
        PageScan.Edge edge = top.lastEdge() == null ? new PageScan.Edge(PageScan.FUTURE, 0) : top.lastEdge();
        ChangeBisector locator = new ChangeBisector(feed, seen, correction, pageSize, count);
        Verdict verdict = locator.locate(edge);
        return verdict == Verdict.ADDS_UP ? confirmed(2) : verdict;
    }

    private Verdict judgeAtEnd() {
        seen.coverAll();
        if (addsUp()) {
            return confirmed(top.pages());
        }
        if (top.pages() > 1) {
            lookAtNewest();
            if (addsUp()) {
                return Verdict.ADDS_UP;
            }
        }
        if (removals.blurTheCount()) {
            return Verdict.RESTLESS;
        }
        return correction.believes(count, seen.expected(), seen.fingerprint()) ? Verdict.ADDS_UP : Verdict.DOUBTFUL;
    }

    /**
     * Over several pages a file may have been renamed, and so have gone from the part that was to be read to the one that
     * was read already. Such a one is among the newest rows, so it is looked there before a file is called gone.
     */
    private Verdict confirmed(int pagesRead) {
        if (pagesRead > 1 && seen.isAnyMissing()) {
            lookAtNewest();
        }
        return addsUp() ? Verdict.ADDS_UP : Verdict.RESTLESS;
    }

    private void lookAtNewest() {
        PageScan newest = new PageScan(feed, seen, 0);
        newest.next(Math.min(LOOK, pageSize));
        count = newest.count();
    }

    private boolean addsUp() {
        return removals.explain(correction.corrected(count) - seen.expected());
    }
}
