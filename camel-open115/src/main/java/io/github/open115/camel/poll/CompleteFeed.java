/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.poll;

import io.github.open115.camel.snapshot.FolderReader;
import io.github.open115.client.files.FileItem;
import io.github.open115.client.http.SteadyClock;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Lists the whole folder at each poll, and remembers only the ids. */
final class CompleteFeed implements FolderFeed {

    private final FolderReader reader;
    private final QueueingListener intake;
    private final SteadyClock clock;
    private Set<String> ids = Set.of();

    CompleteFeed(FolderReader reader, QueueingListener intake, Clock clock) {
        this.reader = reader;
        this.intake = intake;
        this.clock = SteadyClock.of(clock);
    }

    @Override
    public Answer refresh(boolean forced) {
        Instant asked = clock.instant();
        List<FileItem> rows = reader.read();
        Set<String> present = new HashSet<>();
        rows.forEach(row -> present.add(row.id()));
        Set<String> before = ids;
        ids = present;
        before.stream().filter(id -> !present.contains(id)).forEach(intake::gone);
        rows.forEach(intake::seen);
        RuntimeException failure = intake.failure();
        if (failure != null) {
            throw failure;
        }
        intake.retain(present::contains);
        return new Answer(asked, true);
    }

    @Override
    public boolean contains(String fileId) {
        return ids.contains(fileId);
    }

    @Override
    public int size() {
        return ids.size();
    }
}
