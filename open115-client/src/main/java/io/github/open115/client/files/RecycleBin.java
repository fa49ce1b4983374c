/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.files;

import io.github.open115.client.account.AccountCalls;
import io.github.open115.client.account.Lane;
import io.github.open115.client.http.ApiCall;
import io.github.open115.client.http.ErrorCodes;
import io.github.open115.client.http.Failure;
import io.github.open115.client.http.JsonObject;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.RefusedException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The recycle bin of a drive: lists, restores and deletes (docs/115-open-api.md C.9 to C.11). Thread-safe.
 *
 * <p>The service shows a deleted file in the recycle bin some seconds after the deletion.
 */
public final class RecycleBin {

    /** How many rows one call lists at most (docs/115-open-api.md C.9). */
    public static final int PAGE_SIZE = 200;

    private static final int MAX_ATTEMPTS = 3;
    private static final int HTTP_OK = 200;

    private static final Comparator<RecycledFile> NEWEST_FIRST = Comparator.comparing(
                    RecycledFile::deletedAt, Comparator.nullsFirst(Comparator.naturalOrder()))
            .reversed();

    private final AccountCalls calls;
    private final Consumer<Collection<RecycledFile>> restored;

    /** @param restored takes note of files that are back on the drive, or may be */
    RecycleBin(AccountCalls calls, Consumer<Collection<RecycledFile>> restored) {
        this.calls = calls;
        this.restored = restored;
    }

    private record Page(List<RecycledFile> rows, long count) {}

