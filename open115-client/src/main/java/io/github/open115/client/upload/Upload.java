/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import io.github.open115.client.files.DriveFiles;
import io.github.open115.client.files.FileItem;
import io.github.open115.client.files.IdempotentChange;
import io.github.open115.client.http.NameConflictException;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.transfer.UploadProgress;
import io.github.open115.client.upload.StorageException.Reason;
import io.github.open115.client.upload.UploadRecord.State;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One upload, from the look at what is there to the proof that the drive has the file. Used once, by one thread, which leases
 * the name and the journal entry.
 */
final class Upload {

    private static final Logger LOG = LoggerFactory.getLogger(Upload.class);

    /** How old the known listing of the target folder may be. */
    private static final Duration LISTING_AGE = ReplacedFiles.LISTING_AGE;

    private final UploadSource source;
    private final UploadRequest request;
    private final UploadResources shared;
    private final DriveFiles files;
    private final UploadCalls calls;
    private final UploadRefusals refusals;
    private final FileProof proof;
    private final JournalEntry entry;
    private Hashes hashes;

    Upload(UploadSource source, UploadRequest request, UploadResources shared, UploadApi api, JournalEntry entry) {
        this.source = source;
        this.request = request;
        this.shared = shared;
        this.files = api.files();
        this.calls = api.calls();
        this.refusals = api.refusals();
        this.proof = new FileProof(api.files(), shared.sleeper());
        this.entry = entry;
    }

    /**
     * Uploads.
     *
     * @param mayHaveChanged whether another process may have uploaded to this name a moment ago
     * @return the result; the caller drops the journal entry
     * @throws IOException if the source cannot be read, or the thread was interrupted
     */
    UploadResult run(boolean mayHaveChanged) throws IOException {
        Optional<UploadRecord> earlier = entry.record();
        if (earlier.isPresent()) {
            Optional<UploadResult> ended = settle(earlier.get());
            if (ended.isPresent()) {
                return ended.get();
            }
        }
        List<FileItem> there = withoutOwn(entriesNamed(request.name(), mayHaveChanged ? Duration.ZERO : LISTING_AGE));
        Optional<UploadResult> known = asIsThere(there);
        if (known.isPresent()) {
            dropEarlier();
            return known.get();
        }
        return begin(there);
    }

    /** The service may list a file while it is being sent: that of an upload to go on with is no other entry. */
    private List<FileItem> withoutOwn(List<FileItem> there) {
        return entry.record()
                .map(earlier -> there.stream()
                        .filter(row -> row.state() != FileItem.State.UNFINISHED
                                || earlier.target().before().contains(row.id()))
                        .toList())
                .orElse(there);
    }

    private List<FileItem> entriesNamed(String name, Duration maxAge) {
        try {
            return files.named(request.folderId(), name, maxAge);
        } catch (NotFoundException e) {
            files.forgetFolder(request.folderId());
            throw UploadRefusals.missingFolder(request, e.failure(), e);
        }
    }

    // what an earlier upload to this name has left

    /**
     * Brings an earlier upload to its end, as far as it got.
     *
     * @return the result if it uploaded this content; else the journal has only what this upload can go on with
     */
    private Optional<UploadResult> settle(UploadRecord earlier) throws IOException {
        boolean same = isThisContent(earlier);
        Optional<FileItem> found = new LeftoverUpload(entry, proof).await(earlier);
        if (found.isPresent() && (same || earlier.state() == State.PROVED)) {
            UploadResult result = finish(proved(earlier, found.get()));
            if (same) {
                return Optional.of(result);
            }
            entry.drop();
            return Optional.empty();
        }
        boolean canGoOn = same && found.isEmpty() && earlier.parts() != null && earlier.state() != State.PROVED;
        if (!canGoOn) {
            dropEarlier();
        }
        return Optional.empty();
    }

    static UploadRecord proved(UploadRecord record, FileItem file) {
        return record.proved(new UploadRecord.Proved(file.id(), file.pickCode(), outcome(record)));
    }

    private static UploadOutcome outcome(UploadRecord record) {
        if (record.proved() != null) {
            return record.proved().outcome();
        }
        return record.state() == State.BEGUN ? UploadOutcome.instant : UploadOutcome.sent;
    }

    private boolean isThisContent(UploadRecord earlier) throws IOException {
        UploadRecord.Content content = earlier.content();
        if (content.size() != source.size()) {
            return false;
        }
        String fingerprint = source.fingerprint();
        if (hashes == null && fingerprint != null && fingerprint.equals(content.fingerprint())) {
            hashes = content.hashes();
        }
        return content.hashes().sha1().equals(hashes().sha1());
    }

    private Hashes hashes() throws IOException {
        if (hashes == null) {
            hashes = Hashes.of(source, () -> shared.turns().requireOpen(request));
        }
        return hashes;
    }

