/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.snapshot;

import io.github.open115.camel.snapshot.IncrementalListing.Verdict;
import io.github.open115.client.files.FileItem;
import io.github.open115.client.files.FileItem.State;
import io.github.open115.client.files.FilePage;
import io.github.open115.client.files.FolderPath;
import io.github.open115.client.files.IncompleteListingException;
import io.github.open115.client.files.ListQuery;
import io.github.open115.client.files.ListingPages;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.Sleeper;
import io.github.open115.client.http.SteadyClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every row of one folder, or of its whole subtree, finished or not, in few bytes each. Kept up to date with one call
 * as long as nothing changes, whatever the size (docs/115-open-api.md C.1.7), and reports every change to its
 * listeners. A row is reported at once, a missing file only when the listing is proved complete. All endpoints that
 * poll a folder share one snapshot. Thread-safe.
 */
public final class FolderSnapshot implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FolderSnapshot.class);

    /** A listing that was interrupted longer ago is begun again. */
    private static final Duration RESUME_WITHIN = Duration.ofHours(1);

    /** A pass over so few pages is repeated at once if it does not agree with the count. */
    private static final int FEW_PAGES = 10;

    private final String name;
    private final SteadyClock clock;

    /** Guards all fields below, and what they hold. Listeners are called while it is held. */
    private final ReentrantLock lock = new ReentrantLock();

    private final KnownRows known;
    private final CountCorrection correction = new CountCorrection();
    // in the order in which they joined
    private final Map<FolderListener, Joined> listeners = new LinkedHashMap<>();
    private final OwnRemovals removals;
    private final SnapshotMemory memory;
    private final FullListingSchedule schedule;
    private final ListingPages pages;
    private final SubtreeWalk walk;
    private final UnfinishedWatch watch;
    private final Queue<Runnable> noted = new ConcurrentLinkedQueue<>();
    private IncrementalListing interrupted;
    private Instant interruptedAt;
    private Instant completeAt = Instant.MIN;
    private long refreshes;

    /** What a listener has got, and waits for. */
    private static final class Joined {

        private boolean wantsEveryRow;
        private long refreshesUsed;

        Joined(long refreshesUsed) {
            this.refreshesUsed = refreshesUsed;
        }

        /** Whether another listener has asked for a refresh that reported all that this one needs. */
        boolean hasUnused(long refreshes) {
            return !wantsEveryRow && refreshesUsed < refreshes;
        }
    }

    /**
     * @param source how the folder is read
     * @param reconcileInterval how often all rows are read as a safety net; zero for never
     */
    FolderSnapshot(Source source, RowStore store, Duration reconcileInterval, Clock clock) {
        this.name = "folder " + source.query().folderId();
        this.clock = SteadyClock.of(clock);
        this.removals = new OwnRemovals(clock);
        this.memory = new SnapshotMemory(store, removals, correction);
        this.known = memory.known();
        this.schedule = new FullListingSchedule(clock, reconcileInterval);
        this.pages = new ListingPages(
                (query, offset) -> {
                    FilePage page = source.pages().read(query, offset);
                    pathSeen(page.path());
                    return page;
                },
                source.query(),
                source.sleeper());
        this.walk = source.walk();
        this.watch = new UnfinishedWatch(known, pages);
    }

    /**
     * How a folder is read.
     *
     * @param query the listing of its files, newest change first
     * @param pages where the pages of the listing come from
     * @param walk the other way to its files
     * @param sleeper waits before a second look at a page
     */
    record Source(ListQuery query, ListingPages.Source pages, SubtreeWalk walk, Sleeper sleeper) {}

    /**
     * Adds a listener.
     *
     * @param mark the last mark that it persisted; null if it knows nothing
     * @return whether the next refresh reports every row to it, because the mark does not cover what is known here
     */
    public boolean join(FolderListener listener, String mark) {
        enter();
        try {
            Joined joined = new Joined(refreshes);
            listeners.put(listener, joined);
            if (!memory.covers(mark)) {
                reportAllTo(joined);
            }
            return joined.wantsEveryRow;
        } finally {
            lock.unlock();
        }
    }

    /** Removes a listener, if it is there. */
    public void leave(FolderListener listener) {
        enter();
        try {
            listeners.remove(listener);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Makes the next refresh read all rows and report each to this listener, for instance because its filters changed.
     */
    public void reportAll(FolderListener listener) {
        enter();
        try {
            reportAllTo(joined(listener));
        } finally {
            lock.unlock();
        }
    }

    /** A listener that has left, while its poll was under way, counts as one that has just joined. */
    private Joined joined(FolderListener listener) {
        return listeners.getOrDefault(listener, new Joined(refreshes));
    }

    /** A listing that was interrupted has reported some rows already, so a new one must begin. */
    private void reportAllTo(Joined joined) {
        joined.wantsEveryRow = true;
        interrupted = null;
    }

    /**
     * Takes note of files that this application deleted or moved out of the folder; unknown ids are ignored. Their rows
     * are not reported until the service has done it; then they are reported as gone.
     */
    public void removed(Collection<String> fileIds) {
        List<String> ids = List.copyOf(fileIds);
        note(() -> remove(ids));
    }

    private void remove(Collection<String> fileIds) {
        for (String fileId : fileIds) {
            long id = KnownRows.idOf(fileId);
            int place = known.find(id);
            if (place != KnownRows.ABSENT) {
                memory.leaving(place);
                removals.add(id);
                drop(place);
            }
        }
        commit();
    }

    /**
     * Takes note of files that this application moved or restored into the folder. One that it took out of the folder before
     * is reported as gone, so that its row is a new file.
     */
    public void arrived(Collection<String> fileIds) {
        List<String> ids = List.copyOf(fileIds);
        note(() -> arrive(ids));
    }

    private void arrive(Collection<String> fileIds) {
        for (String fileId : fileIds) {
            long id = KnownRows.idOf(fileId);
            if (removals.ids().contains(id)) {
                removals.forget(id);
                gone(id);
                memory.gone(id);
            }
            removals.arriving(id);
        }
        commit();
    }

    /** Makes a change now, or before the next use if a listing is under way: whoever tells of it does not wait for that. */
    private void note(Runnable change) {
        noted.add(change);
        if (lock.tryLock()) {
            try {
                applyNoted();
            } finally {
                lock.unlock();
            }
        }
    }

    private void enter() {
        lock.lock();
        try {
            applyNoted();
        } catch (RuntimeException | Error e) {
            lock.unlock();
            throw e;
        }
    }

    private void applyNoted() {
        // not within a listing, whose rows have their places
        if (lock.getHoldCount() == 1) {
            for (Runnable change = noted.poll(); change != null; change = noted.poll()) {
                change.run();
            }
        }
    }

    /** Takes note of files that this application moved back into the folder: their rows are reported again. */
    public void returned(Collection<String> fileIds) {
        enter();
        try {
            fileIds.forEach(fileId -> removals.forget(KnownRows.idOf(fileId)));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Brings the snapshot up to date and reports the changes to all listeners.
     *
     * @param caller the listener that asks. A refresh made by another listener after the last one of this caller is
     *     reused, without a call; its own is not
     * @param maxAge how old a refresh may be to be reused; zero for never
     * @return whether the listing is complete; if not, a later refresh finds the rest of the changes
     * @throws IncompleteListingException if all rows were read and the listing is not proved complete; the rows were
     *     reported
     * @throws Open115Exception if a page could not be read; the rows before it were reported, and the next refresh
     *     continues after them
     */
    public boolean refresh(FolderListener caller, Duration maxAge) {
        enter();
        try {
            Instant now = clock.instant();
            Joined joined = joined(caller);
            if (joined.hasUnused(refreshes) && now.isBefore(completeAt.plus(maxAge))) {
                joined.refreshesUsed = refreshes;
                return true;
            }
            try {
                boolean complete = refreshNow(now);
                if (complete) {
                    joined.refreshesUsed = ++refreshes;
                }
                return complete;
            } finally {
                commit();
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean refreshNow(Instant now) {
        pages.begin();
        removals.begin();
        if (walk.isTheOnlyWay()) {
            return readByWalk(now);
        }
        IncrementalListing listing = interruptedOrNew(now);
        Verdict verdict = read(listing);
        if (verdict == Verdict.COMPLETE && !listing.isWhole() && removals.mayHideArrivals()) {
            verdict = Verdict.UNPROVED;
        }
        for (int passes = 0; verdict == Verdict.UNPROVED && mayReadAll(listing, passes); passes++) {
            listing = newListing(true);
            verdict = read(listing);
        }
        if (verdict == Verdict.COMPLETE) {
            if (walk.isAdvised(known.size()) && readByWalk(now)) {
                return true;
            }
            boolean exactly =
                    correction.corrected(listing.count()) == listing.seen().expected();
            settle(listing.seen(), now, exactly, listing.isWhole());
            if (listing.isWhole()) {
                removals.allListed();
            }
        } else if (listing.isWhole()) {
            schedule.failed();
        }
        watch.look(listing.seen());
        if (verdict == Verdict.UNPROVED && listing.isWhole()) {
            throw new IncompleteListingException("the listing of " + name + " could not be proved complete: "
                    + listing.seen().expected() + " rows were read on " + listing.pages()
                    + " pages, the service counts "
                    + listing.count() + "; all rows are read again in "
                    + schedule.pause().toMinutes()
                    + " minutes at the earliest");
        }
        LOG.debug("{}: {} rows, {}", name, known.size(), verdict);
        return verdict == Verdict.COMPLETE;
    }

    private IncrementalListing interruptedOrNew(Instant now) {
        IncrementalListing listing = interrupted;
        interrupted = null;
        if (listing != null && now.isBefore(interruptedAt.plus(RESUME_WITHIN))) {
            return listing;
        }
        boolean due = schedule.isDue(memory.reconciledAt()) || isEveryRowWanted();
        return newListing(due && schedule.isAllowed());
    }

    private IncrementalListing newListing(boolean whole) {
        return new IncrementalListing(newSeenRows(), removals, correction, pages, whole);
    }

    private SeenRows newSeenRows() {
        return new SeenRows(known, removals, this::rowSeen);
    }

    /** Whether a pass over all rows may follow. In a small folder at once, so that a wrong count delays no file. */
    private boolean mayReadAll(IncrementalListing last, int passes) {
        return last.isWhole() ? passes < 2 && last.pages() <= FEW_PAGES : schedule.isAllowed();
    }

    private Verdict read(IncrementalListing listing) {
        try {
            return listing.read(this::commit);
        } catch (IncompleteListingException e) {
            schedule.failed();
            throw e;
        } catch (Open115Exception e) {
            if (listing.pages() > 0) {
                interrupted = listing;
                interruptedAt = clock.instant();
            }
            throw e;
        }
    }

    private void rowSeen(FileItem row, int place, boolean changed) {
        walk.listed(row.parentId());
        if (changed) {
            memory.changed(place);
            if (row.state() == State.UNFINISHED) {
                watch.changed();
            }
        }
        listeners.forEach((listener, joined) -> {
            if (changed || joined.wantsEveryRow) {
                listener.seen(row);
            }
        });
    }

    private void gone(long id) {
        String fileId = KnownRows.textOf(id);
        listeners.keySet().forEach(listener -> listener.gone(fileId));
    }

    private void pathSeen(FolderPath path) {
        listeners.keySet().forEach(listener -> listener.pathSeen(path));
    }

    private void commit() {
        memory.commit(
                mark -> listeners.forEach((listener, joined) -> listener.persist(joined.wantsEveryRow ? null : mark)));
    }

    private boolean isEveryRowWanted() {
        return listeners.values().stream().anyMatch(joined -> joined.wantsEveryRow);
    }

    /** @return whether the walk is the only way to find all files */
    private boolean readByWalk(Instant asked) {
        SeenRows seen = newSeenRows();
        walk.read(seen::record, this::pathSeen, known.size());
        if (walk.isTheOnlyWay()) {
            seen.coverAll();
            walk.keepMissedOnce(seen, known);
            settle(seen, asked, true, true);
        }
        return walk.isTheOnlyWay();
    }

    /**
     * The listing is complete: missing rows are gone.
     *
     * @param exactly whether the service counts none of the files that this application removed
     * @param whole whether all rows were read
     */
    private void settle(SeenRows seen, Instant asked, boolean exactly, boolean whole) {
        seen.forEachMissing(place -> {
            gone(known.id(place));
            memory.gone(place);
            drop(place);
        });
        for (long id : removals.confirm(exactly)) {
            gone(id);
            memory.gone(id);
        }
        completeAt = asked;
        if (whole) {
            memory.reconciled(clock.toWall(asked));
            listeners.forEach((listener, joined) -> {
                if (joined.wantsEveryRow) {
                    joined.wantsEveryRow = false;
                    listener.allReported();
                    memory.wantMark();
                }
            });
            schedule.succeeded();
        }
    }

    private void drop(int place) {
        known.remove(place);
        if (interrupted != null) {
            interrupted.seen().forget(place);
        }
    }

    /**
     * When the last complete listing was begun, by the steady clock; {@link Instant#MIN} if none since the start.
     */
    public Instant completeAt() {
        enter();
        try {
            return completeAt;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Whether a file is known to be in the folder, also if this application removed it and the service has yet to do
     * it.
     */
    public boolean contains(String fileId) {
        enter();
        try {
            long id = KnownRows.idOf(fileId);
            return known.find(id) != KnownRows.ABSENT || removals.ids().contains(id);
        } finally {
            lock.unlock();
        }
    }

    /** Whether this application removed a file, and it is not yet proved to have left or to have come back. */
    public boolean isLeaving(String fileId) {
        enter();
        try {
            return removals.ids().contains(KnownRows.idOf(fileId));
        } finally {
            lock.unlock();
        }
    }

    /** Number of known rows. */
    public int size() {
        enter();
        try {
            return known.size();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        enter();
        try {
            memory.close();
        } finally {
            lock.unlock();
        }
    }
}
