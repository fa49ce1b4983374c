package io.github.open115.camel.snapshot;

import io.github.open115.client.files.DriveFiles;
import io.github.open115.client.files.FilePage;
import io.github.open115.client.files.ListQuery;
import java.util.Objects;

/** The files of a folder, or of its whole subtree in one flat listing (docs/115-open-api.md C.1.2). */
final class DriveRows implements RowPages {

    private final DriveFiles files;
    private final String folderId;
    private final boolean recursive;

    DriveRows(DriveFiles files, String folderId, boolean recursive) {
        this.files = Objects.requireNonNull(files, "files");
        this.folderId = Objects.requireNonNull(folderId, "folderId");
        this.recursive = recursive;
    }

    @Override
    public FilePage page(long offset, int limit) {
        return files.page(recursive ? ListQuery.subtree(folderId, limit) : ListQuery.filesOf(folderId, limit), offset);
    }
}
