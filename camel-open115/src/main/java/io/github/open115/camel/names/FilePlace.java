/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.names;

/**
 * Where a file is.
 *
 * @param folder its folder
 * @param segment its safe and unique name there
 */
public record FilePlace(FolderPlace folder, String segment) {

    /** The path of the file below the polled folder, in safe segments. */
    public String path() {
        return folder.depth() == 0 ? segment : String.join("/", folder.safe()) + "/" + segment;
    }
}
