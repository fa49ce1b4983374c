/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.files;

import io.github.open115.client.files.FileItem.State;
import io.github.open115.client.files.ListQuery.Order;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.http.Sleeper;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.StringJoiner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a listing until it is proved complete. There are three proofs:
 *
 * <ol>
 *   <li><b>A clean attempt.</b> The pages fit together, and the count of the service confirms the number of their rows.
 *   <li><b>Two attempts agree.</b> In both the pages fit together and the last page was the end, and both met the same
 *       ids. Then the count is wrong, as it always is for some folders (docs/115-open-api.md I.3), or the newest rows
 *       could not be looked at, because the service lists in another order than the one asked for. Attempts whose pages
 *       did <em>not</em> fit together prove nothing by agreeing: a service that repeats its first page, or that ends
 *       with an empty page, does so twice as well.
 *   <li><b>Two attempts complete each other.</b> The order of rows with equal keys is undocumented. If it changes from
 *       call to call, each attempt can miss a row next to the end of a page. So the union of both counts if the count was
 *       steady and the same in both attempts, is the size of the union, and each row that an attempt missed has the key at
 *       which one of the pages of that attempt ended. The last condition tells such a tie from a file that was deleted
 *       between the attempts while another one came.
 * </ol>
 *
 * <p>Without a proof there is an {@link IncompleteListingException}, never a listing with fewer rows.
 */
final class CompleteListing {

    private static final Logger LOG = LoggerFactory.getLogger(CompleteListing.class);
    private static final int MAX_ATTEMPTS = 3;

    private final ListingPages.Source source;
    private final Sleeper sleeper;

    CompleteListing(ListingPages.Source source, Sleeper sleeper) {
        this.source = source;
        this.sleeper = sleeper;
    }

    /** Reads all rows; those in the recycle bin are left out. */
    FolderListing read(ListQuery query) {
        StringJoiner tried = new StringJoiner("; ");
        ListingAttempt previous = null;
        for (int i = 0; i < MAX_ATTEMPTS; i++) {
            ListingAttempt attempt = new ListingAttempt(new ListingPages(source, query, sleeper), previous);
            while (!attempt.finished) {
                attempt.nextPage();
            }
            if (attempt.isClean() || previous != null && agree(previous, attempt)) {
                return listing(attempt.rows.values(), attempt);
            }
            if (previous != null) {
                Collection<FileItem> union = union(previous, attempt);
                if (completeEachOther(previous, attempt, union.size())) {
                    return listing(union, attempt);
                }
            }
            LOG.debug("Folder {}, attempt {}: {}", query.folderId(), i + 1, attempt);
            tried.add(attempt.toString());
            previous = attempt;
        }
        throw new IncompleteListingException("the listing of folder " + query.folderId()
                + " could not be proved complete in " + MAX_ATTEMPTS + " attempts: " + tried);
    }

    /** Makes one attempt, page by page as its rows are asked for. Throws in place of the end if the attempt is not clean. */
    Iterator<FileItem> iterate(ListQuery query) {
        ListingAttempt attempt = new ListingAttempt(new ListingPages(source, query, sleeper), null);
        Deque<FileItem> buffered = new ArrayDeque<>();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                while (buffered.isEmpty() && !attempt.finished) {
                    attempt.nextPage().stream()
                            .filter(CompleteListing::isPresent)
                            .forEach(buffered::add);
                }
                if (buffered.isEmpty() && !attempt.isClean()) {
                    throw new IncompleteListingException(
                            "the listing of folder " + query.folderId() + " is not complete: " + attempt);
                }
                return !buffered.isEmpty();
            }

