/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.consumer;

import io.github.open115.camel.poll.FailurePauses;
import io.github.open115.camel.poll.FolderState;
import io.github.open115.client.files.FileItem;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.http.SteadyClock;
import io.github.open115.client.internal.LruMap;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/** Which of the waiting files may be taken now, in which order, and whether the folder must be listed for more. */
public final class WaitingFiles {

    private static final int MAX_YOUNG_FILES = 10_000;

    private final PollOptions options;
    private final PolledFolder folder;
    private final FailurePauses pauses;
    private final IntSupplier batch;
    private final SteadyClock clock;
    // guarded by itself: files that were too young, by id
    private final Map<String, Young> young = new LruMap<>(MAX_YOUNG_FILES);

    /** @param seen when a file with this change was seen first, by the steady clock */
    private record Young(Instant updated, Instant seen) {}

    /** @param batch how many files one poll takes at most; 0 for no limit */
    public WaitingFiles(
            PollOptions options, PolledFolder folder, FailurePauses pauses, IntSupplier batch, Clock clock) {
        this.options = options;
        this.folder = folder;
        this.pauses = pauses;
        this.batch = batch;
        this.clock = SteadyClock.of(clock);
    }

    /** A full batch is delivered without a listing as long as the last listing is fresh. */
    public boolean mustList(FolderState folderState) {
        int enough = options.memory().idempotent() ? Math.max(0, batch.getAsInt()) : 0;
        return !folderState.holds(enough, (id, updated) -> isEligible(id, updated, folderState.listedAt()));
    }

    /**
     * The files that may be taken now, after a listing where one is needed.
     *
     * @throws io.github.open115.client.http.Open115Exception when the folder could not be listed
     */
    public Iterator<FileItem> of(FolderState folderState) {
        boolean listed = mustList(folderState);
        if (listed) {
            refresh(folderState);
        }
        folder.ledger().lookUp(folderState.queue());
        Instant asOf = folderState.listedAt();
        return inOrder(folderState.queue().waiting(listed, (id, updated) -> isEligible(id, updated, asOf)));
    }

    private void refresh(FolderState folderState) {
        try {
            folderState.refresh();
        } catch (NotFoundException gone) {
            folder.lookUpAgain();
            throw new NotFoundException(
                    "The folder of " + options.endpoint() + ", or one below it, was deleted. The next poll looks for '"
                            + options.configuration().getDirectory() + "' again",
                    gone.failure(),
                    gone);
        }
    }

    /** @param asOf when the folder was listed: a file may have changed since, so its age is counted until then */
    public boolean isEligible(String fileId, Instant updated, Instant asOf) {
        return !pauses.isPaused(fileId)
                && !folder.isAwaitingChange(fileId)
                && !folder.ledger().isClaimed(fileId)
                && !isTooYoung(fileId, updated, asOf);
    }

    private boolean isTooYoung(String fileId, Instant updated, Instant asOf) {
        Duration minAge = Duration.ofMillis(options.configuration().getMinAge());
        boolean old =
                minAge.isZero() || updated == null || !updated.plus(minAge).isAfter(asOf);
        return !old && !hasBeenSeenFor(minAge, fileId, updated);
    }

    /** Where the clock of this machine is behind that of the service, a file seems to be from the future. */
    private boolean hasBeenSeenFor(Duration minAge, String fileId, Instant updated) {
        synchronized (young) {
            Young before = young.get(fileId);
            if (before == null || !before.updated.equals(updated)) {
                young.put(fileId, new Young(updated, clock.instant()));
                return false;
            }
            return !clock.instant().isBefore(before.seen.plus(minAge));
        }
    }

    /** The options {@code preSort} and {@code shuffle} order all waiting files, not one batch. */
    private Iterator<FileItem> inOrder(Iterator<FileItem> oldestFirst) {
        Comparator<FileItem> preSort = options.selection().preSort();
        if (preSort == null && !options.selection().shuffle()) {
            return oldestFirst;
        }
        List<FileItem> all = new ArrayList<>();
        oldestFirst.forEachRemaining(all::add);
        if (options.selection().shuffle()) {
            Collections.shuffle(all);
        }
        if (preSort != null) {
            all.sort(preSort);
        }
        return all.iterator();
    }
}
