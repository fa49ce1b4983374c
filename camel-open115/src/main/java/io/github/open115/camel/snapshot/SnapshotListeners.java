/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.snapshot;

import io.github.open115.client.files.FileItem;
import io.github.open115.client.files.FolderPath;
import java.util.ArrayList;
import java.util.List;

/**
 * The listeners of one snapshot: which of them wait for every row, and which refreshes they have used. Not thread-safe.
 */
final class SnapshotListeners implements FolderListener {

    private final List<Joined> all = new ArrayList<>();
    private long refreshes;

    private static final class Joined {

        private final FolderListener listener;
        private boolean wantsEveryRow;
        private long refreshesUsed;

        Joined(FolderListener listener, boolean wantsEveryRow, long refreshesUsed) {
            this.listener = listener;
            this.wantsEveryRow = wantsEveryRow;
            this.refreshesUsed = refreshesUsed;
        }
    }

    void add(FolderListener listener, boolean everyRow) {
        all.add(new Joined(listener, everyRow, refreshes));
    }

    void remove(FolderListener listener) {
        all.removeIf(joined -> joined.listener == listener);
    }

    /** Every row is reported to this listener from now on, until {@link #allReported}. */
    void reportEveryRow(FolderListener listener) {
        all.stream().filter(joined -> joined.listener == listener).forEach(joined -> joined.wantsEveryRow = true);
    }

    /** A refresh is complete that this listener asked for. */
    void refreshed(FolderListener caller) {
        refreshes++;
        usesRefreshes(caller);
    }

    /** The listener uses all refreshes so far. */
    void usesRefreshes(FolderListener listener) {
        all.stream().filter(joined -> joined.listener == listener).forEach(joined -> joined.refreshesUsed = refreshes);
    }

    /** Whether another listener has asked for a refresh that this one has not used, and that reported all it needs. */
    boolean hasUnusedRefresh(FolderListener listener) {
        return all.stream()
                .anyMatch(joined ->
                        joined.listener == listener && !joined.wantsEveryRow && joined.refreshesUsed < refreshes);
    }

    /** Whether a listener waits for every row. */
    boolean wantEveryRow() {
        return all.stream().anyMatch(joined -> joined.wantsEveryRow);
    }

    @Override
    public void allReported() {
        for (Joined joined : all) {
            if (joined.wantsEveryRow) {
                joined.wantsEveryRow = false;
                joined.listener.allReported();
            }
        }
    }

    /** Reports an unchanged row to the listeners that want every row. */
    void unchanged(FileItem row) {
        for (Joined joined : all) {
            if (joined.wantsEveryRow) {
                joined.listener.seen(row);
            }
        }
    }

    @Override
    public void seen(FileItem row) {
        all.forEach(joined -> joined.listener.seen(row));
    }

    @Override
    public void gone(String fileId) {
        all.forEach(joined -> joined.listener.gone(fileId));
    }

    @Override
    public void pathSeen(FolderPath path) {
        all.forEach(joined -> joined.listener.pathSeen(path));
    }

    @Override
    public void persist(String mark) {
        all.forEach(joined -> joined.listener.persist(joined.wantsEveryRow ? null : mark));
    }
}
