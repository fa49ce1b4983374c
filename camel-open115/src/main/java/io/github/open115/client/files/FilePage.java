package io.github.open115.client.files;

import java.util.List;

/**
 * One page of a listing, as the service gave it.
 *
 * @param rows the rows in their order, deleted ones included; never null
 * @param count the service's number of rows over all pages; not to be trusted blindly (section I.3)
 * @param offset the offset that the service says it used
 * @param path the listed folder with its ancestors
 */
public record FilePage(List<FileItem> rows, long count, long offset, FolderPath path) {

    public FilePage {
        rows = List.copyOf(rows);
    }
}
