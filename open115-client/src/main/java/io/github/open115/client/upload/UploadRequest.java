/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import io.github.open115.client.http.Open115Exception;
import java.util.Objects;

/**
 * Where an upload goes, and how.
 *
 * @param folderId id of the folder that gets the file; it must exist. {@code 0} is the root folder
 * @param name exact name of the file, including its extension; a {@code /} is a character of the name, not a folder
 * @param conflictPolicy what happens if the folder has an entry of that name
 * @param whenNotInstant what happens if the service does not know the content
 * @param partSize bytes of a part, {@link #MIN_PART_SIZE} to {@link #MAX_PART_SIZE}; 0 to choose it by the size of the file.
 *     An upload that is resumed keeps the part size that it began with
 */
public record UploadRequest(
        String folderId, String name, ConflictPolicy conflictPolicy, WhenNotInstant whenNotInstant, long partSize) {

    /** The smallest part: 16 MiB. Content up to this size is sent with one request. */
    public static final long MIN_PART_SIZE = 16L << 20;
    /** The largest part: 5 GiB, the limit of the object storage (docs/115-open-api.md D.5). */
    public static final long MAX_PART_SIZE = 5L << 30;

    /**
     * @throws IllegalArgumentException if the part size is impossible
     */
    public UploadRequest {
        Objects.requireNonNull(folderId, "folderId");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(conflictPolicy, "conflictPolicy");
        Objects.requireNonNull(whenNotInstant, "whenNotInstant");
        requirePartSize(partSize);
    }

    /** @throws IllegalArgumentException if it is neither 0 nor between 16 MiB and 5 GiB */
    static void requirePartSize(long partSize) {
        if (partSize != 0 && (partSize < MIN_PART_SIZE || partSize > MAX_PART_SIZE)) {
            throw new IllegalArgumentException("partSize must be between " + MIN_PART_SIZE + " (16 MiB) and "
                    + MAX_PART_SIZE + " (5 GiB) bytes, or 0 to choose by the size of the file, not " + partSize);
        }
    }

    /**
     * Checks the name of a file or a folder, without a call.
     *
     * @throws NameRefusedException if the service does not accept it
     */
    public static void checkName(String name) {
        NameRules.check(name);
    }

    /** Replaces a file of the name, sends the bytes if it must, and chooses the part size. */
    public static UploadRequest of(String folderId, String name) {
        return new UploadRequest(folderId, name, ConflictPolicy.override, WhenNotInstant.upload, 0);
    }

    /** The same with another policy for an entry of that name. */
    public UploadRequest with(ConflictPolicy policy) {
        return new UploadRequest(folderId, name, policy, whenNotInstant, partSize);
    }

    /** The same with another rule for content that the service does not know. */
    public UploadRequest with(WhenNotInstant rule) {
        return new UploadRequest(folderId, name, conflictPolicy, rule, partSize);
    }

    /** The same with another part size. */
    public UploadRequest withPartSize(long bytes) {
        return new UploadRequest(folderId, name, conflictPolicy, whenNotInstant, bytes);
    }

    /** The file in messages: its name on one line, and the folder. */
    String label() {
        return "upload of '" + Open115Exception.oneLine(name) + "' into folder " + folderId;
    }
}
