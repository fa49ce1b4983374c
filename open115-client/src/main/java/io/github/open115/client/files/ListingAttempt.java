package io.github.open115.client.files;

import io.github.open115.client.files.ListQuery.Order;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.Sleeper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One walk over all pages of a listing, and the judgement whether it can have missed a row.
 *
 * <p>The service has no cursor and no snapshot (docs/115-open-api.md J 5): a page is cut out of whatever the list is at
 * that moment. So each page is asked to begin with the last row that was read. If it does, the number of rows before it
 * has not changed, and what follows is what would have followed. If it does not, rows have shifted, and some may have
 * slipped through. What this does not show is an equal exchange among the rows already read, such as one file deleted
 * and another one renamed, which moves the renamed one from the unread to the read part. Such a change carries a new
 * update time, so a walk of several pages ends with one more look at the newest rows: an id among them that was not met
 * proves the change.
 */
final class ListingAttempt {

    /** What can be wrong with a walk. */
    enum Fault {
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

    private static final Duration BEFORE_ASKING_AGAIN = Duration.ofMillis(250);
    private static final int NEWEST_ROWS = 100;

    private final PageSource source;
    private final ListQuery query;
    private final Sleeper sleeper;
    private final Map<String, FileItem> rows = new LinkedHashMap<>();
    private final Set<Object> keysAtBreaks = new HashSet<>();
    private final Set<Fault> faults = EnumSet.noneOf(Fault.class);
    private FileItem lastRow;
    private FolderPath path;
    private long count = -1;
    private int pages;
    private boolean askedAgain;
    private boolean finished;
    private boolean sorted = true;
    private boolean newestCanBeSeen = true;

    ListingAttempt(PageSource source, ListQuery query, Sleeper sleeper) {
        this.source = source;
        this.sleeper = sleeper;
        // a page of one row would hold nothing but the row that it shares with the page before
        this.query = query.withPageSize(Math.max(2, query.pageSize()));
    }

    /** Another walk, which does not look at the newest rows if this one could not. */
    ListingAttempt again() {
        ListingAttempt next = new ListingAttempt(source, query, sleeper);
        next.newestCanBeSeen = !faults.contains(Fault.UNSORTED);
        return next;
    }

    /** Walks to the end. */
    ListingAttempt run() {
        while (!finished) {
            nextPage();
        }
        return this;
    }

    /** Reads the next page and returns its rows that were not met before. */
    List<FileItem> nextPage() {
        long offset = Math.max(0, rows.size() - 1);
        FilePage page;
        try {
            page = readBelievable(offset);
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

    /** docs/115-open-api.md C.1.5: a first empty page can be a glitch. */
    private FilePage readBelievable(long offset) {
        FilePage page = source.read(query, offset);
        if (page.rows().isEmpty() && offset < page.count() && !askedAgain) {
            askedAgain = true;
            pause();
            page = source.read(query, offset);
        }
        return page;
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
            keysAtBreaks.add(key(lastRow));
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
        FilePage newest = source.read(query.newestFirst(NEWEST_ROWS), 0);
        if (!newest.ordered()) {
            faults.add(Fault.UNSORTED);
        }
        if (newest.count() != count) {
            faults.add(Fault.COUNT_CHANGED);
        }
        if (newest.rows().isEmpty() || newest.rows().stream().map(FileItem::id).anyMatch(id -> !rows.containsKey(id))) {
            faults.add(Fault.CHANGED);
        }
    }

    private void pause() {
        try {
            sleeper.sleep(BEFORE_ASKING_AGAIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Open115Exception("interrupted while listing folder " + query.folderId(), e);
        }
    }

    boolean isFinished() {
        return finished;
    }

    /** Whether the walk on its own proves that no row is missing. */
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

    /** Whether the order of rows with equal keys can be why this walk missed the row: the key was cut by a page end. */
    boolean mayHaveMissedAsTie(FileItem row) {
        return sorted && keysAtBreaks.contains(key(row));
    }

    private Object key(FileItem row) {
        if (query.order() == Order.NAME) {
            return row.name();
        }
        Object key = query.order() == Order.SIZE ? (Object) row.size() : row.updated();
        return key == null ? "" : key;
    }

    boolean met(String id) {
        return rows.containsKey(id);
    }

    Set<String> ids() {
        return rows.keySet();
    }

    Collection<FileItem> rows() {
        return rows.values();
    }

    long count() {
        return count;
    }

    FolderPath path() {
        return path;
    }

    /** What was read and what was wrong with it, for an error message. */
    String describe() {
        return rows.size() + " distinct rows on " + pages + " pages, count " + count + ", " + faults;
    }
}
