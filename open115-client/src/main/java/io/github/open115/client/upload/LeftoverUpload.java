/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import io.github.open115.client.files.FileItem;
import io.github.open115.client.http.NotFoundException;
import java.time.Duration;
import java.util.Optional;

/** An upload that an earlier attempt, perhaps of another process, has left in the journal: did its file appear? */
final class LeftoverUpload {

    private final JournalEntry entry;
    private final FileProof proof;

    LeftoverUpload(JournalEntry entry, FileProof proof) {
        this.entry = entry;
        this.proof = proof;
    }

    /**
     * Looks for the file, as long as it may still appear.
     *
     * @return empty if it is not there, and does not appear any more
     * @throws UploadUnprovedException if the folder cannot be listed
     */
    Optional<FileItem> find(UploadRecord earlier) {
        if (earlier.state() == UploadRecord.State.SENDING) {
            return Optional.empty();
        }
        try {
            Optional<FileItem> found = proof.find(earlier);
            return found.isPresent() || !mayStillAppear() ? found : proof.await(earlier);
        } catch (NotFoundException e) {
            // the folder is gone, and the file with it
            return Optional.empty();
        }
    }

    private boolean mayStillAppear() {
        Duration age = entry.age();
        return age == null || age.compareTo(FileProof.LONGEST_WAIT) <= 0;
    }
}
