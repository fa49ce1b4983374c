/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What need not be uploaded because the service has it: the files of the drive, what was uploaded, and what a test
 * declares (docs/115-open-api.md D.1). Guarded by the lock of the drive.
 */
final class KnownContents {

    private final DriveTree tree;
    private final Map<Long, List<Content>> bySize = new HashMap<>();

    KnownContents(DriveTree tree) {
        this.tree = tree;
    }

    void add(Content content) {
        bySize.computeIfAbsent(content.size(), size -> new ArrayList<>()).add(content);
    }

    /** Looks for the size first: the SHA-1 of content that nobody asked for would have to be computed. */
    Optional<Content> find(long size, String sha1) {
        for (Content content : bySize.getOrDefault(size, List.of())) {
            if (content.sha1().equals(sha1)) {
                return Optional.of(content);
            }
        }
        return tree.contentOf(size, sha1);
    }
}
