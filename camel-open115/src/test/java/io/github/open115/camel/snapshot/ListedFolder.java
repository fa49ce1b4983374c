/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.snapshot;

import io.github.open115.client.files.FileItem;
import io.github.open115.client.files.FileItem.State;
import io.github.open115.client.files.FilePage;
import io.github.open115.client.files.FolderPath;
import io.github.open115.client.files.ListQuery;
import io.github.open115.client.files.ListingPages;
import io.github.open115.client.http.Failure;
import io.github.open115.client.http.Open115Exception;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A subtree in memory, listed newest change first, whose pages a test can bend. */
public final class ListedFolder implements ListingPages.Source {

    static final String FOLDER = "7";

    private static final FolderPath PATH =
            new FolderPath(List.of(new FolderPath.Element("0", ""), new FolderPath.Element(FOLDER, "in")));

    /** Ids of 19 digits, as the service has them. */
    private static final long FIRST_ID = 3_100_000_000_000_000_100L;

    final Map<String, FileItem> rows = new LinkedHashMap<>();
    final List<Long> offsets = new ArrayList<>();
    long now = 1_700_000_000;
    long countIsHigherBy;
    int tieOrder;
    private final Map<Integer, UnaryOperator<FilePage>> bends = new HashMap<>();
    private final Map<Integer, Runnable> befores = new HashMap<>();
    private List<FileItem> sorted;
    private long nextId = FIRST_ID;

    public static ListedFolder of(int files) {
        ListedFolder folder = new ListedFolder();
        for (int i = 0; i < files; i++) {
            folder.upload();
        }
        return folder;
    }

    FileItem upload() {
        return put(nextItem(now++, State.READY));
    }

    FileItem uploadUnfinished() {
        return put(nextItem(now++, State.UNFINISHED));
    }

    /** A file that comes from elsewhere keeps its update time. */
    FileItem moveIn(long updated) {
        return put(nextItem(updated, State.READY));
    }

    FileItem put(FileItem item) {
        sorted = null;
        rows.put(item.id(), item);
        return item;
    }

    void remove(String id) {
        sorted = null;
        rows.remove(id);
    }

    /** A new name, and with it a new update time. */
    FileItem rename(FileItem item) {
        return put(with(item, item.name() + "'", item.parentId(), now++, State.READY));
    }

    FileItem moveInside(FileItem item, String parentId) {
        return put(with(item, item.name(), parentId, item.updated().getEpochSecond(), item.state()));
    }

    FileItem finish(FileItem item) {
        return put(with(item, item.name(), item.parentId(), item.updated().getEpochSecond(), State.READY));
    }

    /** The row at this place of the listing, 0 is the newest. */
    FileItem at(int index) {
        return sorted().get(index);
    }

    /** The files that are in the folder. */
    public Collection<FileItem> files() {
        return rows.values();
    }

    /** The service counts so many rows too many from now on. */
    public void countTooMany(long tooMany) {
        countIsHigherBy = tooMany;
    }

    /** @param store holds the snapshot before and after */
    public FolderSnapshot snapshot(InMemoryRowStore store, int pageSize, Duration reconcileInterval, Clock clock) {
        return new FolderSnapshot(source(pageSize), store, reconcileInterval, clock);
    }

    /** This folder for a snapshot. */
    FolderSnapshot.Source source(int pageSize) {
        ListQuery query = ListQuery.filesOf(FOLDER, pageSize);
        return new FolderSnapshot.Source(query, this, new SubtreeWalk(null, query, Clock.systemUTC()), pause -> {});
    }

    /** The n-th call from now fails, 1 is the next. */
    public void failAt(int callsFromNow) {
        before(callsFromNow, () -> {
            throw new Open115Exception("the line is dead", Failure.NONE, null);
        });
    }

    /** Something happens before the n-th call from now is answered, 1 is the next. */
    public void before(int callsFromNow, Runnable event) {
        befores.put(offsets.size() + callsFromNow, event);
    }

    /** The answer to the n-th call from now is changed, 1 is the next. */
    public void bend(int callsFromNow, UnaryOperator<FilePage> change) {
        bends.put(offsets.size() + callsFromNow, change);
    }

    /** Nothing that was asked for with {@link #bend} and {@link #before} happens any more. */
    public void calm() {
        bends.clear();
        befores.clear();
    }

    int calls() {
        return offsets.size();
    }

    @Override
    public FilePage read(ListQuery query, long offset) {
        offsets.add(offset);
        Runnable event = befores.remove(calls());
        if (event != null) {
            event.run();
        }
        List<FileItem> all = sorted();
        int from = (int) Math.min(offset, all.size());
        int to = Math.min(from + query.pageSize(), all.size());
        FilePage page = new FilePage(
                all.subList(from, to), Math.max(0, all.size() + countIsHigherBy), offset, PATH, query.pageSize(), true);
        return bends.getOrDefault(calls(), UnaryOperator.identity()).apply(page);
    }

    public static FilePage withRows(FilePage page, List<FileItem> rows) {
        return new FilePage(rows, page.count(), page.offset(), page.path(), page.limit(), page.ordered());
    }

    public static FilePage withCount(FilePage page, long count) {
        return new FilePage(page.rows(), count, page.offset(), page.path(), page.limit(), page.ordered());
    }

    private List<FileItem> sorted() {
        if (sorted == null) {
            sorted = new ArrayList<>(rows.values());
            sorted.sort(Comparator.comparing(FileItem::updated)
                    .reversed()
                    .thenComparing(item -> item.id().hashCode() * 31 ^ tieOrder));
        }
        return sorted;
    }

    private FileItem nextItem(long updated, State state) {
        String id = Long.toString(nextId++);
        return item(id, "file " + id, FOLDER, updated, state);
    }

    private static FileItem with(FileItem item, String name, String parentId, long updated, State state) {
        return item(item.id(), name, parentId, updated, state);
    }

    private static FileItem item(String id, String name, String parentId, long updated, State state) {
        Instant time = Instant.ofEpochSecond(updated);
        String sha1 = state == State.UNFINISHED ? null : "A".repeat(40);
        return new FileItem(id, "pc" + id, parentId, name, false, 1, sha1, time, time, state);
    }
}
