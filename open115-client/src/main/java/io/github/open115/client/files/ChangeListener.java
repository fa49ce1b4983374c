/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.files;

import java.util.Collection;

/**
 * Gets the changes that a client and its views make, when the service has accepted them. They may take effect some seconds
 * later (docs/115-open-api.md I.4). Called on the thread that makes the change; must be quick and not throw.
 */
public interface ChangeListener {

    /**
     * Entries were moved.
     *
     * @param target where that folder is; null if the caller did not know
     */
    void moved(Collection<String> ids, String targetFolderId, FolderPath target);

    /** Entries were moved to the recycle bin. */
    void deleted(Collection<String> ids);

    /** An entry was given another name. */
    void renamed(String id, String newName);

    /** Entries were taken back out of the recycle bin, or may have been. */
    void restored(Collection<String> ids);
}
