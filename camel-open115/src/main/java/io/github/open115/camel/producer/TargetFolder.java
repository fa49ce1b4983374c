/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.producer;

import io.github.open115.client.files.FolderPath;

/**
 * The folder that files are moved or copied into.
 *
 * @param path where it is; null if only its id is known
 */
record TargetFolder(String id, FolderPath path) {

    static TargetFolder at(FolderPath path) {
        return new TargetFolder(path.folderId(), path);
    }
}
