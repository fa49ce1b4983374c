/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The uploads that were begun, whether they came to an end or not. Thread-safe. */
final class UploadTasks {

    private final DriveTree tree;
    private final Map<String, UploadTask> byPickCode = new HashMap<>();
    private final Map<String, UploadTask> byObject = new HashMap<>();

    UploadTasks(DriveTree tree) {
        this.tree = tree;
    }

    /** Begins an upload; the caller holds the lock of the drive. */
    synchronized UploadTask begin(String name, long size, String sha1, long folderId) {
        long id = tree.newId();
        String object = UUID.randomUUID().toString().replace("-", "");
        UploadTask task = new UploadTask(id, PickCodes.of(id, false), name, size, sha1, folderId, object);
        byPickCode.put(task.pickCode(), task);
        byObject.put(object, task);
        return task;
    }

    synchronized Optional<UploadTask> ofPickCode(String pickCode) {
        return Optional.ofNullable(byPickCode.get(pickCode));
    }

    synchronized Optional<UploadTask> ofObject(String object) {
        return Optional.ofNullable(byObject.get(object));
    }
}
