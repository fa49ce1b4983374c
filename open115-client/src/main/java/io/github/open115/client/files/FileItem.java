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
 * A file or folder as the service describes it (docs/115-open-api.md: rows of listings C.1.3, details C.2, rows of
 * searches C.3).
 *
 * @param id file id, decimal; never null
 * @param pickCode pick code, by which a download link is requested; null if the reply had none
 * @param parentId id of the folder it is in; null if the reply did not say
 * @param name exact name including the extension, as the service has it; never null
 * @param folder whether it is a folder
 * @param size bytes; 0 for folders, -1 when unknown
 * @param sha1 SHA-1 of the content, 40 upper-case hex digits; null for folders and while the service does not know it
 * @param created when it was uploaded or created ({@code uppt}), null when unknown
 * @param updated when it was last changed ({@code upt}), null when unknown
 * @param state whether its content can be downloaded
 * @param starred whether the user starred it; null if the reply did not say
 */
public record FileItem(
        String id,
        String pickCode,
        String parentId,
        String name,
        boolean folder,
        long size,
        String sha1,
        @TextTime Instant created,
        @TextTime Instant updated,
        State state,
        Boolean starred)
        implements Serializable {

    /** The id of the root folder of a drive (docs/115-open-api.md 0.2). */
    public static final String ROOT_ID = "0";

    public FileItem {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(state, "state");
    }

    /** An entry of which it is not known whether the user starred it. */
    public FileItem(
            String id,
            String pickCode,
            String parentId,
            String name,
            boolean folder,
            long size,
            String sha1,
            Instant created,
            Instant updated,
            State state) {
        this(id, pickCode, parentId, name, folder, size, sha1, created, updated, state, null);
    }

    /** The same entry under another name. */
    public FileItem named(String newName) {
        return new FileItem(id, pickCode, parentId, newName, folder, size, sha1, created, updated, state, starred);
    }

    /** Whether the content of an entry can be downloaded, and if not, why. */
    public enum State {
        /** Complete and downloadable. */
        READY,
        /** Not completely uploaded ({@code fta} 0 or 2), or its SHA-1 is not known yet: look again later. */
        UNFINISHED,
        /** In the recycle bin or deleted ({@code aid} other than 1). */
        DELETED,
        /** Judged illegal by the service ({@code ic} = 1): a download fails. */
        BANNED,
        /** The service shows asterisks instead of the name. */
        MASKED,
        /**
         * Its row in the listing has an impossible id, pick code, size or time. An impossible id is replaced by one
         * that the drive does not have, the same in each listing; an impossible time by the latest possible one.
         */
        IMPOSSIBLE
    }
}
