/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.files;

import io.github.open115.client.http.TextTime;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;

/**
 * A file or folder in the recycle bin (docs/115-open-api.md C.9). What the service did not say is null.
 *
 * @param id its id in the recycle bin, which is also the id that the file has on the drive; decimal, never null
 * @param name exact name
 * @param folder whether it is a folder, which is in the bin with all that is in it
 * @param size bytes; 0 for a folder, -1 when unknown
 * @param sha1 SHA-1 of the content, 40 upper-case hex digits
 * @param pickCode pick code
 * @param parentId id of the folder that it was in
 * @param parentName name of that folder
 * @param deletedAt when it was moved to the recycle bin
 * @param restoring whether the service is restoring it
 */
public record RecycledFile(
        String id,
        String name,
        boolean folder,
        long size,
        String sha1,
        String pickCode,
        String parentId,
        String parentName,
        @TextTime Instant deletedAt,
        boolean restoring)
        implements Serializable {

    public RecycledFile {
        Objects.requireNonNull(id, "id");
    }

    /** A file or folder of which only the id is known. */
    public static RecycledFile ofId(String id) {
        return new RecycledFile(id, null, false, -1, null, null, null, null, null, false);
    }
}
