/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import io.github.open115.client.files.FileItem;
import io.github.open115.client.internal.ChangeDelay;
import io.github.open115.client.transfer.UploadProgress;
import io.github.open115.client.upload.StorageException.Reason;
import io.github.open115.client.upload.UploadRecord.State;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a content to the object storage: small content with one request, larger content in parts, in order
 * (docs/115-open-api.md D.5). The journal knows at each moment what may have happened. Used once.
 */
final class ContentSender {

    private static final Logger LOG = LoggerFactory.getLogger(ContentSender.class);

    /** How often a multipart upload that is of no use any more is begun again. */
    private static final int MAX_RESTARTS = 2;

    private static final int MAX_COMPLETIONS = 3;

    private final UploadSource source;
    private final UploadTicket ticket;
    private final StorageSession session;
    private final JournalEntry entry;
    private final FileProof proof;
    private final PartProgress progress;
    private UploadRecord record;
    private int restarts;

    /**
     * @param record what is uploaded, and the multipart upload to go on with
     * @param entry where each step is written
     * @param progress gets the bytes
     */
    ContentSender(
            UploadSource source,
            UploadRecord record,
            UploadTicket ticket,
            StorageSession session,
            JournalEntry entry,
            FileProof proof,
            UploadProgress progress) {
        this.source = source;
        this.record = record;
        this.ticket = ticket;
        this.session = session;
        this.entry = entry;
        this.proof = proof;
        this.progress = new PartProgress() {
            @Override
            public void sent(long bytes) {
                progress.sent(bytes);
            }

            @Override
            public void discarded(long bytes) {
                progress.discarded(bytes);
            }
        };
    }

    /**
     * How the last request ended.
     *
     * @param answer what the service told the storage; null if the file was found instead
     * @param found the file in the folder; null if there is an answer
     */
    record Sent(CallbackAnswer answer, FileItem found) {}

    /**
     * Sends all of it with one request.
     *
     * @throws StorageException if it was not stored
     * @throws UploadUnprovedException if it may be stored, but the file did not appear
     * @throws IOException if the source cannot be read, or the thread was interrupted
     */
    Sent inOnePiece() throws IOException {
        record = record.in(State.COMPLETING);
        entry.write(record, isDurable());
        String sha1 = record.content().hashes().sha1();
        try {
            return answered(session.put(new VerifiedSource(source, sha1), ticket.callback(), progress));
        } catch (StorageException e) {
            if (e.mayHaveHappened()) {
                return lookedUp(e, e.reason() == Reason.CALLBACK_FAILED);
            }
            entry.drop();
            throw e;
        } catch (IOException | RuntimeException e) {
            // the storage has not received all bytes, and does not store a part of them
            if (!Thread.currentThread().isInterrupted()) {
                entry.drop();
            }
            throw e;
        }
    }

    /**
     * Sends it in parts.
     *
     * @param present the parts that the storage has already; empty for a new upload
     * @throws StorageException if it was not stored
     * @throws UploadUnprovedException if it may be stored, but the file did not appear
     * @throws IOException if the source cannot be read, or the thread was interrupted
     */
    Sent inParts(PartPlan plan, List<StoredPart> present) throws IOException {
        List<StoredPart> done = new ArrayList<>(present);
        while (true) {
            try {
                if (record.parts() == null) {
                    begin(plan);
                }
                String uploadId = record.parts().uploadId();
                while (done.size() < plan.count()) {
                    PartPlan.Part next = plan.part(done.size() + 1);
                    done.add(session.uploadPart(uploadId, source, next, progress));
                }
                source.verifyUnchanged();
                return complete(done);
            } catch (ContentChangedException e) {
                if (record.parts() != null) {
                    discardParts();
                }
                entry.drop();
                throw e;
            } catch (StorageException e) {
                if (!isUseless(e) || ++restarts > MAX_RESTARTS) {
                    throw e;
                }
                LOG.info("{}: the upload begins again, {}", FileProof.label(record), e.getMessage());
                progress.discarded(done.stream().mapToLong(StoredPart::size).sum());
                done.clear();
                discardParts();
            }
        }
    }

    /** Whether the parts at the storage are of no use any more. */
    private static boolean isUseless(StorageException e) {
        return !e.mayHaveHappened() && (e.reason() == Reason.NO_SUCH_UPLOAD || e.reason() == Reason.OTHER_PARTS)
                || e.reason() == Reason.DAMAGED;
    }

    private void begin(PartPlan plan) throws IOException {
        String uploadId = session.initiate();
        record = record.sending(new UploadRecord.Parts(ticket.pickCode(), ticket.object(), uploadId, plan.partSize()));
        entry.write(record, true);
    }

    /** Drops the parts at the storage, where they would take room; it drops them itself after some time. */
    private void discardParts() {
        try {
            session.abort(record.parts().uploadId());
        } catch (IOException | UploadException e) {
            LOG.debug("{}: the parts of an upload of no use were not deleted", FileProof.label(record), e);
        }
        record = record.ended();
        entry.write(record, false);
    }

    private Sent complete(List<StoredPart> done) throws IOException {
        record = record.in(State.COMPLETING);
        entry.write(record, true);
        for (int completions = 1; ; completions++) {
            try {
                return answered(session.complete(record.parts().uploadId(), done, ticket.callback()));
            } catch (StorageException e) {
                // after a completion without a reply, a later one may find its effect
                if (completions == 1 && !e.mayHaveHappened()) {
                    record = record.in(State.SENDING);
                    entry.write(record, true);
                    throw e;
                }
                Optional<FileItem> found = proof.await(record);
                if (found.isPresent()) {
                    return new Sent(null, found.get());
                }
                if (e.reason() == Reason.CALLBACK_FAILED || completions == MAX_COMPLETIONS || !canBeCompletedAgain()) {
                    throw unproved(e, e.reason() == Reason.CALLBACK_FAILED);
                }
            }
        }
    }

    /** Whether the storage still has the parts, which proves that the last completion had no effect. */
    private boolean canBeCompletedAgain() throws IOException {
        try {
            return !session.listParts(record.parts().uploadId()).isEmpty();
        } catch (StorageException e) {
            LOG.debug("{}: cannot be completed again", FileProof.label(record), e);
            return false;
        }
    }

    private Sent answered(String answer) {
        return new Sent(CallbackAnswer.read(answer), null);
    }

    private Sent lookedUp(StorageException failure, boolean isEnd) {
        Optional<FileItem> found = proof.await(record);
        if (found.isPresent()) {
            return new Sent(null, found.get());
        }
        throw unproved(failure, isEnd);
    }

    /** @param isEnd whether the service has refused the file: then it does not appear, and a retry begins again */
    private UploadUnprovedException unproved(StorageException failure, boolean isEnd) {
        if (isEnd) {
            entry.write(record.refused(), false);
        }
        return new UploadUnprovedException(
                FileProof.label(record)
                        + ": the storage did not confirm the upload, and the folder did not show the file within "
                        + ChangeDelay.LONGEST.toSeconds() + " s. Retry: it looks for the file first",
                failure);
    }

    private boolean isDurable() {
        return !record.target().replaced().isEmpty();
    }
}
