/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import io.github.open115.client.files.DriveFiles;
import io.github.open115.client.files.FileItem;
import io.github.open115.client.files.FilePage;
import io.github.open115.client.files.ListQuery;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How other clients look for new files: every folder, every page, each time. The yardstick for polls. */
final class NaiveWalk {

    private final DriveFiles files;
    private final int pageSize;
    private final Set<String> known = new HashSet<>();

    NaiveWalk(DriveFiles files, int pageSize) {
        this.files = files;
        this.pageSize = pageSize;
    }

    /** Walks once and returns how many files are new. */
    int poll(String topId) {
        int fresh = 0;
        Deque<String> open = new ArrayDeque<>(List.of(topId));
        while (!open.isEmpty()) {
            ListQuery query = ListQuery.childrenOf(open.pop(), pageSize);
            long offset = 0;
            FilePage page;
            do {
                page = files.page(query, offset);
                offset += page.rows().size();
                for (FileItem row : page.rows()) {
                    if (row.folder()) {
                        open.push(row.id());
                    } else if (known.add(row.id())) {
                        fresh++;
                    }
                }
            } while (!page.rows().isEmpty() && offset < page.count());
        }
        return fresh;
    }
}
