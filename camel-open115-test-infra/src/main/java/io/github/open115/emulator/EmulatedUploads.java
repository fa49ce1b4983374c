/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What happens to uploads, and what became of them (docs/115-open-api.md D). Thread-safe.
 *
 * <p>Faults of single requests are armed with {@link Open115Emulator#faults()} under the names of {@link OssOperation}
 * or the paths of the API. What goes wrong between the object storage and 115 is a fault of {@link
 * OssOperation#CALLBACK}:
 *
 * <pre>{@code
 * faults.arm(OssOperation.CALLBACK, Fault.html(502));           // CallbackFailed with status 203, no file
 * faults.arm(OssOperation.CALLBACK, Fault.lostReply());         // the same, but the file is there
 * faults.arm(OssOperation.CALLBACK, Fault.error(10002, "..."));  // state:false, no file
 * faults.arm(OssOperation.PUT_OBJECT, Fault.lostReply());       // no answer, but the file is there
 * faults.arm(OssOperation.UPLOAD_PART, Fault.ossError(403, "SecurityTokenExpired"));
 * }</pre>
 */
public final class EmulatedUploads {

    private final Settings settings;
    private final DriveTree tree;
    private final PendingEffects effects;
    private final FinishedUploads finished;
    private final UploadTasks tasks;
    private final OssCredentialStore credentials;
    private final MultipartUploads multipart = new MultipartUploads();
    private final TemporaryFiles files = new TemporaryFiles();

    EmulatedUploads(Settings settings, DriveTree tree, PendingEffects effects) {
        this.settings = settings;
        this.tree = tree;
        this.effects = effects;
        this.finished = new FinishedUploads(settings, tree, effects);
        this.tasks = new UploadTasks(tree);
        this.credentials = new OssCredentialStore(settings.clock);
        settings.known.addDrive(tree);
    }

    /**
     * Declares content that the service knows although no drive of it has a file of it, so that it need not be sent
     * (docs/115-open-api.md D.1). Content of 1 MiB or more still has to be proved.
     */
    public void addKnownContent(Content content) {
        settings.known.declare(content);
    }

    /** Sets whether content that is known need not be sent; true by default. */
    public void setInstant(boolean instant) {
        settings.instantUploads = instant;
    }

    /**
     * Sets how long, by the emulator's clock, a file stays invisible after its upload was confirmed; zero by default,
     * up to about 5 s at the service (docs/115-open-api.md I.4). Uploads that have ended keep their delay.
     */
    public void setVisibilityDelay(Duration delay) {
        settings.uploadVisibilityDelay = delay;
    }

    /**
     * Sets how long, by the emulator's clock, a file is listed as not complete ({@code fta} 0) once it can be seen; zero
     * by default (docs/115-open-api.md I.7).
     */
    public void setIncompleteFor(Duration time) {
        settings.uploadIncompleteFor = time;
    }

    /**
     * Sets whether a file is listed from {@code upload/init} on, as not complete ({@code fta} 0) until its upload has
     * ended; false by default (docs/115-open-api.md I.7). One whose upload never ends stays as it is.
     */
    public void setListedWhileUploading(boolean listed) {
        settings.listedWhileUploading = listed;
    }

    /**
     * Sets how long, by the emulator's clock, a file is reported with size 0 and time 0 once it can be seen; zero by
     * default (docs/115-open-api.md C.2, D.5).
     */
    public void setUnmeasuredFor(Duration time) {
        settings.uploadUnmeasuredFor = time;
    }

    /** Makes every file whose upload was confirmed visible and complete now. */
    public void finish() {
        synchronized (tree) {
            effects.finishQuiet();
        }
    }

    /**
     * Sets the space of the account in bytes, used and unused together; 5 TiB by default. An upload that does not fit is
     * refused with code 91005, which the service is known to give for a copy (docs/115-open-api.md appendix 1).
     */
    public void setSpace(long bytes) {
        settings.space = bytes;
    }

    /**
     * Sets the largest file in bytes; 115 GiB by default, 5 GiB without membership (docs/115-open-api.md D.3). A larger
     * one is refused with code 50028, which the service is known to give for other calls (appendix 1).
     */
    public void setSizeLimit(long bytes) {
        settings.uploadSizeLimit = bytes;
    }

    /** Refuses {@code init} and {@code resume} from now on, as for a user who must not upload; 0 ends it. */
    public void refuse(long code, String message) {
        settings.uploadRefusal = code == 0 ? null : new ApiError(code, message);
    }

    /** Sets whether {@code resume} gives another object each time, which makes the upload begun so far worthless. */
    public void setNewObjectOnResume(boolean another) {
        settings.newObjectOnResume = another;
    }

    /** Lets all credentials for the object storage end now: {@code SecurityTokenExpired} (docs/115-open-api.md D.5). */
    public void endCredentials() {
        credentials.endAll();
    }

    /** Returns the ids of the uploads in parts that were neither completed nor aborted, the oldest first. */
    public List<String> uploadIds() {
        return multipart.all().stream().map(MultipartUpload::id).toList();
    }

    /** Returns the sizes in bytes of the parts that are stored of an upload, in order; empty for an unknown one. */
    public List<Long> partSizes(String uploadId) {
        return multipart.all().stream()
                .filter(upload -> upload.id().equals(uploadId))
                .flatMap(upload -> upload.parts().stream())
                .map(MultipartUpload.Part::size)
                .toList();
    }

    /** Forgets all uploads in parts that are under way: {@code NoSuchUpload} (docs/115-open-api.md D.5). */
    public void dropMultipartUploads() {
        multipart.all().forEach(this::drop);
    }

    private void drop(MultipartUpload upload) {
        upload.abort();
        multipart.remove(upload);
    }

    UploadApi api(Supplier<String> ossBaseUrl) {
        return new UploadApi(settings, tree, tasks, finished, credentials, ossBaseUrl);
    }

    /** @param shaping gives the answers to the object storage the shapes of this service */
    Service host(UnaryOperator<Service> shaping, Faults faults) {
        UploadCallback callback = new UploadCallback(settings, faults, shaping, tree, effects, finished);
        return new OssHost(settings, credentials, tasks, multipart, callback, files);
    }

    /** Deletes what is kept of uploads. */
    void close() {
        settings.known.removeDrive(tree);
        files.close();
    }
}
