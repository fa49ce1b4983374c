package io.github.open115.client.files;

import java.util.List;

/**
 * One page of a listing, as the service gave it.
 *
 * @param rows the rows in their order, deleted ones included; never null
 * @param count the service's number of rows over all pages; not to be trusted blindly (docs/115-open-api.md I.3)
 * @param offset the offset that the service says it used
 * @param path the listed folder with its ancestors
 * @param limit the rows that this page could have had: those asked for, which are fewer than the query wants where the
 *     service could not deliver larger pages, or the service's own limit where that is lower
 * @param ordered whether the rows are in the order of the query. False where the service lists the folder in another
 *     one and cannot be moved to do otherwise: then the first rows are any rows, not the newest
 */
public record FilePage(List<FileItem> rows, long count, long offset, FolderPath path, int limit, boolean ordered) {

    public FilePage {
        rows = List.copyOf(rows);
    }

    /** Whether the page has all the rows that it could have, so that nobody knows whether more follow. */
    public boolean isFull() {
        return rows.size() >= limit;
    }
}
