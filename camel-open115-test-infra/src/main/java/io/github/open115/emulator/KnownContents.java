/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The contents that the service has, so that they need not be sent: the files of all its drives, and what a test declares
 * (docs/115-open-api.md D.1). Thread-safe.
 */
final class KnownContents {

    private final List<DriveTree> drives = new CopyOnWriteArrayList<>();
    private final Map<Long, Queue<Content>> declared = new ConcurrentHashMap<>();

    void addDrive(DriveTree drive) {
        drives.add(drive);
    }

    void removeDrive(DriveTree drive) {
        drives.remove(drive);
    }

    void declare(Content content) {
        declared.computeIfAbsent(content.size(), size -> new ConcurrentLinkedQueue<>())
                .add(content);
    }

    /** Compares the sizes first, because a SHA-1 may have to be computed. */
    Optional<Content> find(long size, String sha1) {
        Queue<Content> candidates = declared.getOrDefault(size, new ConcurrentLinkedQueue<>());
        return candidates.stream()
                .filter(content -> content.sha1().equals(sha1))
                .findFirst()
                .or(() -> drives.stream()
                        .flatMap(drive -> drive.contentOf(size, sha1).stream())
                        .findFirst());
    }
}
