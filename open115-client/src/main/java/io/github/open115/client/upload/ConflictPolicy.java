/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

/**
 * What happens if the folder has an entry of the name already. The service itself never overwrites: it would make a second
 * file of the name (docs/115-open-api.md I.5).
 */
public enum ConflictPolicy {
    /**
     * The new file is uploaded and proved, then the old one goes to the recycle bin: a complete version is there at every
     * moment. An old file of equal content is left alone: {@link UploadOutcome#unchanged}. Several old files of the name all
     * go to the bin, unless one of them has equal content. A folder of the name is no old version: the upload fails with
     * {@link io.github.open115.client.http.NameConflictException}.
     */
    override,
    /**
     * Fails with {@link io.github.open115.client.http.NameConflictException} before a byte is sent. The content is not
     * compared.
     */
    fail,
    /** Leaves what is there: {@link UploadOutcome#ignored}. The content is not compared. */
    ignore,
    /** The new file gets the first free name of {@code name (1).ext}, {@code name (2).ext} and so on. */
    rename,
    /** The folder then has two files of one name. */
    keepBoth
}