    /** Forgets the earlier upload, with the parts that the storage has of it. */
    private void dropEarlier() {
        entry.record().map(UploadRecord::parts).ifPresent(this::discard);
        entry.drop();
    }

    private void discard(UploadRecord.Parts earlier) {
        try {
            shared.session(earlier.object()).abort(earlier.uploadId());
        } catch (IOException | Open115Exception e) {
            LOG.debug("{}: the parts of an earlier upload were not deleted", request.label(), e);
        }
    }

    // what is there under the name

    /** The result if what is there makes the upload unnecessary. */
    private Optional<UploadResult> asIsThere(List<FileItem> there) throws IOException {
        if (there.isEmpty()) {
            return Optional.empty();
        }
        return switch (request.conflictPolicy()) {
            case fail -> throw conflict("an entry of this name is there, and conflictPolicy is 'fail'");
            case ignore -> Optional.of(result(UploadOutcome.ignored, firstFile(there)));
            case override -> unchanged(there);
            case rename, keepBoth -> Optional.empty();
        };
    }

    private Optional<UploadResult> unchanged(List<FileItem> there) throws IOException {
        if (there.stream().anyMatch(FileItem::folder)) {
            throw conflict("a folder has this name");
        }
        for (FileItem row : there) {
            if (row.state() == FileItem.State.READY
                    && row.size() == source.size()
                    && hashes().sha1().equals(row.sha1())) {
                return Optional.of(result(UploadOutcome.unchanged, row));
            }
        }
        return Optional.empty();
    }

    private NameConflictException conflict(String why) {
        return new NameConflictException(request.label() + ": " + why + "; nothing was sent");
    }

    private static FileItem firstFile(List<FileItem> there) {
        return there.stream().filter(row -> !row.folder()).findFirst().orElse(there.get(0));
    }

    private UploadResult result(UploadOutcome outcome, FileItem row) {
        return new UploadResult(
                outcome, row.id(), request.folderId(), row.name(), row.pickCode(), row.sha1(), row.size());
    }

    // from the announcement to the proof

    private UploadResult begin(List<FileItem> there) throws IOException {
        if (request.conflictPolicy() != ConflictPolicy.rename || there.isEmpty()) {
            return begin(request.name(), there);
        }
        List<UploadTurns.Lease> leases = new ArrayList<>();
        try {
            return begin(freeName(leases), List.of());
        } finally {
            leases.forEach(UploadTurns.Lease::close);
        }
    }

    /** A name that no entry and no other upload has; it is held until the upload ends. */
    private String freeName(List<UploadTurns.Lease> leases) {
        String earlier = entry.record().map(record -> record.target().name()).orElse(request.name());
        if (!earlier.equals(request.name()) && isFree(earlier, leases)) {
            return earlier;
        }
        return NameRules.firstFree(request.name(), candidate -> isFree(candidate, leases));
    }

    private boolean isFree(String candidate, List<UploadTurns.Lease> leases) {
        if (!entriesNamed(candidate, LISTING_AGE).isEmpty()) {
            return false;
        }
        UploadTurns.Lease lease = shared.turns().tryName(request.folderId(), candidate);
        if (lease != null) {
            leases.add(lease);
        }
        return lease != null;
    }

    private UploadResult begin(String name, List<FileItem> there) throws IOException {
        UploadRecord.Target target = new UploadRecord.Target(
                request.folderId(),
                request.name(),
                name,
                ids(there, row -> true),
                request.conflictPolicy() == ConflictPolicy.override
                        ? ids(there, row -> row.state() != FileItem.State.IMPOSSIBLE)
                        : List.of());
        UploadRecord.Content content = new UploadRecord.Content(source.fingerprint(), source.size(), hashes());
        UploadRecord record = new UploadRecord(target, content, State.BEGUN, null, null);
        Optional<UploadRecord> earlier = entry.record();
        if (earlier.isPresent()) {
            boolean canGoOn = request.whenNotInstant() == WhenNotInstant.upload
                    && earlier.get().target().name().equals(name);
            if (canGoOn) {
                return resume(record, earlier.get());
            }
            dropEarlier();
        }
        return announce(record);
    }

    /** The ids of complete files. One that is not complete may become the uploaded one. */
    private static List<String> ids(List<FileItem> there, Predicate<FileItem> which) {
        return there.stream()
                .filter(row -> row.state() != FileItem.State.UNFINISHED)
                .filter(which)
                .map(FileItem::id)
                .toList();
    }

