/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import io.github.open115.client.files.DriveFiles;
import io.github.open115.client.files.FileItem;
import io.github.open115.client.http.Interruptible;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.Sleeper;
import io.github.open115.client.internal.ChangeDelay;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for an uploaded file in its folder, where the answer of the service did not prove that it is there. The service
 * shows a new file up to about 5 s late (docs/115-open-api.md I.4).
 */
final class FileProof {

    private static final Logger LOG = LoggerFactory.getLogger(FileProof.class);

    private final DriveFiles files;
    private final Sleeper sleeper;

    FileProof(DriveFiles files, Sleeper sleeper) {
        this.files = files;
        this.sleeper = sleeper;
    }

    /** Looks once; costs one call. */
    Optional<FileItem> find(UploadRecord record) {
        UploadRecord.Target target = record.target();
        return files.named(target.folderId(), target.name(), Duration.ZERO).stream()
                .filter(row -> isUploaded(row, record))
                .findFirst();
    }

    /**
     * Looks several times, until the file is there or cannot appear any more.
     *
     * @throws UploadUnprovedException if the last look failed, or the client was closed: then nothing is known
     */
    Optional<FileItem> await(UploadRecord record) {
        Open115Exception failure = null;
        for (Duration pause : ChangeDelay.PAUSES) {
            pauseBeforeLook(pause, record);
            try {
                Optional<FileItem> found = find(record);
                if (found.isPresent()) {
                    return found;
                }
                failure = null;
            } catch (NotFoundException e) {
                // the folder is gone, and the file with it
                return Optional.empty();
            } catch (Open115Exception e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                LOG.debug(
                        "Folder {} cannot be looked at for an uploaded file",
                        record.target().folderId(),
                        e);
                failure = e;
            }
        }
        if (failure != null) {
            throw new UploadUnprovedException(
                    label(record) + ": it is unknown whether the drive has the file, its folder could not be listed",
                    failure);
        }
        return Optional.empty();
    }

    /** If the client is closed meanwhile, nothing is known either. */
    private void pauseBeforeLook(Duration pause, UploadRecord record) {
        try {
            pause(sleeper, pause, record);
        } catch (Open115Exception e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            throw new UploadUnprovedException(
                    label(record) + ": it is unknown whether the drive has the file: " + e.getMessage(), e);
        }
    }

    /** Whether a row is the uploaded file: new, of its name, size and SHA-1. */
    private static boolean isUploaded(FileItem row, UploadRecord record) {
        UploadRecord.Proved proved = record.proved();
        if (proved != null && row.id().equals(proved.fileId())) {
            return true;
        }
        boolean complete = switch (row.state()) {
            case READY, BANNED, MASKED -> true;
            case UNFINISHED, DELETED, IMPOSSIBLE -> false;
        };
        return complete
                && !row.folder()
                && row.size() == record.content().size()
                && record.content().hashes().sha1().equals(row.sha1())
                && !record.target().before().contains(row.id());
    }

    static void pause(Sleeper sleeper, Duration pause, UploadRecord record) {
        Interruptible.pause(sleeper, pause, label(record) + ": interrupted while looking into the folder");
    }

    static String label(UploadRecord record) {
        return "upload of '" + Open115Exception.oneLine(record.target().name()) + "' into folder "
                + record.target().folderId();
    }
}
