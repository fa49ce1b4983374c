/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.files;

import java.util.List;

/**
 * One page of a listing, as the service gave it.
 *
 * @param rows the rows in their order, deleted ones included; never null
 * @param count the number of rows on all pages, as the service says; it is wrong for some folders
 *     (docs/115-open-api.md I.3)
 * @param offset the offset that the service says it used
 * @param path the listed folder with its ancestors
 * @param limit how many rows this page could have had: the page size of the query, or less if the service cannot
 *     deliver such pages
 * @param ordered whether the rows are in the order of the query. False if the service insists on another order for the
 *     folder: then the first rows are any rows, not the newest
 */
public record FilePage(List<FileItem> rows, long count, long offset, FolderPath path, int limit, boolean ordered) {

    public FilePage {
        rows = List.copyOf(rows);
    }

    /** Whether the page has as many rows as it could have. Then more rows may follow, whatever the count. */
    public boolean isFull() {
        return rows.size() >= limit;
    }
}
