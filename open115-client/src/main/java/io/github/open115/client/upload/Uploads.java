/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import java.util.Objects;

/**
 * Uploads files to the drive of one account (docs/115-open-api.md D). Thread-safe.
 *
 * <p>An upload that returns is proved: the service has shown that the folder has a file of this size and SHA-1. Content that
 * the service knows is not sent. An upload that was interrupted, also by the end of the process, goes on where it stopped
 * when the same content is uploaded to the same name again. Uploads to one name of one folder go one after the other.
 */
public final class Uploads {

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
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(request, "request");
        throw new UnsupportedOperationException("not there yet");
    }
}
