/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import io.github.open115.client.files.DriveFiles;
import io.github.open115.client.files.FileItem;
import io.github.open115.client.files.IdempotentChange;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.http.Sleeper;
import io.github.open115.client.internal.ChangeDelay;
import java.time.Duration;
import java.util.List;

/** Moves the files to the recycle bin that an upload has replaced. */
final class ReplacedFiles {

    /** How old the known listing of the folder may be. */
    static final Duration LISTING_AGE = Duration.ofMinutes(1);

    private final DriveFiles files;
    private final Sleeper sleeper;

    ReplacedFiles(DriveFiles files, Sleeper sleeper) {
        this.files = files;
        this.sleeper = sleeper;
    }

    /**
     * Deletes them by id, as far as the folder still has them under the name: one that somebody has moved or renamed since
     * the upload began is not replaced. A file that is gone already is fine. One that was uploaded moments before is deleted
     * when the folder shows it.
     */
    void delete(UploadRecord record) {
        if (record.target().replaced().isEmpty()) {
            return;
        }
        List<String> ids = shown(record);
        if (!ids.isEmpty()) {
            try {
                IdempotentChange.make("delete", ids, files::delete);
            } catch (NotFoundException e) {
                deleteRemaining(record, ids);
            }
        }
    }

    /**
     * The ids of those that can be deleted: the service accepts the deletion of a file that it does not show yet, and does
     * nothing. Looks again until the folder shows all, or until those that are missing cannot appear any more.
     */
    private List<String> shown(UploadRecord record) {
        List<String> ids = present(record, LISTING_AGE);
        for (Duration pause : ChangeDelay.PAUSES) {
            if (ids.stream().noneMatch(id -> mayBeHidden(record, id))) {
                return ids;
            }
            FileProof.pause(sleeper, pause, record);
            ids = present(record, Duration.ZERO);
        }
        return ids.stream().filter(id -> !mayBeHidden(record, id)).toList();
    }

    private boolean mayBeHidden(UploadRecord record, String id) {
        return files.mayBeHidden(record.target().folderId(), id);
    }

    private List<String> present(UploadRecord record, Duration maxAge) {
        UploadRecord.Target target = record.target();
        return files.named(target.folderId(), target.name(), maxAge).stream()
                .map(FileItem::id)
                .filter(target.replaced()::contains)
                .filter(id -> !id.equals(record.proved().fileId()))
                .toList();
    }

    /** Deletes those that the folder still has, one by one: the refusal of several does not say which one is gone. */
    private void deleteRemaining(UploadRecord record, List<String> ids) {
        UploadRecord.Target target = record.target();
        for (FileItem row : files.named(target.folderId(), target.name(), Duration.ZERO)) {
            if (ids.contains(row.id())) {
                IdempotentChange.make("delete", List.of(row.id()), files::delete);
            }
        }
    }
}
