/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.files;

import io.github.open115.client.files.FileItem.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/** A folder in memory that is listed newest change first, and whose replies a test can bend. */
final class FakeFolder implements ListingPages.Source {

    /** What happens around one call. */
    @FunctionalInterface
    interface Event {
        void happen();
    }

    static final FolderPath PATH =
            new FolderPath(List.of(new FolderPath.Element("0", ""), new FolderPath.Element("7", "in")));

    final List<FileItem> rows = new ArrayList<>();
    final List<Long> offsets = new ArrayList<>();
    private final List<Bend> bends = new ArrayList<>();
    private final List<Bend> befores = new ArrayList<>();
    private long nextId = 1;
    private long now = 1_000_000;

    private record Bend(int call, UnaryOperator<FilePage> change, Event event) {}

    static FakeFolder of(int files) {
        FakeFolder folder = new FakeFolder();
        for (int i = 0; i < files; i++) {
            folder.upload();
        }
        return folder;
    }

    FileItem upload() {
        return insert(now++);
    }

    /** A file moved in from elsewhere keeps its update time. */
    FileItem moveIn(long updated) {
        return insert(updated);
    }

    private FileItem insert(long updated) {
        FileItem item = item(Long.toString(nextId++), updated);
        rows.add(item);
        return item;
    }

    /** Renamed: the same id with a new update time. */
    void touch(FileItem item) {
        rows.removeIf(row -> row.id().equals(item.id()));
        rows.add(item(item.id(), now++));
    }

    void delete(FileItem item) {
        rows.removeIf(row -> row.id().equals(item.id()));
    }

    /** The row at this place of the listing as it is now. */
    FileItem at(int index) {
        return sorted(ListQuery.Order.UPDATED, false).get(index);
    }

    private static FileItem item(String id, long updated) {
        Instant time = Instant.ofEpochSecond(updated);
        return new FileItem(id, "pc" + id, "7", "file " + id, false, 1, "A".repeat(40), time, time, State.READY);
    }

    /** Changes the reply to the n-th call, counted from 1. */
    FakeFolder bend(int call, UnaryOperator<FilePage> change) {
        bends.add(new Bend(call, change, null));
        return this;
    }

    /** Changes every reply. */
    FakeFolder bendAll(UnaryOperator<FilePage> change) {
        return bend(0, change);
    }

    /** Something happens right before the n-th call is answered. */
    FakeFolder before(int call, Event event) {
        befores.add(new Bend(call, null, event));
        return this;
    }

    int calls() {
        return offsets.size();
    }

    @Override
    public FilePage read(ListQuery query, long offset) {
        offsets.add(offset);
        for (Bend before : befores) {
            if (before.call == calls()) {
                before.event.happen();
            }
        }
        List<FileItem> all = sorted(query.order(), query.ascending());
        int from = (int) Math.min(offset, all.size());
        int to = Math.min(from + query.pageSize(), all.size());
        FilePage page = new FilePage(all.subList(from, to), all.size(), offset, PATH, query.pageSize(), true);
        for (Bend bend : bends) {
            if (bend.call == 0 || bend.call == calls()) {
                page = bend.change.apply(page);
            }
        }
        return page;
    }

    private List<FileItem> sorted(ListQuery.Order order, boolean ascending) {
        Comparator<FileItem> comparator = order == ListQuery.Order.NAME
                ? Comparator.comparing(FileItem::name)
                : Comparator.comparing(FileItem::updated).thenComparing(item -> Long.parseLong(item.id()));
        List<FileItem> sorted = new ArrayList<>(rows);
        sorted.sort(ascending ? comparator : comparator.reversed());
        return sorted;
    }

    static FilePage withRows(FilePage page, List<FileItem> rows) {
        return new FilePage(rows, page.count(), page.offset(), page.path(), page.limit(), page.ordered());
    }

    static FilePage withCount(FilePage page, long count) {
        return new FilePage(page.rows(), count, page.offset(), page.path(), page.limit(), page.ordered());
    }

    static FilePage withOffset(FilePage page, long offset) {
        return new FilePage(page.rows(), page.count(), offset, page.path(), page.limit(), page.ordered());
    }

    static FilePage inAnotherOrder(FilePage page) {
        return new FilePage(page.rows(), page.count(), page.offset(), page.path(), page.limit(), false);
    }
}
