/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** The uploads in parts that are under way. Thread-safe. */
final class MultipartUploads {

    private final Map<String, MultipartUpload> byId = new LinkedHashMap<>();

    synchronized MultipartUpload begin(UploadTask task, boolean sequential, ObjectDigest digest, Spool spool) {
        String id = UUID.randomUUID().toString().replace("-", "").toUpperCase(Locale.ROOT);
        MultipartUpload upload = new MultipartUpload(id, task, sequential, digest, spool);
        byId.put(id, upload);
        return upload;
    }

    synchronized MultipartUpload find(String id, UploadTask task) throws OssError {
        MultipartUpload upload = byId.get(id);
        if (upload == null || !upload.task().equals(task)) {
            throw OssError.noSuchUpload();
        }
        return upload;
    }

    synchronized void remove(MultipartUpload upload) {
        byId.remove(upload.id());
    }

    synchronized List<MultipartUpload> all() {
        return List.copyOf(byId.values());
    }
}