            @Override
            public FileItem next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return buffered.remove();
            }
        };
    }

    private static boolean agree(ListingAttempt one, ListingAttempt other) {
        return one.pagesFitTogether()
                && other.pagesFitTogether()
                && one.rows.keySet().equals(other.rows.keySet());
    }

    private static boolean completeEachOther(ListingAttempt one, ListingAttempt other, int unionSize) {
        return one.countWasSteady()
                && other.countWasSteady()
                && one.count == other.count
                && unionSize == other.count
                && one.missedOnlyTiesOf(other)
                && other.missedOnlyTiesOf(one);
    }

    private static Collection<FileItem> union(ListingAttempt one, ListingAttempt other) {
        Map<String, FileItem> union = new LinkedHashMap<>(one.rows);
        union.putAll(other.rows);
        return union.values();
    }

    private static FolderListing listing(Collection<FileItem> rows, ListingAttempt last) {
        return new FolderListing(
                rows.stream().filter(CompleteListing::isPresent).toList(), last.count, last.path);
    }

    private static boolean isPresent(FileItem row) {
        return row.state() != State.DELETED;
    }

    /** What can be wrong with an attempt. */
    private enum Fault {
        /** A page says that it begins elsewhere than was asked. */
        OFFSET(true),
        /** A page does not begin with the last row read. */
        SHIFTED(true),
        /** A row came again where it cannot be. */
        REPEATED(true),
        /** A page without rows where rows must be. */
        EMPTY_PAGE(true),
        /** The folder was not found any more after the first page. */
        FOLDER_GONE(true),
        /** The newest rows at the end hold one that was not met. */
        CHANGED(true),
        /** The count differed from page to page. */
        COUNT_CHANGED(false),
        /** The rows came in another order than the one asked for, so that the newest ones cannot be looked at. */
        UNSORTED(false),
        /** The count is not the number of rows. */
        COUNT_WRONG(false);

        private final boolean mayHideRows;

        Fault(boolean mayHideRows) {
            this.mayHideRows = mayHideRows;
        }
    }

    /**
     * One attempt to read all pages of a listing, and what is wrong with it.
     *
     * <p>Each page is asked to begin with the last row that was read. If it does, the number of rows before it has not
     * changed, and its rows are those that would have followed. If it does not, rows have shifted, and some may have
     * slipped through. An equal exchange among the rows already read stays hidden: one file is deleted, and another one
     * is renamed and so moves from the unread to the read part. A renamed file has a new update time. So an attempt to read
     * several pages ends with a look at the newest rows: a row among them that was not met proves the change.
     */
    private static final class ListingAttempt {

        private final ListingPages source;
        private final boolean newestCanBeSeen;
        private final Map<String, FileItem> rows = new LinkedHashMap<>();
        private final Set<Object> keysAtPageEnds = new HashSet<>();
        private final Set<Fault> faults = EnumSet.noneOf(Fault.class);
        private FileItem lastRow;
        private FolderPath path;
        private long count = -1;
        private int pages;
        private boolean finished;
        private boolean sorted = true;

        /** @param previous null for the first attempt; the newest rows are not looked at where it could not do so */
        ListingAttempt(ListingPages source, ListingAttempt previous) {
            this.source = source;
            this.newestCanBeSeen = previous == null || !previous.faults.contains(Fault.UNSORTED);
        }

        /** Reads the next page and returns its rows that were not met before. */
        List<FileItem> nextPage() {
            long offset = Math.max(0, rows.size() - 1);
            FilePage page;
            try {
                page = source.read(
                        offset, source.pageSize(), read -> read.rows().isEmpty() && offset < read.count());
            } catch (NotFoundException e) {
                if (pages == 0) {
                    throw e;
                }
                faults.add(Fault.FOLDER_GONE);
                finished = true;
                return List.of();
            }
            compare(page, offset);
            List<FileItem> fresh = collect(page.rows());
            pages++;
            if (fresh.isEmpty() || rows.size() >= count && !page.isFull()) {
                finish();
            }
            return fresh;
        }

        private void compare(FilePage page, long offset) {
            if (page.offset() != offset) {
                faults.add(Fault.OFFSET);
            }
            if (count >= 0 && count != page.count()) {
                faults.add(Fault.COUNT_CHANGED);
            }
            count = page.count();
            path = page.path();
            sorted &= page.ordered();
            if (page.rows().isEmpty()) {
                if (offset > 0 || count > 0) {
                    faults.add(Fault.EMPTY_PAGE);
                }
            } else if (lastRow != null) {
                keysAtPageEnds.add(key(lastRow));
                if (!page.rows().get(0).id().equals(lastRow.id())) {
                    faults.add(Fault.SHIFTED);
                }
            }
        }

        private List<FileItem> collect(List<FileItem> page) {
            List<FileItem> fresh = new ArrayList<>();
            String shared = lastRow == null ? null : lastRow.id();
            for (int i = 0; i < page.size(); i++) {
                FileItem row = page.get(i);
                if (rows.putIfAbsent(row.id(), row) == null) {
                    fresh.add(row);
                    lastRow = row;
                } else if (i > 0 || !row.id().equals(shared)) {
                    faults.add(Fault.REPEATED);
                }
            }
            return fresh;
        }

        private void finish() {
            finished = true;
            if (rows.size() != count) {
                faults.add(Fault.COUNT_WRONG);
            }
            if (pages > 1 && faults.isEmpty()) {
                lookAtNewest();
            }
        }

        private void lookAtNewest() {
            if (!sorted || !newestCanBeSeen) {
                faults.add(Fault.UNSORTED);
                return;
            }
            FilePage newest = source.newest();
            if (!newest.ordered()) {
                faults.add(Fault.UNSORTED);
            }
            if (newest.count() != count) {
                faults.add(Fault.COUNT_CHANGED);
            }
            if (newest.rows().isEmpty() || newest.rows().stream().anyMatch(row -> !rows.containsKey(row.id()))) {
                faults.add(Fault.CHANGED);
            }
        }

        /** Whether the attempt on its own proves that no row is missing. */
        boolean isClean() {
            return finished && faults.isEmpty();
        }

        /** Whether at most the count of the service is in doubt. */
        boolean pagesFitTogether() {
            return faults.stream().noneMatch(fault -> fault.mayHideRows);
        }

        /** Whether the count was the same on every page. */
        boolean countWasSteady() {
            return !faults.contains(Fault.COUNT_CHANGED);
        }

        /**
         * Whether unstable ties explain each row that this attempt missed: its key is the key of a row at the end of a
         * page.
         */
        boolean missedOnlyTiesOf(ListingAttempt other) {
            return other.rows.values().stream()
                    .allMatch(row -> rows.containsKey(row.id()) || sorted && keysAtPageEnds.contains(key(row)));
        }

        private Object key(FileItem row) {
            Order order = source.query().order();
            if (order == Order.NAME) {
                return row.name();
            }
            Object key = order == Order.SIZE ? (Object) row.size() : row.updated();
            return key == null ? "" : key;
        }

        /** What was read and what was wrong with it, for a message. */
        @Override
        public String toString() {
            return rows.size() + " distinct rows on " + pages + " pages, count " + count + ", " + faults;
        }
    }
}
