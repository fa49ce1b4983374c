/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.producer;

import io.github.open115.camel.names.DrivePaths;
import io.github.open115.client.files.FolderPath;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.http.Open115Exception;
import java.util.List;

/** A folder that an operation writes into. It is created where it is missing, unless {@code autoCreate=false} is given. */
final class FolderToWrite {

    private FolderToWrite() {}

    /**
     * The id of a folder.
     *
     * @param path from {@code rootFolderId} downwards; empty for that folder itself
     * @param purpose what the folder is for, for the error: "to upload into"
     * @throws NotFoundException if it is missing and may not be created
     */
    static String id(String path, String purpose, OperationContext context) {
        List<String> names = DrivePaths.names(path);
        if (names.isEmpty()) {
            return context.options().rootFolderId();
        }
        FolderPath root = context.paths().root();
        if (context.uploadOptions().createFolders()) {
            return context.folders().find(root, names).folderId();
        }
        try {
            return context.folders().findExisting(root, names).folderId();
        } catch (NotFoundException e) {
            throw new NotFoundException(
                    "The folder '/" + Open115Exception.oneLine(path) + "' " + purpose
                            + " does not exist, and autoCreate=false forbids to create it: create it, or"
                            + " remove the option",
                    e.failure(),
                    e);
        }
    }
}
