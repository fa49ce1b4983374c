/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.files;

import java.util.List;

/**
 * A complete listing of a folder or subtree.
 *
 * @param rows every row once, in the order of the query, deleted ones left out
 * @param count the number of rows as the service says, which may differ from the number of rows here
 * @param path the listed folder with its ancestors
 */
public record FolderListing(List<FileItem> rows, long count, FolderPath path) {

    public FolderListing {
        rows = List.copyOf(rows);
    }
}
