/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.snapshot;

import static io.github.open115.camel.snapshot.ListedFolder.withCount;
import static io.github.open115.camel.snapshot.ListedFolder.withRows;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.client.auth.SettableClock;
import io.github.open115.client.files.FileItem;
import io.github.open115.client.files.FileItem.State;
import io.github.open115.client.http.Open115Exception;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs one random history of a folder: changes of the folder, faults of its listing, restarts. After each poll compares
 * what the snapshot reported with what is true, as far as a poll can know.
 */
final class SnapshotHistory {

    private static final Duration RECONCILE = Duration.ofHours(6);

    /** What can happen. */
    enum Event {
        UPLOAD,
        UPLOAD_IN_THE_SAME_SECOND,
        UPLOAD_UNFINISHED,
        FINISH,
        RENAME,
        REPLACE,
        REMOVE,
        MOVE_IN,
        MOVE_INSIDE,
        MOVE_OUT_OURSELVES,
        DELETE_OURSELVES_LATER,
        WHILE_IT_IS_READ,
        ERROR,
        SHORT_PAGE,
        EMPTY_PAGE,
        WRONG_COUNT,
        RESTART,
        CRASH_BEFORE_IT_IS_KEPT,
        POLL,
        POLL_MUCH_LATER
    }

    /**
     * One of these, somewhere.
     *
     * @param place selects the row or the call
     */
    record Step(Event event, int place) {}

    private final ListedFolder folder;
    private final int pageSize;
    private final boolean wrongCounts;
    private final SettableClock clock = new SettableClock();
    private final InMemoryRowStore store = new InMemoryRowStore();
    private final List<String> leavingLater = new ArrayList<>();
    private FolderSnapshot snapshot;
    private Consumer consumer = new Consumer(Map.of(), null);
    private Instant blurredUntil = Instant.MIN;
    private boolean added;
    private boolean taken;
    private boolean unseen;
    private boolean disturbed;
    private boolean restarted;

    /** A listener that persists with the snapshot and remembers that over a restart. */
    private final class Consumer implements FolderListener {

        private final Map<String, FileItem> present;
        private Map<String, FileItem> kept;
        private Set<String> reportedSince;
        private String mark;

        Consumer(Map<String, FileItem> kept, String mark) {
            this.present = new LinkedHashMap<>(kept);
            this.kept = kept;
            this.mark = mark;
        }

        @Override
        public void seen(FileItem row) {
            present.put(row.id(), row);
            if (reportedSince != null) {
                reportedSince.add(row.id());
            }
        }

        @Override
        public void allReported() {
            present.keySet().retainAll(reportedSince);
            reportedSince = null;
        }

        @Override
        public void gone(String fileId) {
            assertThat(present.remove(fileId) != null || restarted)
                    .as("file %s, reported as gone, was known", fileId)
                    .isTrue();
            if (!disturbed) {
                assertThat(folder.rows.containsKey(fileId))
                        .as("file %s is there when it is reported as gone", fileId)
                        .isFalse();
            }
        }

        @Override
        public void persist(String newMark) {
            kept = Map.copyOf(present);
            mark = newMark;
        }
    }

    /** @param wrongCounts whether the count may be wrong; if not, pages may be short */
    SnapshotHistory(int files, int pageSize, boolean wrongCounts) {
        this.folder = ListedFolder.of(files);
        this.pageSize = pageSize;
        this.wrongCounts = wrongCounts;
        open();
    }

    private void open() {
        snapshot = new FolderSnapshot(folder.source(pageSize), store, RECONCILE, clock);
        consumer.reportedSince = snapshot.join(consumer, consumer.mark) ? new HashSet<>() : null;
    }

    /** Lets it all happen, then waits for calm, and compares what was reported with what is there. */
    void run(List<Step> steps) {
        steps.forEach(this::happen);
        calm();
        for (int i = 0; i < 8; i++) {
            clock.advance(RECONCILE);
            poll();
        }
        assertReportedAll("in the end");
        int calls = folder.calls();
        assertThat(poll()).isTrue();
        assertThat(folder.calls() - calls).as("calls of an idle poll").isBetween(1, watched() ? 2 : 1);
    }

