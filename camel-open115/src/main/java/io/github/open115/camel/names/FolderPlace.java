/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.names;

import io.github.open115.client.files.FolderPath;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where a folder is.
 *
 * @param path the folder with its ancestors from the root of the drive, in exact names
 * @param safe its path below the polled folder, in segments that are safe and unique; empty for that folder itself
 */
public record FolderPlace(FolderPath path, List<String> safe) {

    /** The folders from just below the polled one down to this one. */
    public List<FolderPlace> chain() {
        int above = path.elements().size() - safe.size();
        return IntStream.rangeClosed(1, safe.size())
                .mapToObj(depth -> new FolderPlace(
                        new FolderPath(path.elements().subList(0, above + depth)), safe.subList(0, depth)))
                .toList();
    }

    /** How many folders below the polled one. */
    public int depth() {
        return safe.size();
    }
}
