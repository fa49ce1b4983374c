/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.poll;

import io.github.open115.camel.snapshot.FolderListener;
import io.github.open115.client.files.FileItem;
import io.github.open115.client.files.FolderPath;
import io.github.open115.client.internal.LruMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Takes the rows of a folder into the queue of one consumer. Thread-safe, because consumers share the snapshot of a folder:
 * each gets the rows that the poll of another one has read.
 */
final class QueueingListener implements FolderListener {

    private static final int MAX_REMEMBERED = 1000;

    private final FileQueue queue;
    private final DoneFiles doneFiles;
    private final FolderState.GoneFileListener goneFiles;
    private final PollState state;
    private final String filters;
    private final Map<String, FolderPath> seenPaths = new HashMap<>();
    private final Set<String> foldersMadeReady = new HashSet<>();
    private Predicate<String> present = fileId -> true;
    private RuntimeException failure;
    private boolean missedRows;
    private boolean marked = true;
    private final Map<String, FileItem> lastSeen = new LruMap<>(MAX_REMEMBERED);

    /** @param filters names the constant filters that the queue judges by */
    QueueingListener(
            FileQueue queue,
            DoneFiles doneFiles,
            FolderState.GoneFileListener goneFiles,
            PollState state,
            String filters) {
        this.queue = queue;
        this.doneFiles = doneFiles;
        this.goneFiles = goneFiles;
        this.state = state;
        this.filters = filters;
    }

    /** Never throws, because the other listeners would miss the row. The failure is kept for {@link #failure}. */
    @Override
    public synchronized void seen(FileItem row) {
        try {
            take(row);
        } catch (RuntimeException e) {
            failure = e;
            missedRows = true;
        }
    }

    private void take(FileItem row) {
        if (doneFiles.seen(row)) {
            foldersMadeReady.add(row.parentId());
        }
        queue.seen(row);
        if (row.state() == FileItem.State.READY) {
            lastSeen.put(row.id(), row);
        }
    }

    /** Forgets files that left while the consumer was stopped. */
    @Override
    public synchronized void allReported() {
        retain(present);
    }

    /** @param contained whether the snapshot has a file; called while the snapshot does not change */
    synchronized void follow(Predicate<String> contained) {
        present = contained;
    }

    @Override
    public synchronized void pathSeen(FolderPath path) {
        if (seenPaths.size() < MAX_REMEMBERED) {
            seenPaths.put(path.folderId(), path);
        }
    }

    /** The folders whose place was seen since the last call. */
    synchronized List<FolderPath> seenPaths() {
        List<FolderPath> seen = List.copyOf(seenPaths.values());
        seenPaths.clear();
        return seen;
    }

    /**
     * Drops the mark before it forgets the file: after a crash the file would look unchanged and never be queued again.
     * Without a mark the snapshot replays every row.
     */
    @Override
    public synchronized void gone(String fileId) {
        if (marked) {
            forgetMark();
        }
        queue.drop(fileId);
        doneFiles.gone(fileId);
        lastSeen.remove(fileId);
        goneFiles.gone(fileId);
    }

    /** @throws RuntimeException the failure of a row, so that the snapshot does not remember the row as delivered */
    @Override
    public synchronized void persist(String mark) {
        if (failure != null) {
            throw failure;
        }
        // the rows are written already; without a mark the snapshot replays all of them
        if (mark != null && !missedRows) {
            state.mark(mark, filters);
            marked = true;
            state.flush();
        }
    }

    /** Whether a row could not be taken, so that all must be replayed; the next call returns false. */
    synchronized boolean hasMissedRows() {
        boolean missed = missedRows;
        missedRows = false;
        return missed;
    }

    /** The failure of a row since the last call; null for none. */
    synchronized RuntimeException failure() {
        RuntimeException last = failure;
        failure = null;
        return last;
    }

    /** The folders that got a done file since the last call. */
    synchronized Set<String> foldersMadeReady() {
        Set<String> ready = Set.copyOf(foldersMadeReady);
        foldersMadeReady.clear();
        return ready;
    }

    /**
     * Queues a file again that was delivered.
     *
     * @param forget removes it from the delivered files
     */
    synchronized void enqueueAgain(FileItem row, Runnable forget) {
        String mark = mark();
        // without a mark, a process that ends in between finds the file by reading every row
        forgetMark();
        forget.run();
        queue.seen(row);
        if (mark != null) {
            state.mark(mark, filters);
            marked = true;
        }
        state.flush();
    }

    /** Has the snapshot replay every row, also after a restart. */
    synchronized void forgetMark() {
        state.unmark();
        marked = false;
    }

    /** Where to continue after a restart; null when every row must be replayed. */
    String mark() {
        return state.mark(filters);
    }

    /** Drops the files that a full listing does not have. */
    synchronized void retain(Predicate<String> present) {
        queue.retain(present);
        doneFiles.retain(present);
        lastSeen.keySet().removeIf(id -> !present.test(id));
        goneFiles.retain(present);
    }

    /** The id of the done file of that name in that folder. */
    synchronized Optional<String> doneFile(String parentId, String name) {
        return doneFiles.idOf(parentId, name);
    }

    /** The files that were seen last. */
    synchronized List<FileItem> lastSeen() {
        return new ArrayList<>(lastSeen.values());
    }
}