    /**
     * Everything in the recycle bin, newest first, with one call per {@value #PAGE_SIZE} rows.
     *
     * @throws IncompleteListingException if the service counts more rows than it gives, in three attempts
     */
    public List<RecycledFile> list() {
        Map<String, RecycledFile> rows = new LinkedHashMap<>();
        long count = 0;
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            rows.clear();
            Reading reading = new Reading();
            while (!reading.ended) {
                reading.next().forEach(row -> rows.put(row.id(), row));
            }
            count = reading.count;
            if (rows.size() >= count) {
                return rows.values().stream().sorted(NEWEST_FIRST).toList();
            }
        }
        throw incomplete(rows.size(), count);
    }

    /**
     * The same, read page by page as the iterator is used. Rows are sorted within each page. Not thread-safe.
     *
     * @return an iterator that throws {@link IncompleteListingException} at its end if the service counts more rows than it
     *     gave
     */
    public Iterator<RecycledFile> iterate() {
        Reading reading = new Reading();
        Deque<RecycledFile> buffered = new ArrayDeque<>();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                while (buffered.isEmpty() && !reading.ended) {
                    buffered.addAll(reading.next());
                }
                if (buffered.isEmpty() && reading.seen.size() < reading.count) {
                    throw incomplete(reading.seen.size(), reading.count);
                }
                return !buffered.isEmpty();
            }

            @Override
            public RecycledFile next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return buffered.remove();
            }
        };
    }

    /** Which of these ids are in the recycle bin; reads its pages until all are found. */
    Set<String> among(Collection<String> ids) {
        Set<String> found = new HashSet<>();
        Reading reading = new Reading();
        while (!reading.ended && found.size() < ids.size()) {
            reading.next().stream().map(RecycledFile::id).filter(ids::contains).forEach(found::add);
        }
        return found;
    }

    private static IncompleteListingException incomplete(long rows, long count) {
        return new IncompleteListingException(
                "the recycle bin cannot be listed completely: the service counts " + count + " rows, but gave " + rows);
    }

    /** One pass over the pages. */
    private final class Reading {

        private final Set<String> seen = new HashSet<>();
        private long offset;
        private long count;
        private boolean ended;

        /** The new rows of the next page, newest first. */
        List<RecycledFile> next() {
            Page page = page(offset);
            count = page.count();
            offset += page.rows().size();
            List<RecycledFile> fresh = page.rows().stream()
                    .filter(row -> seen.add(row.id()))
                    .sorted(NEWEST_FIRST)
                    .toList();
            ended = page.rows().isEmpty() || offset >= count;
            return fresh;
        }
    }

    private Page page(long offset) {
        JsonObject reply = calls.send(
                ApiCall.get("/open/rb/list")
                        .parameter("limit", PAGE_SIZE)
                        .parameter("offset", offset)
                        .build(),
                Lane.LISTING);
        // an empty recycle bin may come as an empty array
        JsonObject data = reply.isArray("data") ? reply.object("data") : reply.requiredObject("data");
        List<RecycledFile> rows = new ArrayList<>();
        data.objects().forEach((key, row) -> rows.add(FileItemParser.ofRecycleBin(key, row)));
        return new Page(rows, data.number("count", rows.size()));
    }

    /**
     * Takes files and folders back to the folders that they were in, under their old ids. If the reply to a call is lost,
     * the recycle bin is listed before anything is asked for again.
     *
     * @param files at least one; their ids are enough
     * @throws NotFoundException if the recycle bin does not have one of them; others may be restored
     */
    public void restore(Collection<RecycledFile> files) {
        Set<String> ids = idsOf(files, "restore");
        try {
            forEachBatch("/open/rb/revert", ids);
        } finally {
            restored.accept(files);
        }
    }

    /**
     * Deletes files and folders in the recycle bin for ever. If the reply to a call is lost, the recycle bin is listed
     * before anything is asked for again.
     *
     * @param files at least one; their ids are enough
     */
    public void delete(Collection<RecycledFile> files) {
        forEachBatch("/open/rb/del", idsOf(files, "delete"));
    }

    /**
     * Deletes everything in the recycle bin for ever. A call whose reply is lost is never repeated, because it would also
     * delete what came in meanwhile: it fails, unless the recycle bin is found empty.
     */
    public void deleteAll() {
        try {
            // without ids the service empties the recycle bin (docs/115-open-api.md C.11)
            calls.send(ApiCall.post("/open/rb/del").build(), Lane.MUTATION);
        } catch (Open115Exception e) {
            if (!e.isOutcomeUnknown() || !list().isEmpty()) {
                throw e;
            }
        }
    }

    private static Set<String> idsOf(Collection<RecycledFile> files, String operation) {
        return EntryRules.requireIds(files.stream().map(RecycledFile::id).toList(), operation);
    }

    private void forEachBatch(String path, Set<String> ids) {
        for (List<String> batch : DriveMutations.partitions(ids)) {
            try {
                send(path, batch);
            } catch (Open115Exception e) {
                if (!e.isOutcomeUnknown()) {
                    throw e;
                }
                List<String> left = remaining(batch);
                if (!left.isEmpty()) {
                    send(path, left);
                }
            }
        }
    }

    private List<String> remaining(List<String> ids) {
        Set<String> present = list().stream()
                .filter(row -> !row.restoring())
                .map(RecycledFile::id)
                .collect(Collectors.toSet());
        return ids.stream().filter(present::contains).toList();
    }

    private void send(String path, List<String> ids) {
        JsonObject reply = calls.send(
                ApiCall.post(path).parameter("tid", String.join(",", ids)).build(), Lane.MUTATION);
        Map<String, JsonObject> refused =
                new LinkedHashMap<>(reply.object("data").objects());
        refused.values().removeIf(result -> !result.has("state") || result.isTrue("state"));
        if (!refused.isEmpty()) {
            throw refusal(refused);
        }
    }

    private static Open115Exception refusal(Map<String, JsonObject> refused) {
        JsonObject first = refused.values().iterator().next();
        long code = first.number("errno", 0);
        Failure failure = new Failure(HTTP_OK, null, code, first.text("error") == null ? "" : first.text("error"), "");
        String message = "the service refused " + refused.size() + " files in the recycle bin: "
                + String.join(", ", refused.keySet().stream().limit(10).toList());
        return ErrorCodes.kind(code) == ErrorCodes.Kind.NOT_FOUND
                ? new NotFoundException(message, failure, null)
                : new RefusedException(message, failure, null);
    }
}
