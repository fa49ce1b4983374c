/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.poll;

import io.github.open115.camel.snapshot.FolderSnapshot;
import io.github.open115.camel.snapshot.SubtreeWalk;
import io.github.open115.client.files.FileItem;
import io.github.open115.client.files.FolderPath;
import io.github.open115.client.http.SteadyClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Lists the folder for a consumer. Not thread-safe, because one thread polls. */
interface FolderFeed extends AutoCloseable {

    /**
     * The result of a listing.
     *
     * @param asked when the service was called, by the steady clock
     * @param complete whether it has all files; otherwise the next listing has more
     */
    record Answer(Instant asked, boolean complete) {}

    /**
     * Lists the folder, unless another consumer has just done so, and gives all changes to the queue.
     *
     * @param forced lists it even if another consumer has just done so
     * @throws io.github.open115.client.http.Open115Exception when the call failed, or the answers of the service
     *     contradict each other
     */
    Answer refresh(boolean forced);

    /** Whether the last listing had this file. */
    boolean contains(String fileId);

    /**
     * Whether this component has removed a file from the folder, and no listing has proved yet that it left or came back;
     * false where removals are not remembered.
     */
    default boolean isLeaving(String fileId) {
        return false;
    }

    /** Makes the next refresh read every row and give it to the queue. May be called by any thread. */
    default void reportAll() {}

    /** How many rows the last listing had. */
    int size();

    /** Records that this component has removed files from the folder. */
    default void removed(Collection<String> fileIds) {}

    /** Records that this component has moved or restored files into the folder, as new files. */
    default void arrived(Collection<String> fileIds) {}

    /** Records that this component has moved files back into the folder, or within it. */
    default void returned(Collection<String> fileIds) {}

    @Override
    default void close() {}

    /** Reads what has changed since the last poll: one call when nothing has. */
    final class Incremental implements FolderFeed {

        private final FolderSnapshot snapshot;
        private final QueueingListener listener;
        private final Duration shareFor;
        private final SteadyClock clock;
        private final Consumer<FolderPath> seenPaths;
        private final Runnable giveBack;
        private volatile boolean closed;

        /**
         * @param shareFor maximum age of a listing of another consumer that is used instead of an own one
         * @param giveBack ends the use of the snapshot
         */
        Incremental(
                FolderSnapshot snapshot,
                QueueingListener listener,
                Duration shareFor,
                Clock clock,
                Consumer<FolderPath> seenPaths,
                Runnable giveBack) {
            this.snapshot = snapshot;
            this.listener = listener;
            this.shareFor = shareFor;
            this.clock = SteadyClock.of(clock);
            this.seenPaths = seenPaths;
            this.giveBack = giveBack;
            listener.follow(snapshot::contains);
            snapshot.join(listener, listener.mark());
        }

        @Override
        public Answer refresh(boolean forced) {
            Instant now = clock.instant();
            if (listener.hasMissedRows()) {
                snapshot.reportAll(listener);
            }
            boolean all;
            RuntimeException failure;
            try {
                all = snapshot.refresh(listener, forced ? Duration.ZERO : shareFor);
            } finally {
                failure = listener.failure();
            }
            if (failure != null) {
                throw failure;
            }
            listener.seenPaths().forEach(seenPaths);
            return new Answer(all ? snapshot.completeAt() : now, all);
        }

        @Override
        public void reportAll() {
            snapshot.reportAll(listener);
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
        public void arrived(Collection<String> fileIds) {
            if (!closed) {
                snapshot.arrived(fileIds);
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
            snapshot.leave(listener);
            giveBack.run();
        }
    }

    /** Lists the whole folder at each poll, and remembers only the ids. */
    final class Complete implements FolderFeed {

        private final SubtreeWalk folder;
        private final QueueingListener listener;
        private final SteadyClock clock;
        private final Consumer<FolderPath> seenPaths;
        private Set<String> ids = Set.of();

        Complete(SubtreeWalk folder, QueueingListener listener, Clock clock, Consumer<FolderPath> seenPaths) {
            this.folder = folder;
            this.listener = listener;
            this.clock = SteadyClock.of(clock);
            this.seenPaths = seenPaths;
        }

        @Override
        public Answer refresh(boolean forced) {
            Instant asked = clock.instant();
            List<FileItem> rows = folder.readAll(seenPaths);
            Set<String> present = new HashSet<>();
            rows.forEach(row -> present.add(row.id()));
            Set<String> before = ids;
            ids = present;
            before.stream().filter(id -> !present.contains(id)).forEach(listener::gone);
            rows.forEach(listener::seen);
            RuntimeException failure = listener.failure();
            if (failure != null) {
                throw failure;
            }
            listener.retain(present::contains);
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
}