    private UploadResult announce(UploadRecord record) throws IOException {
        entry.write(record, false);
        InitReply reply;
        try {
            reply = new Announcement(calls, proof, source, record).make();
        } catch (IOException | ContentChangedException | ChallengeFailedException e) {
            entry.drop();
            throw e;
        } catch (Open115Exception e) {
            if (!Announcement.mayHaveHappened(e) && !Thread.currentThread().isInterrupted()) {
                entry.drop();
            }
            throw translated(e);
        }
        if (reply.status() == InitReply.INSTANT) {
            return instant(record, reply);
        }
        switch (request.whenNotInstant()) {
            case skip:
                entry.drop();
                return new UploadResult(
                        UploadOutcome.skipped,
                        null,
                        request.folderId(),
                        record.target().name(),
                        null,
                        hashes().sha1(),
                        source.size());
            case fail:
                entry.drop();
                throw new NotInstantException(
                        request.label() + ": the service does not know the content, and whenNotInstant is 'fail'");
            default:
                return send(record, reply.ticket(), List.of());
        }
    }

    private Open115Exception translated(Open115Exception refusal) {
        Open115Exception translated = refusals.translated(refusal, request, source.size());
        if (translated instanceof FolderMissingException) {
            files.forgetFolder(request.folderId());
        }
        return translated;
    }

    private UploadResult instant(UploadRecord record, InitReply reply) {
        if (reply.fileId() != null) {
            return finish(
                    record.proved(new UploadRecord.Proved(reply.fileId(), reply.pickCode(), UploadOutcome.instant)));
        }
        FileItem file = proof.await(record)
                .orElseThrow(() -> new UploadUnprovedException(
                        request.label() + ": the service says that it knew the content, but names no file, and none"
                                + " appeared in the folder",
                        null));
        return finish(proved(record, file));
    }

    /** Goes on with the multipart upload of an earlier process, if service and storage still know it. */
    private UploadResult resume(UploadRecord record, UploadRecord earlier) throws IOException {
        UploadRecord.Parts left = earlier.parts();
        UploadTicket ticket;
        try {
            ticket = calls.resume(
                    request.folderId(), source.size(), record.content().hashes().sha1(), left.pickCode());
        } catch (Open115Exception e) {
            if (!isAnswer(e)) {
                throw e;
            }
            LOG.info("{}: begins again, the service does not resume it: {}", request.label(), e.getMessage());
            dropEarlier();
            return announce(record);
        }
        if (!ticket.object().equals(left.object())) {
            LOG.info(
                    "{}: starts again from the first part: the service assigned another storage object",
                    request.label());
            dropEarlier();
            return send(record, ticket, List.of());
        }
        try {
            List<StoredPart> present = shared.session(left.object()).listParts(left.uploadId());
            PartPlan plan = new PartPlan(source.size(), left.partSize());
            if (isBeginningOf(plan, present)) {
                UploadRecord resumed = record.sending(left);
                entry.write(resumed, true);
                LOG.info("{}: goes on after {} of {} parts", request.label(), present.size(), plan.count());
                return send(resumed, ticket, present);
            }
            dropEarlier();
            return send(record, ticket, List.of());
        } catch (StorageException e) {
            if (e.reason() != Reason.NO_SUCH_UPLOAD) {
                throw e;
            }
            entry.drop();
            // the place of a completed upload cannot be used again
            return earlier.state() == State.COMPLETING ? announce(record) : send(record, ticket, List.of());
        }
    }

    private static boolean isAnswer(Open115Exception failure) {
        return switch (failure.kind()) {
            case NOT_FOUND, NOT_READY, NAME_TAKEN, BLOCKED, REFUSED, UNREADABLE -> true;
            case UNKNOWN -> !failure.failure().isWithoutReason();
            default -> false;
        };
    }

    /** Whether the storage has the first parts of the plan, and no others. */
    private static boolean isBeginningOf(PartPlan plan, List<StoredPart> present) {
        if (present.size() > plan.count()) {
            return false;
        }
        for (int i = 0; i < present.size(); i++) {
            StoredPart part = present.get(i);
            if (part.number() != i + 1 || part.size() != plan.part(i + 1).length()) {
                return false;
            }
        }
        return true;
    }

    private UploadResult send(UploadRecord record, UploadTicket ticket, List<StoredPart> present) throws IOException {
        UploadProgress progress = shared.transfers()
                .startUpload(
                        record.target().name(),
                        source.size(),
                        record.content().hashes().sha1(),
                        present.stream().mapToLong(StoredPart::size).sum());
        Throwable failure = null;
        try {
            StorageSession session = shared.session(ticket.object());
            ContentSender sending = new ContentSender(source, record, ticket, session, entry, proof, progress);
            PartPlan plan = record.parts() == null
                    ? plan()
                    : new PartPlan(source.size(), record.parts().partSize());
            ContentSender.Sent sent = plan.isSingle() ? sending.inOnePiece() : sending.inParts(plan, present);
            UploadRecord proved = prove(record, sent);
            progress.complete();
            return finish(proved);
        } catch (IOException | RuntimeException | Error e) {
            failure = e;
            throw e;
        } finally {
            if (failure != null) {
                progress.fail(failure);
            }
        }
    }

