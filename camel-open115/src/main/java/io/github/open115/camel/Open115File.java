/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import io.github.open115.client.files.FileItem;
import io.github.open115.client.http.TextTime;
import java.io.Serializable;
import java.time.Instant;

/**
 * A file or folder of the drive, as routes see it. Attributes that the call did not return are null.
 *
 * @param id file id; never null
 * @param parentId id of the folder it is in
 * @param name exact name; null only in the result of an operation on a collection of ids
 * @param path safe path below the folder that was listed or polled
 * @param folder whether it is a folder
 * @param size bytes; 0 for a folder
 * @param sha1 SHA-1 of the content, upper-case hex
 * @param pickCode pick code
 * @param uploadedAt when it was uploaded or created
 * @param updatedAt when it was last changed
 * @param complete whether the upload is complete; known from listings, for files only
 * @param starred whether the user starred it; not known from a search
 */
public record Open115File(
        String id,
        String parentId,
        String name,
        String path,
        boolean folder,
        long size,
        String sha1,
        String pickCode,
        @TextTime Instant uploadedAt,
        @TextTime Instant updatedAt,
        Boolean complete,
        Boolean starred)
        implements Serializable {

    /** A row of a listing, at a path that may be null. */
    public static Open115File of(FileItem row, String path) {
        Boolean complete = switch (row.state()) {
            case READY -> Boolean.TRUE;
            case UNFINISHED -> Boolean.FALSE;
            default -> null;
        };
        return of(row, path, row.folder() ? null : complete);
    }

    /** An entry of a look-up or search, at a path that may be null. It does not say whether the upload is complete. */
    public static Open115File ofLookUp(FileItem item, String path) {
        return of(item, path, null);
    }

    private static Open115File of(FileItem item, String path, Boolean complete) {
        return new Open115File(
                item.id(),
                item.parentId(),
                item.name(),
                path,
                item.folder(),
                item.size(),
                item.sha1(),
                item.pickCode(),
                item.created(),
                item.updated(),
                complete,
                item.starred());
    }

    /** The client's view of the entry. */
    public FileItem toItem() {
        return new FileItem(
                id, pickCode, parentId, name, folder, size, sha1, uploadedAt, updatedAt, FileItem.State.READY, starred);
    }

    /** The same entry in another folder, under another name; its path is not known. */
    public Open115File movedTo(String newParentId, String newName) {
        return new Open115File(
                id, newParentId, newName, null, folder, size, sha1, pickCode, uploadedAt, updatedAt, complete, starred);
    }

    /** The same entry with or without a star. */
    public Open115File withStar(boolean isStarred) {
        return new Open115File(
                id, parentId, name, path, folder, size, sha1, pickCode, uploadedAt, updatedAt, complete, isStarred);
    }
}
