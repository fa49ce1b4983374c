/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.producer;

import io.github.open115.camel.names.DoneFileName;
import io.github.open115.client.upload.ConflictPolicy;
import io.github.open115.client.upload.UploadRequest;
import io.github.open115.client.upload.WhenNotInstant;

/**
 * The options of an endpoint that only uploads read.
 *
 * @param createFolders whether missing folders are created
 * @param conflictPolicy what happens to a file of the same name
 * @param whenNotInstant what happens if the service does not know the content
 * @param partSize bytes of a part; 0 to choose it by the size of the file
 * @param allowNullBody whether a message without a body is uploaded as an empty file
 * @param charset the character set of texts; null for that of the exchange
 * @param spoolDirectory where streams are written to while they are uploaded; null for Camel's spool directory
 * @param doneFileName name of the empty file that is written after each file; null for none
 */
public record UploadOptions(
        boolean createFolders,
        ConflictPolicy conflictPolicy,
        WhenNotInstant whenNotInstant,
        long partSize,
        boolean allowNullBody,
        String charset,
        String spoolDirectory,
        DoneFileName doneFileName) {

    /** The request for a file. */
    UploadRequest request(String folderId, String name) {
        return new UploadRequest(folderId, name, conflictPolicy, whenNotInstant, partSize);
    }
}
