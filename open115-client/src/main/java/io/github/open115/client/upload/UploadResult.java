/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import java.util.Objects;

/**
 * How an upload ended, with the file that is now in the drive.
 *
 * @param outcome what was done
 * @param id id of the file; null for {@link UploadOutcome#skipped}, and if the service did not tell it in time
 * @param parentId id of the folder; never null
 * @param name exact name of the file in the drive; with {@link ConflictPolicy#rename} it may differ from the requested one
 * @param pickCode pick code of the file; null for {@link UploadOutcome#skipped}, and if the service did not tell it in time
 * @param sha1 SHA-1 of the uploaded content, upper-case hex. For {@link UploadOutcome#ignored} that of the entry that was
 *     there, null for a folder
 * @param size bytes, of the same content as {@code sha1}
 */
public record UploadResult(
        UploadOutcome outcome, String id, String parentId, String name, String pickCode, String sha1, long size) {

    public UploadResult {
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(parentId, "parentId");
        Objects.requireNonNull(name, "name");
    }
}
