/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import io.github.open115.client.http.Sleeper;
import io.github.open115.client.internal.Backoff;
import io.github.open115.client.upload.StorageException.Reason;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Sends the requests of one upload. Retries when the storage is busy, a connection is lost or the credentials expire. A
 * request that may have completed the object is never repeated, because the file could then appear twice. Used by one thread.
 */
final class StorageSession {

    private static final Backoff PAUSES = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));

    /** Failures in a row after which a request is given up: after pauses of a minute and a half. */
    private static final int MAX_FAILURES = 8;

    /** Credentials that are refused although they are new: others would be refused too. */
    private static final int MAX_RENEWALS = 2;

    private final StorageClient client;
    private final StorageCredentialsCache credentials;
    private final Sleeper sleeper;
    private final StorageObject object;

    /**
     * @param client sends the requests
     * @param credentials of the account
     * @param sleeper waits before a request is sent again
     * @param object where the content is stored
     */
    StorageSession(StorageClient client, StorageCredentialsCache credentials, Sleeper sleeper, StorageObject object) {
        this.client = client;
        this.credentials = credentials;
        this.sleeper = sleeper;
        this.object = object;
    }

    /** One request with given credentials. */
    @FunctionalInterface
    private interface Attempt<T> {
        T with(StorageCredentials credentials) throws IOException;
    }

    /**
     * Stores all of a content with one request.
     *
     * @return the answer of the service, which alone says whether it has the file
     * @throws StorageException if it was not stored; see {@link StorageException#mayHaveHappened()}
     * @throws IOException if the source fails, or the thread was interrupted
     */
    String put(UploadSource source, StorageCallback callback, PartProgress progress) throws IOException {
        return sendUnlessDone(valid -> {
            StorageBody body = client.body(source.open(0), source.size(), source.toString(), progress);
            try (body) {
                return client.put(valid, object, callback, body);
            } catch (IOException | RuntimeException e) {
                progress.discarded(body.sent());
                throw e;
            }
        });
    }

    /**
     * Begins a multipart upload.
     *
     * @return the id of the upload
     */
    String initiate() throws IOException {
        // an upload whose id was lost has no effect
        return sendIdempotent(valid -> client.initiate(valid, object));
    }

    /**
     * All parts that the storage has, by number.
     *
     * @throws StorageException with {@link Reason#NO_SUCH_UPLOAD} if the upload is gone
     */
    List<StoredPart> listParts(String uploadId) throws IOException {
        return sendIdempotent(valid -> client.listParts(valid, object, uploadId));
    }

    /**
     * Sends a part of a content. If it is unknown whether an attempt succeeded, the storage is asked before another one.
     *
     * @throws StorageException with {@link Reason#NO_SUCH_UPLOAD}, {@link Reason#OTHER_PARTS} or {@link Reason#DAMAGED} if
     *     the upload is of no use any more: begin another one
     * @throws IOException if the source fails, or the thread was interrupted
     */
    StoredPart uploadPart(String uploadId, UploadSource source, PartPlan.Part part, PartProgress progress)
            throws IOException {
        Retries retries = new Retries();
        while (true) {
            StorageCredentials valid = credentials.current();
            StorageBody body =
                    client.body(source.open(part.first(), part.length()), part.length(), source.toString(), progress);
            try (body) {
                return client.uploadPart(valid, object, uploadId, part.number(), body);
            } catch (StorageException e) {
                Optional<StoredPart> stored =
                        mayBeStored(e) ? stored(uploadId, part, body.checksum()) : Optional.empty();
                if (stored.isPresent()) {
                    progress.sent(part.length() - body.sent());
                    return stored.get();
                }
                progress.discarded(body.sent());
                retries.after(e, valid);
            } catch (IOException | RuntimeException e) {
                progress.discarded(body.sent());
                throw e;
            }
        }
    }

    /**
     * Makes the object of its parts.
     *
     * @param parts all parts, by number
     * @return the answer of the service, which alone says whether it has the file
     * @throws StorageException if it was not completed; see {@link StorageException#mayHaveHappened()}
     */
    String complete(String uploadId, List<StoredPart> parts, StorageCallback callback) throws IOException {
        return sendUnlessDone(valid -> client.complete(valid, object, uploadId, parts, callback));
    }

    /** Drops the parts of an upload. One that is gone is fine. */
    void abort(String uploadId) throws IOException {
        sendIdempotent(valid -> {
            client.abort(valid, object, uploadId);
            return null;
        });
    }

    private static boolean mayBeStored(StorageException e) {
        return e.reason() == Reason.OTHER_PARTS || e.reason() == Reason.UNAVAILABLE && e.mayHaveHappened();
    }

    /** The part, if the storage has one of this number, length and checksum. */
    private Optional<StoredPart> stored(String uploadId, PartPlan.Part part, String checksum) throws IOException {
        StorageXml.PartsPage page =
                sendIdempotent(valid -> client.partsAfter(valid, object, uploadId, part.number() - 1, 1));
        return page.parts().stream()
                .filter(found -> found.number() == part.number() && found.matches(part.length(), checksum))
                .findFirst();
    }

    /** Sends a request again that has no other effect the second time. */
    private <T> T sendIdempotent(Attempt<T> attempt) throws IOException {
        return sendWithRetries(attempt, true);
    }

    /** Sends a request again only if it cannot have had its effect. */
    private <T> T sendUnlessDone(Attempt<T> attempt) throws IOException {
        return sendWithRetries(attempt, false);
    }

    private <T> T sendWithRetries(Attempt<T> attempt, boolean repeatable) throws IOException {
        Retries retries = new Retries();
        while (true) {
            StorageCredentials valid = credentials.current();
            try {
                return attempt.with(valid);
            } catch (StorageException e) {
                if (e.mayHaveHappened() && !repeatable) {
                    throw e;
                }
                retries.after(e, valid);
            }
        }
    }

    /** The failures of one request in a row. */
    private final class Retries {

        private int failures;
        private int renewals;
        private boolean clockCorrected;

        /**
         * Returns when the request can be sent again.
         *
         * @param used the credentials of the failed request
         * @throws StorageException the failure, if a retry does not help or there were too many
         */
        void after(StorageException failure, StorageCredentials used) throws IOException {
            boolean again = switch (failure.reason()) {
                case CREDENTIALS -> ++renewals <= MAX_RENEWALS;
                case CLOCK -> !clockCorrected;
                case UNAVAILABLE -> ++failures < MAX_FAILURES;
                default -> false;
            };
            if (!again) {
                throw failure;
            }
            switch (failure.reason()) {
                case CREDENTIALS -> credentials.renew(used);
                case CLOCK -> clockCorrected = true;
                default -> pause(failure);
            }
        }

        /** At once after the first lost connection; other connections may be fine. */
        private void pause(StorageException failure) throws InterruptedIOException {
            if (failures == 1 && failure.httpStatus() == 0) {
                return;
            }
            try {
                sleeper.sleep(PAUSES.after(failures));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted before a retry of an upload");
            }
        }
    }
}
