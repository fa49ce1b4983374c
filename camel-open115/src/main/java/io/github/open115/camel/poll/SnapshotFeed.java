/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.poll;

import io.github.open115.camel.snapshot.FolderSnapshot;
import io.github.open115.client.files.FolderPath;
import io.github.open115.client.http.SteadyClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.function.Consumer;

/** Reads what has changed since the last poll: one call when nothing has. */
final class SnapshotFeed implements FolderFeed {

    private final FolderSnapshot snapshot;
    private final QueueingListener intake;
    private final Duration shareFor;
    private final SteadyClock clock;
    private final Consumer<FolderPath> seenPaths;
    private final Runnable giveBack;
    private volatile boolean closed;

    /**
     * @param shareFor maximum age of a listing of another consumer that is used instead of an own one
     * @param giveBack ends the use of the snapshot
     */
    SnapshotFeed(
            FolderSnapshot snapshot,
            QueueingListener intake,
            Duration shareFor,
            Clock clock,
            Consumer<FolderPath> seenPaths,
            Runnable giveBack) {
        this.snapshot = snapshot;
        this.intake = intake;
        this.shareFor = shareFor;
        this.clock = SteadyClock.of(clock);
        this.seenPaths = seenPaths;
        this.giveBack = giveBack;
        intake.follow(snapshot::contains);
        snapshot.join(intake, intake.mark());
    }

    @Override
    public Answer refresh(boolean forced) {
        Instant now = clock.instant();
        if (intake.hasMissedRows()) {
            snapshot.reportAll(intake);
        }
        boolean all;
        RuntimeException failure;
        try {
            all = snapshot.refresh(intake, forced ? Duration.ZERO : shareFor);
        } finally {
            failure = intake.failure();
        }
        if (failure != null) {
            throw failure;
        }
        intake.seenPaths().forEach(seenPaths);
        return new Answer(all ? snapshot.completeAt() : now, all);
    }

    @Override
    public void reportAll() {
        snapshot.reportAll(intake);
    }

    @Override
    public boolean contains(String fileId) {
        return snapshot.contains(fileId);
    }

    @Override
    public boolean isLeaving(String fileId) {
        return snapshot.isLeaving(fileId);
    }

    @Override
    public int size() {
        return snapshot.size();
    }

    @Override
    public void removed(Collection<String> fileIds) {
        if (!closed) {
            snapshot.removed(fileIds);
        }
    }

    @Override
    public void returned(Collection<String> fileIds) {
        if (!closed) {
            snapshot.returned(fileIds);
        }
    }

    @Override
    public void close() {
        closed = true;
        snapshot.leave(intake);
        giveBack.run();
    }
}
