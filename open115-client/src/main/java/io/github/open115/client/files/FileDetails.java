/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.files;

/**
 * One entry with what only a look-up says of it (docs/115-open-api.md C.2).
 *
 * @param item the file or folder; its {@code parentId} is the last of its ancestors. A look-up does not say whether an
 *     upload is complete: {@code READY} means only that the service knows a digest
 * @param parent the folder it is in, with that folder's ancestors; null for the root folder
 * @param fileCount for a folder: files below it at any depth, -1 when the service did not say; 0 for a file
 * @param folderCount for a folder: folders below it at any depth, -1 when the service did not say; 0 for a file
 */
public record FileDetails(FileItem item, FolderPath parent, long fileCount, long folderCount) {}
