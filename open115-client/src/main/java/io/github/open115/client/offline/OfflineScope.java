/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.offline;

/** Which tasks {@link OfflineDownloads#clear} removes from the list of tasks (docs/115-open-api.md E.7). */
public enum OfflineScope {
    /** Those that have finished. */
    finished(0, 4),
    /** Those that have failed. */
    failed(2, -1),
    /** Those that are being downloaded or wait for it. */
    running(3, -1),
    /** All. */
    all(1, 5);

    private final int flag;
    private final int flagWithFiles;

    OfflineScope(int flag, int flagWithFiles) {
        this.flag = flag;
        this.flagWithFiles = flagWithFiles;
    }

    /** Whether the downloaded files can be deleted together with the tasks of this scope. */
    public boolean hasSourceFiles() {
        return flagWithFiles >= 0;
    }

    int flag(boolean deleteSourceFiles) {
        return deleteSourceFiles ? flagWithFiles : flag;
    }

    boolean includes(OfflineTask task) {
        return switch (this) {
            case finished -> task.status() == OfflineTask.Status.finished;
            case failed -> task.status() == OfflineTask.Status.failed;
            case running ->
                task.status() == OfflineTask.Status.assigning || task.status() == OfflineTask.Status.downloading;
            case all -> true;
        };
    }
}
