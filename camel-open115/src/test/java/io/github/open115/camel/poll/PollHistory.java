/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.poll;

import static io.github.open115.camel.snapshot.ListedFolder.withCount;
import static io.github.open115.camel.snapshot.ListedFolder.withRows;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.camel.snapshot.FolderChanges;
import io.github.open115.camel.snapshot.FolderListener;
import io.github.open115.camel.snapshot.FolderSnapshot;
import io.github.open115.camel.snapshot.InMemoryRowStore;
import io.github.open115.camel.snapshot.ListedFolder;
import io.github.open115.client.auth.SettableClock;
import io.github.open115.client.files.FileItem;
import io.github.open115.client.http.Open115Exception;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/**
 * A folder to which things happen, and a consumer of it, put together as in a route but for the calls: its polls, its
 * exchanges, and its ends.
 */
final class PollHistory {

    private static final Duration RECONCILE = Duration.ofHours(6);
    private static final String FOLDER = "7";

    /** Renamed twice it is not wanted, renamed once more it is. */
    static final ConstantFilters FILTERS = new ConstantFilters(
            new ConstantFilters.Options(null, Pattern.compile("[^']*''"), null, null, true, null, null, null),
            name -> false,
            row -> true);

    /** What can happen besides what happens in the folder. */
    enum Event {
        IN_THE_FOLDER,
        WHILE_IT_IS_READ,
        ERROR,
        SHORT_PAGE,
        EMPTY_PAGE,
        WRONG_COUNT,
        LAGGING_COUNT,
        REPOSITORY_DOWN,
        A_FILTER_CHANGES_ITS_MIND,
        EXCHANGE_ENDS,
        STOP,
        KILL,
        POWER_CUT,
        CRASH_BEFORE_THE_SNAPSHOT_IS_KEPT,
        POLL,
        POLL_KILLED_BETWEEN_DELIVERIES,
        POLL_MUCH_LATER
    }

    /**
     * One of these.
     *
     * @param place tells which row, which call, which end of an exchange
     */
    record Step(Event event, int place) {}

    /**
     * How it begins.
     *
     * @param wrongCounts whether the count may be wrong; if not, pages may be short
     * @param leaves whether a file is removed after its delivery
     */
    record Setting(int files, int pageSize, int batch, boolean wrongCounts, boolean leaves) {}

    private final Setting setting;
    private final ListedFolder folder;
    private final FolderChanges changes;
    private final DeliveryLog log;
    private final SettableClock clock = new SettableClock();
    private final InMemoryRowStore store = new InMemoryRowStore();
    private final Set<String> refusedFolders = new HashSet<>();
    private final List<FileItem> inFlight = new ArrayList<>();
    private PollState state = PollState.inMemory();
    private PollState onDisk = PollState.inMemory();
    private FailurePauses pauses;
    private FolderSnapshot snapshot;
    private FolderState poll;

    PollHistory(Setting setting) {
        this.setting = setting;
        this.folder = ListedFolder.of(setting.files());
        this.log = new DeliveryLog(setting.leaves());
        this.changes = new FolderChanges(folder, () -> log.folderHas(folder.files()));
        log.folderHas(folder.files());
        open();
    }

    private void open() {
        pauses = new FailurePauses(clock, () -> Duration.ofMinutes(1));
        snapshot = folder.snapshot(store, setting.pageSize(), RECONCILE, clock);
        poll = new FolderState(
                new FolderState.Settings(FOLDER, true, setting.pageSize(), Duration.ofMinutes(10), Duration.ZERO),
                null,
                new FolderState.Snapshots() {
                    @Override
                    public FolderSnapshot take() {
                        return snapshot;
                    }

                    @Override
                    public void release() {
                        snapshot.close();
                    }
                },
                state,
                FILTERS,
                name -> false,
                log::isDelivered,
                log,
                clock);
        // joined after the consumer, it is told to keep after the consumer has flushed
        snapshot.join(new DiskWatch(), state.mark(FILTERS.fingerprint()));
    }

    /** Takes note of what is safe on the disk. */
    private final class DiskWatch implements FolderListener {

        @Override
        public void seen(FileItem row) {
            // on its way to the state
        }

        @Override
        public void gone(String fileId) {
            // on its way to the state
        }

        @Override
        public void persist(String mark) {
            flushed();
        }
    }

    private void flushed() {
        onDisk = copyOf(state);
        log.flushed();
    }

    private static PollState copyOf(PollState state) {
        PollState copy = PollState.inMemory();
        copy.waiting().putAll(state.waiting());
        copy.setAside().putAll(state.setAside());
        Optional.ofNullable(state.mark(FILTERS.fingerprint()))
                .ifPresent(mark -> copy.mark(mark, FILTERS.fingerprint()));
        return copy;
    }

