/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.snapshot;

import io.github.open115.client.files.FileItem;
import io.github.open115.client.files.FolderPath;

/**
 * Takes the changes that a {@link FolderSnapshot} finds in its folder, in the order in which it finds them. Called by
 * the thread that refreshes the snapshot, while the snapshot is locked.
 */
public interface FolderListener {

    /**
     * A row is new to the snapshot, or its update time, name, folder, SHA-1 or state has changed. Called once for each
     * version of a row; after {@link FolderSnapshot#reportAll} for every row, and again if the pass over all rows has
     * to be repeated.
     */
    void seen(FileItem row);

    /**
     * A file has left the folder: a complete listing no longer has it. After a restart this may be reported again,
     * and for a file that this listener does not know.
     */
    void gone(String fileId);

    /** A reply showed the path of the polled folder, or of a folder below it. */
    default void pathSeen(FolderPath path) {}

    /**
     * Every row has been reported since this listener joined without a valid mark, or asked for all rows. A file that
     * it knew before, and that was not reported since, is gone.
     */
    default void allReported() {}

    /**
     * The snapshot is about to persist what it has reported since the last call. A listener that must not lose it
     * persists it now, together with the mark, and gives the mark to {@link FolderSnapshot#join} after a restart. If it
     * throws, the snapshot persists nothing.
     *
     * @param mark opaque, stands for everything reported so far; null while this listener still waits for every row
     */
    default void persist(String mark) {}
}
