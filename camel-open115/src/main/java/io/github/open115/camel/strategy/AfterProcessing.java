package io.github.open115.camel.strategy;

import io.github.open115.client.auth.AuthorizationLostException;
import io.github.open115.client.auth.AuthorizationUnavailableException;
import io.github.open115.client.files.DriveFiles;
import io.github.open115.client.files.FolderPath;
import io.github.open115.client.http.BusyException;
import io.github.open115.client.http.NameConflictException;
import io.github.open115.client.http.NoReplyException;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.RefusedException;
import io.github.open115.client.http.ThrottledException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
    private final Set<String> running = ConcurrentHashMap.newKeySet();

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
        running.add(change.fileId());
        journal.put(change.fileId(), change.encode());
        try {
            attempt(change);
            journal.remove(change.fileId());
        } catch (Open115Exception e) {
            if (!isWorthRetrying(e)) {
                journal.remove(change.fileId());
            }
            throw e;
        } finally {
            running.remove(change.fileId());
        }
    }

    /** Tries again what is left in the journal. Never throws: what fails again stays for the next time. */
    public void retry() {
        List<Map.Entry<String, String>> left = new ArrayList<>(journal.entrySet());
        // an exchange that completes on another thread at this moment does its own
        left.removeIf(entry -> running.contains(entry.getKey()));
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
                } else if (isTroubleOfTheAccount(e)) {
                    // the rest would fare no better now
                    return;
                }
            }
        }
    }

    private static boolean isWorthRetrying(Open115Exception failure) {
        return !(failure instanceof RefusedException || failure instanceof NameConflictException);
    }

    private static boolean isTroubleOfTheAccount(Open115Exception failure) {
        return failure instanceof ThrottledException
                || failure instanceof BusyException
                || failure instanceof NoReplyException
                || failure instanceof AuthorizationUnavailableException
                || failure instanceof AuthorizationLostException;
    }

    /** Whether something is still to be done to a file, so that it must not be delivered. */
    public boolean isPending(String fileId) {
        return journal.containsKey(fileId);
    }

    /** How many changes wait for another attempt. */
    public int pending() {
        return journal.size();
    }

    /**
     * Moves at once, without the journal: before an exchange a failure stops the exchange.
     *
     * @return the folder that the file is in now
     */
    FolderPath move(Change change) {
        FolderPath folder = folders.find(change.base(), change.below());
        if (!change.newName().equals(change.oldName())) {
            // first, because it can be refused: then the file stays where it is
            files.rename(change.item(), change.newName());
        }
        try {
            send(change, folder);
        } catch (NotFoundException e) {
            // the file or the folder: folders that were looked up long ago are looked up once more
            folders.forget();
            folder = folders.find(change.base(), change.below());
            send(change, folder);
        }
        return folder;
    }

    private void send(Change change, FolderPath folder) {
        List<String> ids = List.of(change.fileId());
        try {
            files.move(ids, folder.folderId());
        } catch (NoReplyException e) {
            // it may have been done; twice is as good as once, and a file that was moved unnoticed would be lost
            LOG.debug("No reply to the move of file {}, once more", change.fileId());
            files.move(ids, folder.folderId());
        }
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