    /** Lets it all happen, then waits for calm, and compares what was delivered with what is there. */
    void run(List<Step> steps) {
        steps.forEach(this::happen);
        folder.calm();
        folder.countTooMany(0);
        changes.settle();
        refusedFolders.clear();
        log.failNext(0);
        for (int i = 0; i < 8; i++) {
            clock.advance(RECONCILE);
            endAll();
            poll(List.of());
            deliver(true, List.of(), Integer.MAX_VALUE);
        }
        assertThat(poll.queue().pendingCount()).as("files that wait in the end").isZero();
        assertThat(poll.queue().setAsideCounts()).as("held in the end").doesNotContainKey(SetAsideReason.FILTER);
        folder.files().stream()
                .filter(row -> FILTERS.refusal(row).isEmpty())
                .forEach(row -> assertThat(log.wasDelivered(row))
                        .as("%s was delivered", row)
                        .isTrue());
    }

    private void happen(Step step) {
        int place = step.place();
        switch (step.event()) {
            case IN_THE_FOLDER -> changes.change(place);
            case WHILE_IT_IS_READ -> folder.before(1 + place % 7, () -> changes.change(place / 7));
            case ERROR -> folder.failAt(1 + place % 7);
            case SHORT_PAGE, EMPTY_PAGE -> shorten(step.event() == Event.EMPTY_PAGE, place);
            case WRONG_COUNT -> {
                if (setting.wrongCounts()) {
                    folder.bend(1 + place % 3, page -> withCount(page, Math.max(0, page.count() + place % 5 - 2)));
                }
            }
            case LAGGING_COUNT -> folder.countTooMany(setting.wrongCounts() ? place % 3 : 0);
            case REPOSITORY_DOWN -> log.failNext(1 + place % 4);
            case A_FILTER_CHANGES_ITS_MIND -> {
                String parent = place % 2 == 0 ? FOLDER : Integer.toString(place % 10);
                if (!refusedFolders.remove(parent)) {
                    refusedFolders.add(parent);
                }
            }
            case EXCHANGE_ENDS -> endOne(place);
            case STOP -> {
                poll.close();
                flushed();
                reopen();
            }
            case KILL -> reopen();
            case POWER_CUT -> {
                state = onDisk;
                onDisk = copyOf(state);
                log.powerCut();
                reopen();
            }
            case CRASH_BEFORE_THE_SNAPSHOT_IS_KEPT -> {
                store.crashNext();
                poll(List.of(place));
                store.restarted();
            }
            case POLL -> {
                clock.advance(Duration.ofSeconds(place));
                poll(List.of(place, place / 4, place / 16, place / 64));
            }
            case POLL_KILLED_BETWEEN_DELIVERIES -> {
                poll(List.of(place, place / 4));
                reopen();
            }
            case POLL_MUCH_LATER -> {
                clock.advance(RECONCILE);
                poll(List.of(place));
            }
        }
    }

    private void shorten(boolean empty, int place) {
        if (!setting.wrongCounts()) {
            folder.bend(
                    1 + place % 7,
                    page -> withRows(
                            page,
                            empty
                                    ? List.of()
                                    : page.rows()
                                            .subList(0, place % (page.rows().size() + 1))));
        }
    }

    private void reopen() {
        inFlight.clear();
        log.killed();
        open();
    }

    private BiPredicate<String, Instant> eligible() {
        return (id, updated) -> !pauses.isPaused(id);
    }

    /** @param ends tells how the first exchanges end; the others succeed */
    private void poll(List<Integer> ends) {
        boolean list = !poll.holds(setting.batch(), eligible());
        try {
            if (list) {
                poll.refresh();
            }
            deliver(list, ends, setting.batch());
            flushed();
        } catch (Open115Exception | DeliveryLog.Down e) {
            // the next poll goes on
        } catch (InMemoryRowStore.Crash e) {
            store.restarted();
            reopen();
        }
        changes.settle();
    }

    private void deliver(boolean heldToo, List<Integer> ends, int most) {
        List<FileItem> batch = new ArrayList<>();
        poll.queue().waiting(heldToo, eligible()).forEachRemaining(file -> {
            if (batch.size() < most) {
                consider(file, batch);
            }
        });
        batch.forEach(file -> {
            log.claim(file);
            poll.queue().begin(file.id(), file.sha1());
            inFlight.add(file);
        });
        for (int i = 0; i < batch.size(); i++) {
            int end = i < ends.size() ? ends.get(i) % 4 : 3;
            if (end > 0) {
                end(batch.get(i), end > 1);
            }
        }
    }

    private void consider(FileItem file, List<FileItem> batch) {
        if (log.isDelivered(file)) {
            poll.queue().drop(file.id());
        } else if (refusedFolders.contains(file.parentId())) {
            poll.queue().hold(file.id());
        } else {
            assertThat(FILTERS.refusal(file)).as("%s passes", file).isEmpty();
            batch.add(file);
        }
    }

    private void endOne(int place) {
        if (!inFlight.isEmpty()) {
            end(inFlight.get(place % inFlight.size()), place % 3 > 0);
        }
    }

    private void endAll() {
        List.copyOf(inFlight).forEach(file -> end(file, true));
    }

    private void end(FileItem file, boolean success) {
        inFlight.remove(file);
        if (!success) {
            log.failed(file);
            pauses.failed(file.id());
            poll.queue().failed(file.id());
            return;
        }
        log.delivered(file);
        pauses.succeeded(file.id());
        poll.queue().succeeded(file.id());
        if (setting.leaves()) {
            changes.leaves(file.id());
            poll.changed(List.of(file.id()), null);
        }
    }
}
