/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import io.github.open115.client.files.FileItem;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.SteadyClock;
import io.github.open115.client.upload.UploadRecord.State;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finishes or drops uploads that an earlier process left in the journal. If a process was killed after its upload was complete, the replaced files
 * still are beside the new one: they go to the recycle bin now. What is older than a week is dropped, with its parts at the
 * storage. Done before the first upload of a client, and once a day; after an hour if a file may
 * still appear. Thread-safe.
 */
final class LeftoverUploads {

    private static final Logger LOG = LoggerFactory.getLogger(LeftoverUploads.class);

    private static final Duration BETWEEN_RUNS = Duration.ofDays(1);
    private static final Duration LONGEST_KEPT = Duration.ofDays(7);

    private final UploadResources shared;
    private final SteadyClock clock;
    // guarded by this
    private Instant next = Instant.MIN;

    LeftoverUploads(UploadResources shared, SteadyClock clock) {
        this.shared = shared;
        this.clock = clock;
    }

    /** Ends those that were left, if it is time to. A failure does not reach the caller. */
    void endIfDue(UploadApi api) {
        synchronized (this) {
            Instant now = clock.instant();
            if (now.isBefore(next)) {
                return;
            }
            next = now.plus(BETWEEN_RUNS);
        }
        for (Path path : shared.journal().leftBehind()) {
            Optional<JournalEntry> left;
            try {
                left = shared.journal().openLeftBehind(path);
            } catch (IOException e) {
                LOG.debug("{} cannot be read", path, e);
                continue;
            }
            if (left.isPresent()) {
                try (JournalEntry entry = left.get()) {
                    end(entry, api);
                } catch (Open115Exception | IOException e) {
                    LOG.info(
                            "Could not finish an interrupted upload ({}), will retry: {}",
                            entryLabel(left.get()),
                            e.getMessage());
                }
            }
        }
    }

    private synchronized void lookAgain() {
        next = clock.instant().plus(LeftoverUpload.LONGEST_REQUEST);
    }

    private static String entryLabel(JournalEntry entry) {
        return entry.record().map(FileProof::label).orElse("unknown");
    }

    private void end(JournalEntry entry, UploadApi api) throws IOException {
        UploadRecord record = entry.record().orElse(null);
        if (record == null) {
            return;
        }
        if (record.state() != State.SENDING && !record.target().replaced().isEmpty()) {
            LeftoverUpload left = new LeftoverUpload(entry, new FileProof(api.files(), shared.sleeper()));
            boolean isProved = record.state() == State.PROVED;
            Optional<FileItem> found = isProved ? left.await(record) : left.find(record);
            if (found.isPresent()) {
                LOG.info("{}: the files that it replaced go to the recycle bin now", FileProof.label(record));
                new ReplacedFiles(api.files(), shared.sleeper()).delete(Upload.proved(record, found.get()));
                entry.drop();
                return;
            }
            if (!isProved && left.mayStillAppear(record)) {
                // the upload at hand does not wait for it
                lookAgain();
                return;
            }
            if (isProved) {
                // somebody has deleted or moved the new file: the older ones stay
                entry.drop();
                return;
            }
        }
        Duration age = entry.age();
        if (age != null && age.compareTo(LONGEST_KEPT) > 0) {
            LOG.info("{}: given up after {} days", FileProof.label(record), LONGEST_KEPT.toDays());
            if (record.parts() != null) {
                shared.session(record.parts().object()).abort(record.parts().uploadId());
            }
            entry.drop();
        }
    }
}
