/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.snapshot;

import io.github.open115.client.files.ListingPages;

/**
 * Looks again at the rows of files whose upload has not ended. The end of an upload changes neither the count nor, as
 * far as known, the order, so nothing else would show it. Costs one page for each poll at most. Not thread-safe.
 */
final class UnfinishedWatch {

    private static final int PAGE = 200;

    /** One hour with the default delay. Uploads not finished by then rarely finish. */
    private static final int EAGER_POLLS = 60;

    private static final int POLLS_FOR_A_LOOK_LATER = 10;

    private final KnownRows known;
    private final ListingPages pages;
    private final int pageSize;
    private int cursor;
    private int turns;
    private int pollsWithoutChange;

    UnfinishedWatch(KnownRows known, ListingPages pages) {
        this.known = known;
        this.pages = pages;
        this.pageSize = Math.min(PAGE, pages.pageSize());
    }

    /** A row of an unfinished upload is new or has changed. */
    void changed() {
        pollsWithoutChange = 0;
    }

    /** Reads a page with unfinished rows that the listing has not seen, if there are any. */
    void look(SeenRows seen) {
        int place = nextUnseen(seen);
        if (place < 0 || pollsWithoutChange++ > EAGER_POLLS && pollsWithoutChange % POLLS_FOR_A_LOOK_LATER != 0) {
            return;
        }
        long time = known.updated(place);
        long newer = seen.newerThan(time);
        long equal = seen.newerThan(time - 1) - newer;
        // rows of one time may be in any order, so each turn looks at the next page of them
        long turnsForAll = 1 + equal / pageSize;
        long offset = Math.max(0, newer - 1) + turns++ % turnsForAll * (pageSize - 1);
        new PageScan(pages, seen, offset).next(pageSize);
        cursor = place + 1;
    }

    private int nextUnseen(SeenRows seen) {
        int place = firstUnseen(seen, cursor);
        return place >= 0 ? place : firstUnseen(seen, 0);
    }

    private int firstUnseen(SeenRows seen, int from) {
        int place = known.nextUnfinished(from);
        while (place >= 0 && seen.isSeen(place)) {
            place = known.nextUnfinished(place + 1);
        }
        return place;
    }
}
