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
 * the journal; {@link #flush} carries out what is there. A change leaves the journal when the service accepted it, so
 * that one that fails is tried again, also after a restart; Camel itself would only log the failure. Thread-safe.
 */
public final class AfterProcessing {

    private static final Logger LOG = LoggerFactory.getLogger(AfterProcessing.class);

    /** Each search for a change that fails alone costs calls, so it is tried less and less often. */
    private static final Duration UNIT_OF_PAUSES = Duration.ofMinutes(1);

    /** How many flushes in a row may end with "try later" before it is asked which file it is about. */
    private static final int TIMES_BELIEVED = 2;

    private final DriveFiles files;
    private final TargetFolders folders;
    private final ChangeListener listener;
    private final PreMovedFiles taken;
    private final boolean onDemand;
    // on demand only: they go back to where a listing that is not up to date shows them anyway
    private final Set<String> comingBack = ConcurrentHashMap.newKeySet();
    private final RecentChanges recent;
    private final FailurePauses pauses;
    private final ReentrantLock flushing = new ReentrantLock();
    private volatile Map<String, String> journal;
    private boolean stopped;
    private int toldToTryLater;

    /**
     * @param journal file id → change; durable where the consumer has a durable state
     * @param clock the time
     * @param listener is told of each change that was accepted
     * @param taken files whose exchange an earlier journal of this process has begun
     * @param onDemand whether a caller who is told of a failure may ask for the file again at once
     */
    public AfterProcessing(
            DriveFiles files,
            TargetFolders folders,
            Map<String, String> journal,
            Clock clock,
            ChangeListener listener,
            PreMovedFiles taken,
            boolean onDemand) {
        this.files = files;
        this.folders = folders;
        this.journal = journal;
        this.listener = listener;
        this.taken = taken;
        this.onDemand = onDemand;
        taken.tidy(journal);
        this.recent = new RecentChanges(clock);
        this.pauses = new FailurePauses(clock, () -> UNIT_OF_PAUSES);
    }

    /** Writes a change to the journal; once the consumer has stopped, when nothing flushes any more, it is made at once. */
    void add(Change change) {
        boolean late;
        synchronized (this) {
            // before it is let go of, so that no flush meets the move back
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

    /** The exchange of a file has ended, and what {@code preMove} did is not undone. */
    synchronized void keep(String fileId) {
        if (taken.contains(fileId)) {
            journal.remove(fileId);
            end(fileId);
        }
    }

    private void end(String fileId) {
        if (stopped) {
            taken.endLate(fileId);
        } else {
            taken.remove(fileId);
        }
    }

    /** The exchange of a file does not take place: the next flush undoes what {@code preMove} did, if it did anything. */
    public void giveBack(String fileId) {
        if (onDemand && journal.containsKey(fileId)) {
            comingBack.add(fileId);
        }
        taken.remove(fileId);
    }

    /**
     * Carries out what is in the journal. One flush at a time: a second one waits, and takes what is left.
     *
     * @throws AfterProcessingException when something failed; told once for all files
     */
    public void flush() {
        if (journal.isEmpty() || !lock()) {
            return;
        }
        Flush flush = new Flush(files, folders, this, toldToTryLater >= TIMES_BELIEVED);
        try {
            flush.run(due());
        } finally {
            toldToTryLater = flush.isToldToTryLater() ? toldToTryLater + 1 : 0;
            flushing.unlock();
        }
    }

    private boolean lock() {
        try {
            flushing.lockInterruptibly();
            return true;
        } catch (InterruptedException e) {
            // stopping: what is in the journal stays there
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private synchronized List<Change> due() {
        List<Change> due = waiting();
        if (!stopped) {
            // after the look: an exchange of before the last stop may end at any time
            taken.tidy(journal);
        }
        return due.stream()
                .filter(change -> journal.containsKey(change.fileId()))
                .toList();
    }

    private List<Change> waiting() {
        return journal.entrySet().stream()
                .filter(entry -> !taken.contains(entry.getKey()) && !pauses.isPaused(entry.getKey()))
                .map(entry -> Change.decode(entry.getKey(), entry.getValue()))
                .toList();
    }

    /**
     * Flushes a last time and lets go of the journal, which may be closed then. Exchanges that are still in flight make
     * their change as they complete.
     *
     * @throws AfterProcessingException when something failed; what waits is in the journal
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
     * Whether something is still to be done to a file, or was done so recently that a listing may not show it, so that
     * it must not be delivered.
     */
    public boolean isPending(String fileId) {
        return journal.containsKey(fileId) || recent.contains(fileId);
    }

    /** How many changes are in the journal, those left out that only a later process would make. */
    public int pending() {
        return (int) journal.keySet().stream()
                .filter(fileId -> !taken.contains(fileId))
                .count();
    }

    /** Takes note that a file is proved to have left the polled folder. */
    public void gone(String fileId) {
        recent.gone(fileId);
    }

    /** Takes note of a complete listing of the polled folder: what it does not show has left. */
    public void listed(Predicate<String> present) {
        recent.listed(present);
    }

    /** A change in the journal turned into another one. */
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
     * There is nothing left to do, or no use in trying.
     *
     * @return whether something was still to be done
     */
    boolean forget(String fileId) {
        pauses.succeeded(fileId);
        comingBack.remove(fileId);
        return journal.remove(fileId) != null;
    }

    /** It failed alone, or with those for the same folder, for a reason that may pass; nothing for one that was made. */
    void failedAlone(String fileId) {
        if (journal.containsKey(fileId)) {
            pauses.failed(fileId);
        }
    }

    /**
     * Moves at once: before an exchange a failure stops the exchange. The move back is in the journal from before the
     * first call until the exchange has ended, so that a file is neither lost by a reply nor by the process. On demand it
     * is not made where the outcome of the move is unknown: while it fails as well, the caller would get no file instead
     * of the error.
     *
     * @param back the opposite
     * @return the folder that the file is in now
     */
    FolderPath move(Change change, Change back) {
        FolderPath folder = folders.find(change.base(), change.below());
        taken.add(change.fileId());
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

    /** Before the move, because it can be refused: then the file stays where it is. */
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
            // the file or the folder: folders that were looked up long ago are looked up once more
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
            // it may have been done; twice is as good as once, and a file that was moved unnoticed would be lost
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
}
