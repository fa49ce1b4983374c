/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import io.github.open115.client.files.DriveFiles;
import io.github.open115.client.files.FileItem;
import io.github.open115.client.http.NoReplyException;
import io.github.open115.client.http.NotFoundException;
import java.time.Duration;
import java.util.List;

/** Moves the files to the recycle bin that an upload has replaced. */
final class ReplacedFiles {

    private static final int MOST_TRIES = 3;

    /** How old the known listing of the folder may be. */
    static final Duration LISTING_AGE = Duration.ofMinutes(1);

    private final DriveFiles files;

    ReplacedFiles(DriveFiles files) {
        this.files = files;
    }

    /**
     * Deletes them by id, as far as the folder still has them under the name: one that somebody has moved or renamed since
     * the upload began is not replaced. A file that is gone already is fine.
     */
    void delete(UploadRecord record) {
        UploadRecord.Target target = record.target();
        if (target.replaced().isEmpty()) {
            return;
        }
        List<String> ids = files.named(target.folderId(), target.name(), LISTING_AGE).stream()
                .map(FileItem::id)
                .filter(target.replaced()::contains)
                .filter(id -> !id.equals(record.proved().fileId()))
                .toList();
        if (!ids.isEmpty()) {
            try {
                deleteSurely(ids);
            } catch (NotFoundException e) {
                deleteRemaining(record, ids);
            }
        }
    }

    /** Deletes those that the folder still has, one by one: the refusal of several does not say which one is gone. */
    private void deleteRemaining(UploadRecord record, List<String> ids) {
        UploadRecord.Target target = record.target();
        for (FileItem row : files.named(target.folderId(), target.name(), Duration.ZERO)) {
            if (ids.contains(row.id())) {
                deleteSurely(List.of(row.id()));
            }
        }
    }

    /** A deletion by id can be repeated when its reply was lost. */
    private void deleteSurely(List<String> ids) {
        for (int tries = 1; ; tries++) {
            try {
                files.delete(ids);
                return;
            } catch (NoReplyException e) {
                if (tries == MOST_TRIES) {
                    throw e;
                }
            }
        }
    }
}