    private PartPlan plan() {
        PartPlan plan = PartPlan.of(source.size(), request.partSize());
        if (request.partSize() != 0 && plan.partSize() != request.partSize()) {
            LOG.info(
                    "{}: sent in parts of {} bytes, because parts of {} bytes would be more than the storage takes",
                    request.label(),
                    plan.partSize(),
                    request.partSize());
        }
        return plan;
    }

    /** @throws UploadUnprovedException if neither the answer nor the folder shows the file */
    private UploadRecord prove(UploadRecord record, ContentSender.Sent sent) throws IOException {
        if (sent.found() != null) {
            return proved(record.in(State.COMPLETING), sent.found());
        }
        CallbackAnswer answer = sent.answer();
        boolean isProof =
                answer.proves(record.content().hashes().sha1(), record.content().size());
        if (isProof && answer.fileId() != null) {
            return record.proved(new UploadRecord.Proved(answer.fileId(), answer.pickCode(), UploadOutcome.sent));
        }
        Optional<FileItem> found = proof.await(record);
        if (found.isPresent()) {
            return proved(record.in(State.COMPLETING), found.get());
        }
        if (isProof) {
            return record.proved(new UploadRecord.Proved(null, answer.pickCode(), UploadOutcome.sent));
        }
        throw refused(record, answer);
    }

    private Open115Exception refused(UploadRecord record, CallbackAnswer answer) throws IOException {
        // before all that can fail: the next attempt need not wait for the file
        entry.write(record.refused(), false);
        Optional<Open115Exception> notRemoved = answer.accepted() && answer.fileId() != null
                ? removeWrongFile(record, answer.fileId())
                : Optional.empty();
        Optional<ContentChangedException> changed =
                answer.saysOtherContent(record.content().hashes().sha1()) ? change(record) : Optional.empty();
        Open115Exception refusal =
                changed.isPresent() ? changed.get() : refusals.ofCallback(answer, request, source.size());
        if (refusal instanceof FolderMissingException) {
            files.forgetFolder(request.folderId());
        }
        notRemoved.ifPresent(refusal::addSuppressed);
        return refusal;
    }

    /**
     * Computes the SHA-1 again: a file that is changed in place can keep its size and its time. One that was known before the
     * upload is not computed, because reading may be a download.
     *
     * @return the failure if it is another one
     */
    private Optional<ContentChangedException> change(UploadRecord record) throws IOException {
        if (source.sha1() != null) {
            return Optional.empty();
        }
        String sha1 = record.content().hashes().sha1();
        Hashes now = Hashes.of(source, () -> shared.turns().requireOpen(request));
        if (now.sha1().equals(sha1)) {
            return Optional.empty();
        }
        entry.drop();
        return Optional.of(new ContentChangedException(
                source + " changed while it was uploaded: its SHA-1 was " + sha1 + " and is " + now.sha1()));
    }

    /**
     * The service has taken other content over as the file: that must not stay in the drive.
     *
     * @return why it may stay
     */
    private Optional<Open115Exception> removeWrongFile(UploadRecord record, String fileId) {
        try {
            boolean isOurs = !record.target().before().contains(fileId)
                    && entriesNamed(record.target().name(), LISTING_AGE).stream()
                            .anyMatch(row -> row.id().equals(fileId));
            if (isOurs) {
                LOG.warn("{}: file {} has other content, it goes to the recycle bin", request.label(), fileId);
                IdempotentChange.make("delete", List.of(fileId), files::delete);
            }
            return Optional.empty();
        } catch (Open115Exception e) {
            LOG.warn("{}: file {} has other content, and may be in the drive still", request.label(), fileId, e);
            return Optional.of(e);
        }
    }

    /** The drive has the file: now the older ones of the name can go. */
    private UploadResult finish(UploadRecord proved) {
        UploadRecord.Proved file = proved.proved();
        UploadRecord.Content content = proved.content();
        if (!proved.target().replaced().isEmpty()) {
            entry.write(proved, true);
        }
        if (file.fileId() == null) {
            files.forgetFolder(request.folderId());
        } else {
            files.added(new FileItem(
                    file.fileId(),
                    file.pickCode(),
                    proved.target().folderId(),
                    proved.target().name(),
                    false,
                    content.size(),
                    content.hashes().sha1(),
                    null,
                    null,
                    FileItem.State.READY));
        }
        new ReplacedFiles(files, shared.sleeper()).delete(proved);
        return new UploadResult(
                file.outcome(),
                file.fileId(),
                proved.target().folderId(),
                proved.target().name(),
                file.pickCode(),
                content.hashes().sha1(),
                content.size());
    }
}
