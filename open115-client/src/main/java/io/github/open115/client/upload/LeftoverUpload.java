/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import io.github.open115.client.files.FileItem;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.internal.ChangeDelay;
import java.time.Duration;
import java.util.Optional;

/** Finds out whether the file of an interrupted upload is in the drive. */
final class LeftoverUpload {

    /** Longer than any request. Waiting too long costs seconds; not waiting can create a second file. */
    static final Duration LONGEST_REQUEST = Duration.ofHours(1);

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
    Optional<FileItem> await(UploadRecord earlier) {
        Optional<FileItem> found = find(earlier);
        return found.isPresent() || !mayStillAppear(earlier) ? found : proof.await(earlier);
    }

    /** Looks for the file once. */
    Optional<FileItem> find(UploadRecord earlier) {
        if (earlier.state() == UploadRecord.State.SENDING) {
            return Optional.empty();
        }
        try {
            return proof.find(earlier);
        } catch (NotFoundException e) {
            // the folder is gone, and the file with it
            return Optional.empty();
        }
    }

    /** Whether its last request may have taken effect so late that the folder does not show the file yet. */
    boolean mayStillAppear(UploadRecord earlier) {
        return switch (earlier.state()) {
            case SENDING, ENDED -> false;
            case PROVED -> isYounger(ChangeDelay.LONGEST);
            // written before the request waited for its turn and was sent
            case BEGUN, COMPLETING -> isYounger(LONGEST_REQUEST);
        };
    }

    private boolean isYounger(Duration limit) {
        Duration age = entry.age();
        return age == null || age.compareTo(limit) <= 0;
    }
}
