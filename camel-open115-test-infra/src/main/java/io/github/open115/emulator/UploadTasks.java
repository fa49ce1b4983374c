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
        return put(new UploadTask(id, PickCodes.of(id, false), name, size, sha1, folderId, newObject()));
    }

    /** Gives an upload another object; the old one stays what it is. */
    synchronized UploadTask relocate(UploadTask task) {
        return put(task.at(newObject()));
    }

    synchronized Optional<UploadTask> ofPickCode(String pickCode) {
        return Optional.ofNullable(byPickCode.get(pickCode));
    }

    synchronized Optional<UploadTask> ofObject(String object) {
        return Optional.ofNullable(byObject.get(object));
    }

    private UploadTask put(UploadTask task) {
        byPickCode.put(task.pickCode(), task);
        byObject.put(task.object(), task);
        return task;
    }

    private static String newObject() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
