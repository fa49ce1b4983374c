/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import io.github.open115.client.account.AccountCalls;
import io.github.open115.client.files.DriveFiles;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.SteadyClock;
import java.io.IOException;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Uploads files to the drive of one account (docs/115-open-api.md D). Thread-safe.
 *
 * <p>An upload that returns is proved: the service has shown that the folder has a file of this size and SHA-1. Content that
 * the service knows is not sent. An upload that was interrupted, also by the end of the process, goes on where it stopped
 * when the same content is uploaded to the same name again. Uploads to one name of one folder go one after the other.
 */
public final class Uploads implements AutoCloseable {

    private final UploadResources shared;
    private final UploadApi api;
    private final LeftoverUploads leftovers;

    private Uploads(UploadResources shared, UploadApi api, LeftoverUploads leftovers) {
        this.shared = shared;
        this.api = api;
        this.leftovers = leftovers;
    }

    /**
     * @param account name of the account, by which its journal is found again
     * @param calls sends the calls
     * @param files of the same account
     * @param environment what the uploads need besides
     */
    public static Uploads of(String account, AccountCalls calls, DriveFiles files, UploadEnvironment environment) {
        UploadLimits limits = environment.limits();
        StorageClock clock = new StorageClock(environment.clock());
        UploadResources shared = new UploadResources(
                limits,
                new UploadTurns(limits),
                new UploadJournal(environment.stateDirectory(), account, environment.clock(), environment.sleeper()),
                new StorageClient(
                        environment.http(), limits.readTimeout(), limits.minimumRate(), clock, environment.userAgent()),
                new StorageCredentialsCache(calls, clock),
                environment.transfers(),
                environment.sleeper());
        return new Uploads(
                shared, UploadApi.of(calls, files), new LeftoverUploads(shared, SteadyClock.of(environment.clock())));
    }

    /** A view with other calls of the account. Everything else is shared, and ends with this one. */
    public Uploads with(AccountCalls otherCalls, DriveFiles otherFiles) {
        return new Uploads(shared, UploadApi.of(otherCalls, otherFiles), leftovers);
    }

    /**
     * Uploads a file. Returns when the drive has it.
     *
     * @param source the content
     * @param request the folder, the name, and what to do if they are taken
     * @throws NameRefusedException if the service does not accept the name; no call is made
     * @throws io.github.open115.client.http.NameConflictException if the name is taken, and the policy is {@code fail}, or
     *     {@code override} and a folder has the name
     * @throws NotInstantException if the service does not know the content, and it must not be sent
     * @throws ContentChangedException if the source changed meanwhile
     * @throws FolderMissingException if the folder does not exist
     * @throws FolderFullException if the folder has 50,000 entries
     * @throws NoSpaceException if the drive is full
     * @throws FileTooLargeException if the membership does not allow a file of this size
     * @throws UploadBannedException if the account may not upload
     * @throws UploadUnprovedException if the bytes were sent but the file was not found; a retry is safe
     * @throws io.github.open115.client.http.BusyException if the upload did not get its turn within
     *     {@link UploadLimits#maxWait()}
     * @throws UploadException if the source cannot be read or the storage cannot be reached
     * @throws io.github.open115.client.http.Open115Exception any other one of a call
     */
    public UploadResult upload(UploadSource source, UploadRequest request) {
        return upload(source, request, result -> {});
    }

    /**
     * The same with a last step, which belongs to the upload. If it fails, the next upload of the same content to the same
     * name takes the file that is there already, whatever the conflict policy is, and only repeats the step.
     *
     * @param lastStep gets the result before it is returned, also of an upload that did nothing; may upload to other names
     */
    public UploadResult upload(UploadSource source, UploadRequest request, Consumer<UploadResult> lastStep) {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(lastStep, "lastStep");
        NameRules.check(request.name());
        UploadTurns.Lease name = shared.turns().name(request);
        try {
            return uploadAlone(source, request, lastStep);
        } catch (IOException e) {
            throw failed(request, source, e);
        } finally {
            name.close();
        }
    }

    private UploadResult uploadAlone(UploadSource source, UploadRequest request, Consumer<UploadResult> lastStep)
            throws IOException {
        UploadJournal.Opened opened =
                shared.journal().open(request, shared.limits().maxWait());
        try (JournalEntry entry = opened.entry()) {
            leftovers.endIfDue(api);
            UploadResult result;
            UploadTurns.Lease slot = shared.turns().slot(request);
            try {
                result = new Upload(source, request, shared, api, entry).run(opened.afterAnother());
            } finally {
                slot.close();
            }
            lastStep.accept(result);
            entry.drop();
            return result;
        }
    }

    private static Open115Exception failed(UploadRequest request, UploadSource source, IOException e) {
        // not by the type of the failure: a timeout of a source is an InterruptedIOException too
        if (Thread.currentThread().isInterrupted()) {
            return new Open115Exception(request.label() + ": interrupted; uploading it again resumes it", e);
        }
        return new UploadException(
                request.label() + ": " + source + " cannot be read: "
                        + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()),
                e,
                true);
    }

    /** Ends the uploads that run; the journal keeps what they have sent. Later uploads fail. */
    @Override
    public void close() {
        shared.turns().close();
        shared.storage().close();
    }
}
