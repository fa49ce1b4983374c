/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.poll;

import io.github.open115.camel.names.FilePlace;
import io.github.open115.camel.names.UniquePaths;
import io.github.open115.camel.snapshot.FolderSnapshot;
import io.github.open115.camel.snapshot.SubtreeWalk;
import io.github.open115.client.files.DriveFiles;
import io.github.open115.client.files.FileItem;
import io.github.open115.client.files.FolderPath;
import io.github.open115.client.files.ListQuery;
import io.github.open115.client.http.SteadyClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state of a polled folder for one consumer: which files wait, which are set aside and why, where its folders are, and
 * the names of its files. Only the queue is thread-safe, because one thread polls.
 */
public final class FolderState implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FolderState.class);

    /** Every poll lists everything. */
    public static final Snapshots NO_SNAPSHOT = new Snapshots() {
        @Override
        public FolderSnapshot take() {
            return null;
        }

        @Override
        public void release() {
            // nothing was taken
        }
    };

    /** A backlog is delivered for this time before the folder is listed again. */
    private static final Duration LISTING_MAX_AGE = Duration.ofMinutes(5);

    private static final Duration SWEEP_NAMES_EVERY = Duration.ofHours(6);

    private final Settings settings;
    private final SteadyClock clock;
    private final UniquePaths paths;
    private final FileQueue queue;
    private final QueueingListener listener;
    private final FolderFeed feed;
    private final HeldLookUps heldLookUps = new HeldLookUps();
    private FolderPath place;
    // by the steady clock; the next two by the wall clock, for people and to compare with the times of files
    private Instant askedAt = Instant.MIN;
    private Instant listedAt = Instant.MIN;
    private Instant completeAt = Instant.MIN;
    private long completeListings;
    private volatile boolean listingWanted;
    private Instant namesSweptAt = Instant.MIN;

    /**
     * The polled folder and its options.
     *
     * @param folderId id of the polled folder
     * @param recursive whether its whole subtree is polled
     * @param pageSize rows that one listing call asks for
     * @param pathMaxAge how long the path of a folder is trusted
     * @param shareFor maximum age of a listing of another consumer of the folder that is used instead of an own one
     */
    public record Settings(String folderId, boolean recursive, int pageSize, Duration pathMaxAge, Duration shareFor) {

        private ListQuery listing() {
            return recursive ? ListQuery.subtree(folderId, pageSize) : ListQuery.filesOf(folderId, pageSize);
        }
    }

    /** Forgets files that have left the folder. Thread-safe. */
    public interface GoneFileListener {

        /** A file is proved to have left the folder. */
        void gone(String fileId);

        /** A complete listing has shown which files are there. */
        void retain(Predicate<String> present);
    }

    /** Opens and closes the snapshot of the folder. */
    public interface Snapshots {

        /** The snapshot; null when each poll lists everything. */
        FolderSnapshot take();

        /** Gives it back. */
        void release();
    }

    /**
     * Continues with a state that was kept.
     *
     * @param isDoneFile whether a name is one of a done file
     * @param isDelivered whether a file was delivered or is being delivered, judged by its row
     * @param goneFiles forgets files that have left the folder
     */
    public FolderState(
            Settings settings,
            DriveFiles files,
            Snapshots snapshots,
            PollState state,
            ConstantFilters filters,
            Predicate<String> isDoneFile,
            Predicate<FileItem> isDelivered,
            GoneFileListener goneFiles,
            Clock clock) {
        this.settings = settings;
        this.clock = SteadyClock.of(clock);
        this.paths = new UniquePaths(
                files,
                settings.folderId(),
                clock,
                settings.pathMaxAge(),
                state.folderNames(),
                state.fileNames(),
                this::contains);
        this.queue = new FileQueue(state.waiting(), state.setAside(), filters::refusal, isDelivered);
        this.listener = new QueueingListener(
                queue, new DoneFiles(isDoneFile, state.doneFiles()), goneFiles, state, filters.fingerprint());
        this.feed = feed(files, snapshots);
    }

    private FolderFeed feed(DriveFiles files, Snapshots snapshots) {
        FolderSnapshot snapshot = snapshots.take();
        if (snapshot == null) {
            return new FolderFeed.Complete(
                    new SubtreeWalk(files, settings.listing(), clock), listener, clock, this::seen);
        }
        try {
            return new FolderFeed.Incremental(
                    snapshot, listener, settings.shareFor(), clock, this::seen, snapshots::release);
        } catch (RuntimeException e) {
            snapshots.release();
            throw e;
        }
    }

    private void seen(FolderPath path) {
        paths.remember(path);
        if (path.folderId().equals(settings.folderId())) {
            if (place != null && !place.equals(path)) {
                LOG.warn(
                        "The polled folder {} is now {}. It is polled on, but its old path will not be found at the"
                                + " next start",
                        settings.folderId(),
                        path.elements().stream()
                                .skip(1)
                                .map(FolderPath.Element::name)
                                .collect(Collectors.joining(" > ")));
            }
            place = path;
        }
    }

    /** The id of the polled folder. */
    public String folderId() {
        return settings.folderId();
    }

    /**
     * Whether a full batch waits, so that the folder need not be listed.
     *
     * @param enough files of a full batch; 0 to always list the folder
     * @param eligible whether a file could be taken now, by id and time of the last change, which may be null
     */
    public boolean holds(int enough, BiPredicate<String, Instant> eligible) {
        boolean fresh = askedAt != Instant.MIN && clock.instant().isBefore(askedAt.plus(LISTING_MAX_AGE));
        return enough > 0 && !listingWanted && fresh && queue.holds(enough, eligible);
    }

    /**
     * Reads the changes of the folder, unless another consumer of it has just done so.
     *
     * @throws io.github.open115.client.http.Open115Exception when it could not be listed
     */
    public void refresh() {
        FolderFeed.Answer answer = feed.refresh(listingWanted);
        listingWanted = false;
        if (!answer.asked().equals(askedAt)) {
            askedAt = answer.asked();
            listedAt = clock.toWall(askedAt);
        }
        if (answer.complete()) {
            completeAt = listedAt;
            completeListings++;
            sweepNames(clock.instant());
        }
        heldLookUps.begin(listener.foldersMadeReady());
    }

    /**
     * Has the next poll list the folder, even if files wait or another consumer has just listed it. May be called by any
     * thread, like the next two methods.
     *
     * @param everyRow whether it reads all rows, rather than those that may have changed
     */
    public void wantListing(boolean everyRow) {
        if (everyRow) {
            feed.reportAll();
        }
        listingWanted = true;
    }

    /**
     * Queues a file again that was delivered.
     *
     * @param forget removes it from the delivered files
     */
    public void enqueueAgain(FileItem file, Runnable forget) {
        listener.enqueueAgain(file, forget);
    }

    /**
     * Has the next poll queue all files again.
     *
     * @param forget empties the list of delivered files
     */
    public void enqueueAllAgain(Runnable forget) {
        listener.forgetMark();
        forget.run();
        wantListing(true);
    }

    private void sweepNames(Instant now) {
        if (namesSweptAt == Instant.MIN || !now.isBefore(namesSweptAt.plus(SWEEP_NAMES_EVERY))) {
            namesSweptAt = now;
            paths.sweep();
        }
    }

    /** The files that wait for their exchange. */
    public FileQueue queue() {
        return queue;
    }

    /** When the folder was last listed; {@link Instant#MIN} for never. */
    public Instant listedAt() {
        return listedAt;
    }

    /** When the folder was last listed completely; {@link Instant#MIN} for never. */
    public Instant completeAt() {
        return completeAt;
    }

    /** Whether the last listing was complete, so that all files are known. */
    public boolean isComplete() {
        return completeAt.equals(listedAt);
    }

    /** The paths of the files, in safe and unique segments. */
    public UniquePaths paths() {
        return paths;
    }

    /** Whether this poll may look up the place of a file that a filter refused before. */
    public boolean mayAskForHeld(FileItem file) {
        return paths.isFresh(file.parentId()) || heldLookUps.grant(file.parentId());
    }

    /** The id of the done file of that name in that folder. */
    public Optional<String> doneFile(String parentId, String name) {
        return listener.doneFile(parentId, name);
    }

    /**
     * Records a change of files after their exchange.
     *
     * @param target the folder that they were moved into; null when they were deleted
     * @return whether they leave the polled folder
     */
    public boolean changed(Collection<String> fileIds, FolderPath target) {
        boolean stay = target != null && covers(target);
        if (stay) {
            feed.returned(fileIds);
        } else {
            feed.removed(fileIds);
        }
        return !stay;
    }

    /**
     * What a change of this component, made elsewhere than after an exchange of this consumer, means for the folder.
     *
     * @param targetFolderId the folder that files were moved into
     * @param target where that folder is; null if it is not known
     * @return whether the files are in the folder then; empty if that is not known
     */
    public Optional<Boolean> isWithin(String targetFolderId, FolderPath target) {
        if (target != null) {
            return Optional.of(covers(target));
        }
        boolean here = targetFolderId.equals(settings.folderId());
        return here || !settings.recursive() ? Optional.of(here) : Optional.empty();
    }

    /** Records that this component has taken files out of the folder, elsewhere than after an exchange of this consumer. */
    public void removed(Collection<String> fileIds) {
        feed.removed(fileIds);
    }

    /** Records that this component has moved or restored files into the folder. */
    public void arrived(Collection<String> fileIds) {
        feed.arrived(fileIds);
    }

    /** Whether the last listing had this file. */
    public boolean contains(String fileId) {
        return feed.contains(fileId);
    }

    /**
     * Whether this component has removed a file from the folder, maybe in an earlier process, and no listing has proved yet
     * that it left or came back. A waiting row of such a file may be old.
     */
    public boolean isLeaving(String fileId) {
        return feed.isLeaving(fileId);
    }

    /** How many listings have been complete since the start. */
    public long completeListings() {
        return completeListings;
    }

    /** Whether a folder is the polled one, or below it where its subtree is polled. */
    public boolean covers(FolderPath folder) {
        return settings.recursive()
                ? folder.below(settings.folderId()) != null
                : folder.folderId().equals(settings.folderId());
    }

    /** How many rows the last listing had, files of all kinds. */
    public int size() {
        return feed.size();
    }

    /**
     * The first waiting files and those seen last, without files whose place is not known.
     *
     * @param make makes a value of a file and its place
     */
    public <T> List<T> firstKnown(int limit, BiFunction<FileItem, FilePlace, T> make) {
        Map<String, FileItem> files = new LinkedHashMap<>();
        Iterator<FileItem> waiting = queue.waiting(false, (id, updated) -> true);
        while (waiting.hasNext() && files.size() < limit) {
            FileItem next = waiting.next();
            files.put(next.id(), next);
        }
        listener.lastSeen().forEach(file -> files.putIfAbsent(file.id(), file));
        List<T> made = new ArrayList<>();
        for (FileItem file : files.values()) {
            if (made.size() < limit) {
                paths.knownPlace(file).ifPresent(place -> made.add(make.apply(file, place)));
            }
        }
        return made;
    }

    @Override
    public void close() {
        queue.close();
        feed.close();
    }

    /**
     * Limits the look-ups of folders in which a filter has refused every file: each poll looks up one of them, in turns.
     * Otherwise a tree of 3000 folders that a filter excludes would cost 3000 calls every few minutes.
     */
    private static final class HeldLookUps {

        private final Set<String> asked = new HashSet<>();
        private Set<String> ready = Set.of();
        private boolean granted;
        private boolean wanted;

        /**
         * A poll begins.
         *
         * @param free folders that may be looked up without a turn
         */
        void begin(Set<String> free) {
            ready = free;
            if (wanted && !granted) {
                // all had their turn
                asked.clear();
            }
            granted = false;
            wanted = false;
        }

        /** Whether the folder may be looked up in this poll. */
        boolean grant(String folderId) {
            if (ready.contains(folderId)) {
                return true;
            }
            wanted = true;
            if (granted || !asked.add(folderId)) {
                return false;
            }
            granted = true;
            return true;
        }
    }
}
