/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.poll;

import java.time.Instant;
import java.util.Collection;

/** Lists the folder for a consumer. Not thread-safe, because one thread polls. */
interface FolderFeed extends AutoCloseable {

    /**
     * The result of a listing.
     *
     * @param asked when the service was called, by the steady clock
     * @param complete whether it shows all files; otherwise the next one shows more
     */
    record Answer(Instant asked, boolean complete) {}

    /**
     * Lists the folder, unless that has just been done for another consumer, and gives all changes to the queue.
     *
     * @param forced lists it even if another consumer has just done so
     * @throws io.github.open115.client.http.Open115Exception when the service could not be asked, or its answers do not
     *     fit together
     */
    Answer refresh(boolean forced);

    /** Whether the last listing had this file. */
    boolean contains(String fileId);

    /**
     * Whether this component has removed a file from the folder, and no listing has proved yet that it left or came back;
     * false where that is not remembered.
     */
    default boolean isLeaving(String fileId) {
        return false;
    }

    /** Has the next refresh read every row and give it to the queue. May be called by any thread. */
    default void reportAll() {}

    /** How many rows the last listing had. */
    int size();

    /** Records that this component has removed files from the folder. */
    default void removed(Collection<String> fileIds) {}

    /** Records that this component has moved files back into the folder, or within it. */
    default void returned(Collection<String> fileIds) {}

    @Override
    default void close() {}
}