    private void assertReportedAll(String when) {
        Set<String> ghosts = new HashSet<>(consumer.present.keySet());
        ghosts.removeAll(folder.rows.keySet());
        assertThat(ghosts).as("gone, but not reported so %s", when).isEmpty();
        assertThat(folder.rows.values().stream().filter(row -> !row.equals(consumer.present.get(row.id()))))
                .as("not reported as it is %s", when)
                .isEmpty();
    }

    private boolean watched() {
        return folder.rows.size() > pageSize
                && folder.rows.values().stream().anyMatch(row -> row.state() == State.UNFINISHED);
    }

    private void happen(Step step) {
        int place = step.place();
        switch (step.event()) {
            case WHILE_IT_IS_READ -> {
                disturbed = true;
                folder.before(1 + place % 7, () -> change(Event.values()[place % 9], place / 9));
            }
            case ERROR -> folder.failAt(1 + place % 7);
            case SHORT_PAGE -> {
                if (!wrongCounts) {
                    folder.bend(
                            1 + place % 7,
                            page -> withRows(
                                    page,
                                    page.rows().subList(0, place % (page.rows().size() + 1))));
                }
            }
            case EMPTY_PAGE -> {
                if (!wrongCounts) {
                    folder.bend(1 + place % 7, page -> withRows(page, List.of()));
                }
            }
            case WRONG_COUNT -> {
                if (wrongCounts) {
                    // a count too high by as many files as came from elsewhere looks right
                    unseen = true;
                    folder.bend(1 + place % 3, page -> withCount(page, Math.max(0, page.count() + place % 5 - 2)));
                }
            }
            case RESTART -> restart(place % 2 == 0);
            case CRASH_BEFORE_IT_IS_KEPT -> {
                store.crashNext();
                poll();
                store.restarted();
            }
            case POLL -> {
                clock.advance(Duration.ofSeconds(10));
                poll();
            }
            case POLL_MUCH_LATER -> {
                clock.advance(RECONCILE);
                poll();
            }
            default -> change(step.event(), place);
        }
    }

    private void change(Event event, int place) {
        FileItem some = folder.rows.isEmpty() ? null : folder.at(place % folder.rows.size());
        if (event == Event.UPLOAD || some == null) {
            folder.upload();
            added = true;
            return;
        }
        switch (event) {
            case UPLOAD_IN_THE_SAME_SECOND, MOVE_IN -> {
                folder.moveIn(event == Event.MOVE_IN ? some.updated().getEpochSecond() : folder.now - 1);
                added = true;
            }
            case UPLOAD_UNFINISHED -> {
                folder.uploadUnfinished();
                added = true;
            }
            case FINISH -> {
                folder.finish(some);
                unseen = true;
            }
            case RENAME -> {
                folder.rename(some);
                unseen = true;
            }
            case REPLACE -> {
                folder.remove(some.id());
                folder.upload();
                unseen = true;
            }
            case REMOVE -> {
                folder.remove(some.id());
                taken = true;
            }
            case MOVE_INSIDE -> {
                folder.moveInside(some, Integer.toString(place));
                unseen = true;
            }
            case MOVE_OUT_OURSELVES -> {
                removeOurselves(some);
                folder.remove(some.id());
            }
            default -> {
                removeOurselves(some);
                leavingLater.add(some.id());
            }
        }
    }

    private void removeOurselves(FileItem item) {
        snapshot.removed(List.of(item.id()));
        blurredUntil = clock.instant().plus(OwnRemovals.LAG);
    }

    private void restart(boolean crash) {
        restarted = true;
        consumer = new Consumer(crash ? consumer.kept : consumer.present, consumer.mark);
        store.restarted();
        open();
    }

    private void calm() {
        folder.calm();
        store.restarted();
        disturbed = false;
        leavingLater.forEach(folder::remove);
        leavingLater.clear();
    }

    /** @return whether the listing was complete */
    private boolean poll() {
        boolean complete = false;
        try {
            complete = snapshot.refresh(consumer, Duration.ZERO);
            if (complete && !disturbed && !unseen && clock.instant().isAfter(blurredUntil) && !(added && taken)) {
                assertReportedAll("after a poll");
            }
        } catch (Open115Exception e) {
            complete = false;
        } catch (InMemoryRowStore.Crash e) {
            restart(true);
        }
        added = false;
        taken = false;
        leavingLater.forEach(folder::remove);
        leavingLater.clear();
        unseen = !consumer.present.equals(folder.rows);
        return complete;
    }
}
