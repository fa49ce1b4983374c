package io.github.open115.camel.snapshot;

import io.github.open115.camel.snapshot.IncrementalListing.Verdict;
import io.github.open115.client.files.FileItem;
import io.github.open115.client.files.FileItem.State;
import io.github.open115.client.files.FolderPath;
import io.github.open115.client.files.IncompleteListingException;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.Sleeper;
import io.github.open115.client.http.SteadyClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every row of one folder, or of its whole subtree, finished or not, in few bytes each: kept up to date with one call
 * as long as nothing happens, whatever the size (docs/115-open-api.md C.1.7), and telling its listeners what happened.
 * Rows that were met are told at once; that a file is gone only when the listing adds up. One snapshot serves all
 * endpoints that poll the same folder. Thread-safe.
 */
public final class FolderSnapshot implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FolderSnapshot.class);

    /** A listing that was interrupted so long ago is begun again. */
    private static final Duration RESUME_WITHIN = Duration.ofHours(1);

    /** A second pass over so few pages is made at once when the first does not agree with the count. */
    private static final int FEW_PAGES = 10;

    private final String name;
    private final SteadyClock clock;
    private final int pageSize;

    /** Guards all fields below, and what they hold. Listeners are told while it is held. */
    private final ReentrantLock lock = new ReentrantLock();

    private final KnownRows known;
    private final CountCorrection correction = new CountCorrection();
    private final SnapshotListeners listeners = new SnapshotListeners();
    private final OwnRemovals removals;
    private final SnapshotMemory memory;
    private final FullListingSchedule schedule;
    private final PageFeed feed;
    private final FolderWalk walk;
    private final UnfinishedWatch watch;
    private final WalkedPast walkedPast = new WalkedPast();
    private IncrementalListing interrupted;
    private Instant interruptedAt;
    private Instant completeAt = Instant.MIN;

    /**
     * @param name what the folder is called in messages
     * @param source how the folder is read
     * @param pageSize rows asked for in one call, 2 to 1150
     * @param reconcileInterval how often all rows are read as a safety net; zero for never
     */
    FolderSnapshot(String name, Source source, RowStore store, int pageSize, Duration reconcileInterval, Clock clock) {
        this.name = name;
        this.clock = SteadyClock.of(clock);
        this.pageSize = Math.max(2, pageSize);
        this.removals = new OwnRemovals(clock);
        this.memory = new SnapshotMemory(store, removals, correction);
        this.known = memory.known();
        this.schedule = new FullListingSchedule(clock, reconcileInterval);
        this.feed = new PageFeed(source.pages(), source.sleeper(), listeners::pathSeen);
        this.walk = source.walk().apply(listeners::pathSeen);
        this.watch = new UnfinishedWatch(known, feed, this.pageSize);
    }

    /**
     * How a folder is read.
     *
     * @param pages its listing
     * @param walk makes the other way to its files, which tells the paths of the folders it comes by
     * @param sleeper how to wait between two attempts
     */
    record Source(RowPages pages, Function<Consumer<FolderPath>, FolderWalk> walk, Sleeper sleeper) {}

    /**
     * Adds a listener.
     *
     * @param mark the last one that it kept; null when it knows nothing
     * @return whether it is told every row by the next refresh, since the mark does not cover what is known here
     */
    public boolean join(FolderListener listener, String mark) {
        lock.lock();
        try {
            boolean everyRow = !memory.covers(mark);
            listeners.add(listener, everyRow);
            interrupted = everyRow ? null : interrupted;
            return everyRow;
        } finally {
            lock.unlock();
        }
    }

    /** Removes a listener; one that is not there is no error. */
    public void leave(FolderListener listener) {
        lock.lock();
        try {
            listeners.remove(listener);
        } finally {
            lock.unlock();
        }
    }

    /** The next refresh reads all rows and tells this listener each of them, for instance because its filters changed. */
    public void reportAll(FolderListener listener) {
        lock.lock();
        try {
            listeners.tellEveryRow(listener);
            interrupted = null;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Files that we deleted or moved out of the folder ourselves; ids that are not known are ignored. Their rows are no
     * news until the service has carried it out; then they are told to be gone.
     */
    public void removed(Collection<String> fileIds) {
        lock.lock();
        try {
            for (String fileId : fileIds) {
                long id = KnownRows.idOf(fileId);
                int place = known.find(id);
                if (place != IdIndex.ABSENT) {
                    memory.leaving(place);
                    removals.add(id);
                    drop(place);
                }
            }
            memory.commit(listeners);
        } finally {
            lock.unlock();
        }
    }

    /** Files that we moved back into the folder: their rows are news again. */
    public void returned(Collection<String> fileIds) {
        lock.lock();
        try {
            fileIds.forEach(fileId -> removals.forget(KnownRows.idOf(fileId)));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Brings the snapshot up to date and tells what happened.
     *
     * @param asking who acts upon it: a refresh that another listener asked for since this one last did will do, without a
     *     call; one's own never does
     * @param maxAge as long as that one is younger than this; zero for never
     * @return whether the listing adds up; if not, what was met was told, and a later refresh finds the rest
     * @throws IncompleteListingException when all rows were read and do not add up; what was met was told
     * @throws Open115Exception when a page could not be had; what was met before was told, and the next refresh goes on
     *     where this one ended
     */
    public boolean refresh(FolderListener asking, Duration maxAge) {
        lock.lock();
        try {
            Instant now = clock.instant();
            if (listeners.hasNews(asking) && now.isBefore(completeAt.plus(maxAge))) {
                listeners.takesNote(asking);
                return true;
            }
            try {
                boolean complete = refreshNow(now);
                if (complete) {
                    listeners.refreshed(asking);
                }
                return complete;
            } finally {
                memory.commit(listeners);
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean refreshNow(Instant now) {
        feed.begin();
        removals.begin();
        if (walk.isTheOnlyWay()) {
            return readByWalk(now);
        }
        IncrementalListing listing = toGoOnWith(now);
        Verdict verdict = read(listing);
        for (int passesMade = 0; verdict == Verdict.DOUBTFUL && mayReadAll(listing, passesMade); passesMade++) {
            listing = newListing(true);
            verdict = read(listing);
        }
        if (verdict == Verdict.ADDS_UP) {
            if (walk.isAdvised(known.size()) && readByWalk(now)) {
                return true;
            }
            boolean exactly =
                    correction.corrected(listing.count()) == listing.seen().expected();
            settle(listing.seen(), now, exactly, listing.isWhole());
        } else if (listing.isWhole()) {
            schedule.failed();
        }
        watch.look(listing.seen());
        if (verdict == Verdict.DOUBTFUL && listing.isWhole()) {
            throw new IncompleteListingException("the listing of " + name + " does not add up: "
                    + listing.seen().expected() + " rows were met on " + listing.pages()
                    + " pages, the service counts "
                    + listing.count() + "; all rows are read again in "
                    + schedule.pause().toMinutes()
                    + " minutes at the earliest");
        }
        LOG.debug("{}: {} rows, {}", name, known.size(), verdict);
        return verdict == Verdict.ADDS_UP;
    }

    private IncrementalListing toGoOnWith(Instant now) {
        IncrementalListing listing = interrupted;
        interrupted = null;
        if (listing != null && now.isBefore(interruptedAt.plus(RESUME_WITHIN))) {
            return listing;
        }
        boolean due = schedule.isDue(memory.reconciledAt()) || listeners.wantEveryRow();
        return newListing(due && schedule.isAllowed());
    }

    private IncrementalListing newListing(boolean whole) {
        SeenRows seen = new SeenRows(known, removals, this::met);
        return new IncrementalListing(seen, removals, correction, feed, pageSize, known.size(), whole);
    }

    /** A pass over a small folder is repeated at once, so that a wrong count does not delay what it has. */
    private boolean mayReadAll(IncrementalListing last, int passesMade) {
        return last.isWhole() ? passesMade < 2 && last.pages() <= FEW_PAGES : schedule.isAllowed();
    }

    private Verdict read(IncrementalListing listing) {
        try {
            return listing.read(() -> memory.commit(listeners));
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

    private void met(FileItem row, int place, boolean changed) {
        walk.listed(row.parentId());
        if (changed) {
            memory.changed(place);
            listeners.seen(row);
            if (row.state() == State.UNFINISHED) {
                watch.news();
            }
        } else {
            listeners.unchanged(row);
        }
    }

    /** @return whether this was the only way to find all files */
    private boolean readByWalk(Instant asked) {
        SeenRows seen = new SeenRows(known, removals, this::met);
        walk.read(seen::meet, known.size());
        if (walk.isTheOnlyWay()) {
            seen.coverAll();
            walkedPast.excuse(seen, known);
            settle(seen, asked, true, true);
        }
        return walk.isTheOnlyWay();
    }

    /**
     * The listing adds up.
     *
     * @param exactly whether the service counts none of those that we removed
     * @param whole whether all rows were met
     */
    private void settle(SeenRows seen, Instant asked, boolean exactly, boolean whole) {
        seen.forEachMissing(place -> {
            listeners.gone(KnownRows.textOf(known.id(place)));
            memory.gone(place);
            drop(place);
        });
        for (long id : removals.confirm(exactly)) {
            listeners.gone(KnownRows.textOf(id));
            memory.gone(id);
        }
        completeAt = asked;
        if (whole) {
            memory.reconciled(clock.toWall(asked));
            if (listeners.wantEveryRow()) {
                listeners.allReported();
                memory.wantMark();
            }
            schedule.succeeded();
        }
    }

    private void drop(int place) {
        known.remove(place);
        if (interrupted != null) {
            interrupted.seen().forget(place);
        }
    }

    /** When the last listing that adds up was asked for, by the steady clock; {@link Instant#MIN} for never since the start. */
    public Instant completeAt() {
        lock.lock();
        try {
            return completeAt;
        } finally {
            lock.unlock();
        }
    }

    /** Whether a file is known to be in the folder; one that we removed is until the service has carried it out. */
    public boolean contains(String fileId) {
        lock.lock();
        try {
            long id = KnownRows.idOf(fileId);
            return known.find(id) != IdIndex.ABSENT || removals.ids().contains(id);
        } finally {
            lock.unlock();
        }
    }

    /** Whether we removed a file ourselves, and it is neither proved to have left nor to have come back. */
    public boolean isLeaving(String fileId) {
        lock.lock();
        try {
            return removals.ids().contains(KnownRows.idOf(fileId));
        } finally {
            lock.unlock();
        }
    }

    /** Number of known rows. */
    public int size() {
        lock.lock();
        try {
            return known.size();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            memory.close();
        } finally {
            lock.unlock();
        }
    }
}
