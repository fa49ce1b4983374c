package io.github.open115.camel.strategy;

import io.github.open115.client.files.DriveFiles;
import io.github.open115.client.http.BusyException;
import io.github.open115.client.http.NameConflictException;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes and moves files by id after their exchange. A change is written to the journal before it is tried and leaves
 * it when it is done, so that one that fails is tried again before the next poll, also after a restart; Camel itself
 * would only log the failure (pitfall P23 of the generics).
 */
public final class AfterProcessing {

    private static final Logger LOG = LoggerFactory.getLogger(AfterProcessing.class);

    private final DriveFiles files;
    private final TargetFolders folders;
    private final Map<String, String> journal;

    /** @param journal file id → change; durable where the consumer has a durable state */
    public AfterProcessing(DriveFiles files, TargetFolders folders, Map<String, String> journal) {
        this.files = files;
        this.folders = folders;
        this.journal = journal;
    }

    /**
     * Carries a change out.
     *
     * @throws Open115Exception when it failed; it stays in the journal unless trying again cannot help
     */
    void perform(Change change) {
        journal.put(change.fileId(), change.encode());
        try {
            attempt(change);
        } catch (Open115Exception e) {
            if (isWorthRetrying(e)) {
                throw e;
            }
            journal.remove(change.fileId());
            throw e;
        }
        journal.remove(change.fileId());
    }

    /** Tries again what is left in the journal. Never throws: what fails again stays for the next time. */
    public void retry() {
        List<Map.Entry<String, String>> left = new ArrayList<>(journal.entrySet());
        for (Map.Entry<String, String> entry : left) {
            try {
                attempt(Change.decode(entry.getKey(), entry.getValue()));
                journal.remove(entry.getKey());
                LOG.info(
                        "Done at last, after an earlier failure: what follows the exchange of file {}", entry.getKey());
            } catch (Open115Exception e) {
                LOG.warn("What follows the exchange of file {} failed again: {}", entry.getKey(), e.getMessage());
                if (!isWorthRetrying(e)) {
                    journal.remove(entry.getKey());
                } else if (!(e instanceof BusyException)) {
                    // the account, not the file, is the trouble: the rest would fare no better now
                    return;
                }
            }
        }
    }

    private static boolean isWorthRetrying(Open115Exception failure) {
        return !(failure instanceof RefusedException || failure instanceof NameConflictException);
    }

    /** How many changes wait for another attempt. */
    public int pending() {
        return journal.size();
    }

    /** Moves at once, without the journal: before an exchange a failure stops the exchange. */
    String move(Change change) {
        String folderId = folders.idOf(change.folder());
        if (!change.newName().equals(change.oldName())) {
            // first, because it can be refused: then the file stays where it is
            files.rename(change.item(), change.newName());
        }
        try {
            files.move(List.of(change.fileId()), folderId);
        } catch (NotFoundException e) {
            // the file or the folder: a folder that was looked up long ago is looked up once more
            folders.forget(change.folder());
            folderId = folders.idOf(change.folder());
            files.move(List.of(change.fileId()), folderId);
        }
        return folderId;
    }

    private void attempt(Change change) {
        try {
            if (change.kind() == Change.Kind.DELETE) {
                files.delete(List.of(change.fileId()));
            } else {
                move(change);
            }
        } catch (NotFoundException gone) {
            LOG.warn("File {} is gone, so there is nothing left to {}", change.fileId(), change.kind());
        }
    }
}
