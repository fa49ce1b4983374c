/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.snapshot;

import io.github.open115.client.files.FileItem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A listener that records what is reported to it. */
final class RecordingListener implements FolderListener {

    final List<FileItem> seen = new ArrayList<>();
    final List<String> gone = new ArrayList<>();
    final Map<String, FileItem> present = new LinkedHashMap<>();
    String mark;

    @Override
    public void seen(FileItem row) {
        seen.add(row);
        present.put(row.id(), row);
    }

    @Override
    public void gone(String fileId) {
        gone.add(fileId);
        present.remove(fileId);
    }

    @Override
    public void persist(String newMark) {
        mark = newMark;
    }

    void forget() {
        seen.clear();
        gone.clear();
    }
}
