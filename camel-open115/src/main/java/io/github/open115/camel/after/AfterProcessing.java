/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.after;

import io.github.open115.camel.names.TargetFolders;
import io.github.open115.camel.poll.FailurePauses;
import io.github.open115.client.files.DriveFiles;
import io.github.open115.client.files.FolderPath;
import io.github.open115.client.http.NoReplyException;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.http.Open115Exception;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes and moves files by id after their exchange, many with one call. A completed exchange only writes its change to
 * the journal; {@link #flush} carries out the journal. A change leaves the journal when the service has accepted it, so a
 * failed change is retried, also after a restart; Camel itself would only log the failure. Thread-safe.
 */
public final class AfterProcessing {

    private static final Logger LOG = LoggerFactory.getLogger(AfterProcessing.class);

    /** Each search for the one change that fails costs calls, so such changes are retried less and less often. */
    private static final Duration UNIT_OF_PAUSES = Duration.ofMinutes(1);

    /** After this number of flushes in a row that end with "try later", the next one searches for the file that causes it. */
    private static final int TRY_LATER_LIMIT = 2;

    private final DriveFiles files;
    private final TargetFolders folders;
    private final Listener listener;
    private final PreMovedFiles preMoved;
    private final boolean onDemand;
    // on demand only: files that are moved back to where a stale listing shows them anyway
    private final Set<String> comingBack = ConcurrentHashMap.newKeySet();
    private final RecentChanges recent;
    private final FailurePauses pauses;
    private final ReentrantLock flushing = new ReentrantLock();
    private volatile Map<String, String> journal;
    private boolean stopped;
    private int tryLaterInARow;

    /**
     * @param journal file id → change; durable where the consumer has a durable state
     * @param clock the time
     * @param listener gets each change that the service has accepted
     * @param preMoved files that {@code preMove} has moved in this process, also before the last stop
     * @param onDemand whether a caller that gets a failure may request the file again at once
     */
    public AfterProcessing(
            DriveFiles files,
            TargetFolders folders,
            Map<String, String> journal,
            Clock clock,
            Listener listener,
            PreMovedFiles preMoved,
            boolean onDemand) {
        this.files = files;
        this.folders = folders;
        this.journal = journal;
        this.listener = listener;
        this.preMoved = preMoved;
        this.onDemand = onDemand;
        preMoved.tidy(journal);
        this.recent = new RecentChanges(clock);
        this.pauses = new FailurePauses(clock, () -> UNIT_OF_PAUSES);
    }

    /** Writes a change to the journal; when the consumer has stopped, and nothing flushes any more, makes it at once. */
    void add(Change change) {
        boolean late;
        synchronized (this) {
            // before it is released, so that no flush finds the move back
            journal.put(change.fileId(), change.encode());
            late = stopped;
            end(change.fileId());
        }
        if (late) {
            flush();
        }
    }

    /** Writes the deletion of another file to the journal: the done file of one whose exchange has ended. */
    public void delete(String fileId) {
        add(Change.delete(fileId));
    }

    /** The exchange of a file has ended; the {@code preMove} is not undone. */
    synchronized void keep(String fileId) {
        if (preMoved.contains(fileId)) {
            journal.remove(fileId);
            end(fileId);
        }
    }

    private void end(String fileId) {
        if (stopped) {
            preMoved.endLate(fileId);
        } else {
            preMoved.remove(fileId);
        }
    }

    /** The exchange of a file does not take place: the next flush undoes {@code preMove}, if it has moved the file. */
    public void giveBack(String fileId) {
        if (onDemand && journal.containsKey(fileId)) {
            comingBack.add(fileId);
        }
        preMoved.remove(fileId);
    }

    /**
     * Carries out the journal. One flush runs at a time: a second one waits, and makes the remaining changes.
     *
     * @throws AfterProcessingException when something failed; one for all files
     */
    public void flush() {
        if (journal.isEmpty() || !lock()) {
            return;
        }
        JournalFlush flush = new JournalFlush(files, folders, this, tryLaterInARow >= TRY_LATER_LIMIT);
        try {
            flush.run(due());
        } finally {
            tryLaterInARow = flush.isTryLater() ? tryLaterInARow + 1 : 0;
            flushing.unlock();
        }
    }

    private boolean lock() {
        try {
            flushing.lockInterruptibly();
            return true;
        } catch (InterruptedException e) {
            // the consumer stops, and the journal stays as it is
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private synchronized List<Change> due() {
        List<Change> due = waiting();
        if (!stopped) {
            // after waiting(): an exchange from before the last stop may end at any time
            preMoved.tidy(journal);
        }
        return due.stream()
                .filter(change -> journal.containsKey(change.fileId()))
                .toList();
    }

    private List<Change> waiting() {
        return journal.entrySet().stream()
                .filter(entry -> !preMoved.contains(entry.getKey()) && !pauses.isPaused(entry.getKey()))
                .map(entry -> Change.decode(entry.getKey(), entry.getValue()))
                .toList();
    }

    /**
     * Flushes a last time and releases the journal, which may be closed then. Exchanges that are still in flight make their
     * change as they complete.
     *
     * @throws AfterProcessingException when a change failed; waiting changes are in the journal
     */
    public void stop() {
        try {
            flush();
        } finally {
            synchronized (this) {
                stopped = true;
                journal = new ConcurrentHashMap<>();
            }
        }
    }

    /**
     * Whether a file must not be delivered, because its change waits, or was made so recently that a listing may not show
     * it.
     */
    public boolean isPending(String fileId) {
        return journal.containsKey(fileId) || recent.contains(fileId);
    }

    /** Records that this component has taken files out of the folder otherwise: an old listing may still show them. */
    public void removedOtherwise(Collection<String> fileIds) {
        recent.add(fileIds);
    }

    /** How many changes are in the journal, without those that only a later process would make. */
    public int pending() {
        return (int) journal.keySet().stream()
                .filter(fileId -> !preMoved.contains(fileId))
                .count();
    }

    /** Records that a file has provably left the polled folder. */
    public void gone(String fileId) {
        recent.gone(fileId);
    }

    /** Records a complete listing of the polled folder: files that it does not show have left. */
    public void listed(Predicate<String> present) {
        recent.listed(present);
    }

    /** Replaces a change in the journal by the rest of it. */
    void replace(Change change) {
        journal.put(change.fileId(), change.encode());
    }

    /** The service accepted a change. */
    void accepted(List<String> fileIds, FolderPath target) {
        recent.add(fileIds.stream().filter(id -> !comingBack.contains(id)).toList());
        fileIds.forEach(this::forget);
        listener.accepted(fileIds, target);
    }

    /**
     * Drops a change that is made, or that is not worth a retry.
     *
     * @return whether it was still in the journal
     */
    boolean forget(String fileId) {
        pauses.succeeded(fileId);
        comingBack.remove(fileId);
        return journal.remove(fileId) != null;
    }

    /** Records that a change, or all for the same folder, failed for a reason that may pass. */
    void failedAlone(String fileId) {
        if (journal.containsKey(fileId)) {
            pauses.failed(fileId);
        }
    }

    /**
     * Moves at once, because a failure stops the exchange that follows. The move back is in the journal from before the
     * first call until the exchange has ended, so that neither a lost reply nor the end of the process loses the file. On
     * demand the move back is dropped if the outcome of the move is unknown. Otherwise a failing move back would hide the
     * error from the caller.
     *
     * @param back the opposite
     * @return the folder that the file is in now
     */
    FolderPath move(Change change, Change back) {
        FolderPath folder = folders.find(change.base(), change.below());
        preMoved.add(change.fileId());
        journal.put(change.fileId(), back.encode());
        boolean touched = false;
        try {
            rename(change);
            touched = change.renames();
            folder = move(change, folder);
        } catch (RuntimeException e) {
            if (!touched && (onDemand || !ChangeFailures.mayBeDone(e))) {
                journal.remove(change.fileId());
            }
            giveBack(change.fileId());
            throw e;
        }
        listener.accepted(List.of(change.fileId()), folder);
        return folder;
    }

    /** Renames before the move, because the new name can be refused: then the file stays where it is. */
    private void rename(Change change) {
        if (change.renames()) {
            files.rename(change.item(), change.newName());
        }
    }

    private FolderPath move(Change change, FolderPath folder) {
        List<String> fileIds = List.of(change.fileId());
        try {
            send(fileIds, folder);
            return folder;
        } catch (NotFoundException e) {
            // the file or the folder is missing: look the folder up again
            folders.forget();
            FolderPath found = folders.find(change.base(), change.below());
            send(fileIds, found);
            return found;
        }
    }

    void send(List<String> fileIds, FolderPath folder) {
        try {
            files.move(fileIds, folder.folderId());
        } catch (NoReplyException e) {
            // the move may have been made: making it twice does no harm, but an unnoticed move would lose the file
            LOG.debug("No reply to the move of {} files, once more", fileIds.size());
            sendAgain(fileIds, folder, e);
        }
    }

    private void sendAgain(List<String> fileIds, FolderPath folder, NoReplyException before) {
        try {
            files.move(fileIds, folder.folderId());
        } catch (Open115Exception e) {
            e.addSuppressed(before);
            throw e;
        }
    }

    /** Gets the changes that the service accepted, so that the state of the folder does not take these files for gone or new. */
    @FunctionalInterface
    public interface Listener {

        /**
         * The service accepted a change. It may take effect some seconds later (docs/115-open-api.md I.4). Called on the
         * thread that made the change, and not allowed to throw.
         *
         * @param fileIds the files
         * @param target the folder that they were moved into; null for the recycle bin
         */
        void accepted(Collection<String> fileIds, FolderPath target);
    }
}
