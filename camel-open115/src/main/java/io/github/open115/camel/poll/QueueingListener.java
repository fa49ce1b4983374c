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
 * What a consumer learns of its folder, on its way to the queue. Thread-safe, because what several consumers share tells
 * each of them what the poll of another one found.
 */
final class QueueingListener implements FolderListener {

    private static final int MOST_REMEMBERED = 1000;

    private final FileQueue queue;
    private final DoneFiles doneFiles;
    private final FolderState.GoneFiles goneFiles;
    private final PollState state;
    private final String filters;
    private final Map<String, FolderPath> seenPaths = new HashMap<>();
    private final Set<String> foldersMadeReady = new HashSet<>();
    private Predicate<String> present = fileId -> true;
    private RuntimeException failure;
    private boolean missedRows;
    private boolean marked = true;
    private final Map<String, FileItem> lastSeen = new LruMap<>(MOST_REMEMBERED);

    /** @param filters names the constant filters that the queue judges by */
    QueueingListener(
            FileQueue queue, DoneFiles doneFiles, FolderState.GoneFiles goneFiles, PollState state, String filters) {
        this.queue = queue;
        this.doneFiles = doneFiles;
        this.goneFiles = goneFiles;
        this.state = state;
        this.filters = filters;
    }

    /** Never throws: who tells would take the row for told, and the other listeners would miss it. */
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

    /** What left while the consumer was not there to be told is found by what is left of it here. */
    @Override
    public synchronized void allReported() {
        retain(present);
    }

    /** @param told whether a file is in the folder by what was told; asked while that cannot change */
    synchronized void follow(Predicate<String> told) {
        present = told;
    }

    @Override
    public synchronized void pathSeen(FolderPath path) {
        if (seenPaths.size() < MOST_REMEMBERED) {
            seenPaths.put(path.folderId(), path);
        }
    }

    /** The folders whose place was told since this was asked before. */
    synchronized List<FolderPath> seenPaths() {
        List<FolderPath> seen = List.copyOf(seenPaths.values());
        seenPaths.clear();
        return seen;
    }

    /**
     * What is dropped here is known to the snapshot until it has kept that. If the process ends before, and the file is
     * back by then, its row is no news: so there must be no mark, and all rows are told.
     */
    @Override
    public synchronized void gone(String fileId) {
        if (marked) {
            forgetMark();
        }
        queue.gone(fileId);
        doneFiles.gone(fileId);
        lastSeen.remove(fileId);
        goneFiles.gone(fileId);
    }

    /** @throws RuntimeException what kept a row from being taken, so that it is not remembered as told */
    @Override
    public synchronized void persist(String mark) {
        if (failure != null) {
            throw failure;
        }
        // the rows are written down already, and without a mark all are told once more
        if (mark != null && !missedRows) {
            state.mark(mark, filters);
            marked = true;
            state.flush();
        }
    }

    /** Whether rows could not be taken, so that all must be told once more; asks once. */
    synchronized boolean hasMissedRows() {
        boolean missed = missedRows;
        missedRows = false;
        return missed;
    }

    /** What kept a row from being taken since this was asked before; null for nothing. */
    synchronized RuntimeException failure() {
        RuntimeException last = failure;
        failure = null;
        return last;
    }

    /** The folders that got a done file since this was asked before. */
    synchronized Set<String> foldersMadeReady() {
        Set<String> ready = Set.copyOf(foldersMadeReady);
        foldersMadeReady.clear();
        return ready;
    }

    /**
     * Puts a file back into the queue that was delivered.
     *
     * @param forget makes it one that was not delivered
     */
    synchronized void enqueueAgain(FileItem row, Runnable forget) {
        String mark = mark();
        // a process that ends in between finds the file by reading every row
        forgetMark();
        forget.run();
        queue.seen(row);
        if (mark != null) {
            state.mark(mark, filters);
            marked = true;
        }
        state.flush();
    }

    /** Every row must be told once more, also after a restart. */
    synchronized void forgetMark() {
        state.unmark();
        marked = false;
    }

    /** What to go on from after a restart; null when every row has to be told anew. */
    String mark() {
        return state.mark(filters);
    }

    /** Drops all that a full listing did not show. */
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

    /** Files that were told last. */
    synchronized List<FileItem> lastSeen() {
        return new ArrayList<>(lastSeen.values());
    }
}
