package io.github.open115.camel.poll;

import io.github.open115.camel.names.FileNames;
import io.github.open115.camel.names.FolderPaths;
import io.github.open115.camel.names.FolderPlace;
import io.github.open115.camel.snapshot.FolderReader;
import io.github.open115.camel.snapshot.FolderSnapshot;
import io.github.open115.client.files.DriveFiles;
import io.github.open115.client.files.FileDetails;
import io.github.open115.client.files.FileItem;
import io.github.open115.client.files.FolderPath;
import io.github.open115.client.files.ListQuery;
import io.github.open115.client.http.SteadyClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one consumer knows of its folder: what waits there and what was set aside and why, where its folders are, and
 * what its files are called. Not thread-safe but for the queue: a poll is one thread.
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

    /** A backlog is worked off for so long before the folder is asked for again. */
    private static final Duration LISTING_MAX_AGE = Duration.ofMinutes(5);

    private static final Duration SWEEP_NAMES_EVERY = Duration.ofHours(6);

    private final Settings settings;
    private final SteadyClock clock;
    private final FolderPaths paths;
    private final FileQueue queue;
    private final QueueingListener intake;
    private final FolderFeed feed;
    private final FileNames names;
    private final HeldLookUps heldLookUps = new HeldLookUps();
    private FolderPath place;
    // by the steady clock; the two after it in the time of day, for people and to compare with the times of files
    private Instant askedAt = Instant.MIN;
    private Instant listedAt = Instant.MIN;
    private Instant completeAt = Instant.MIN;
    private long completeListings;
    private volatile boolean listingWanted;
    private Instant namesSweptAt = Instant.MIN;

    /**
     * What to poll.
     *
     * @param folderId id of the polled folder
     * @param recursive whether its whole subtree is polled
     * @param pageSize rows that one listing call asks for
     * @param pathMaxAge how long the path of a folder is trusted
     * @param shareFor how long what another consumer of the folder asked for will do, where a snapshot is shared
     */
    public record Settings(String folderId, boolean recursive, int pageSize, Duration pathMaxAge, Duration shareFor) {

        private ListQuery listing() {
            return recursive ? ListQuery.subtree(folderId, pageSize) : ListQuery.filesOf(folderId, pageSize);
        }
    }

    /** Forgets files that have left the folder. Thread-safe. */
    public interface GoneFiles {

        /** A file is proved to have left the folder. */
        void gone(String fileId);

        /** A complete listing has shown which files are there. */
        void retain(Predicate<String> present);
    }

    /** Opens and closes what remembers the folder between polls. */
    public interface Snapshots {

        /** The snapshot of the folder; null when each poll is to list everything. */
        FolderSnapshot take();

        /** Gives it back. */
        void release();
    }

    /**
     * A poll that goes on where its state was left.
     *
     * @param isDoneFile whether a name is one of a done file
     * @param isDelivered whether a file was delivered or is being delivered, as far as its row tells
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
            GoneFiles goneFiles,
            Clock clock) {
        this.settings = settings;
        this.clock = SteadyClock.of(clock);
        this.paths = new FolderPaths(files, settings.folderId(), clock, settings.pathMaxAge(), state.folderNames());
        this.queue = new FileQueue(state.waiting(), state.setAside(), filters::refusal, isDelivered);
        this.intake = new QueueingListener(
                queue, new DoneFiles(isDoneFile, state.doneFiles()), goneFiles, state, filters.fingerprint());
        this.names = new FileNames(state.fileNames(), this::contains, paths::isTaken);
        this.feed = feed(files, snapshots);
    }

    private FolderFeed feed(DriveFiles files, Snapshots snapshots) {
        FolderSnapshot snapshot = snapshots.take();
        if (snapshot == null) {
            return new CompleteFeed(new FolderReader(files, settings.listing(), clock, this::seen), intake, clock);
        }
        try {
            return new SnapshotFeed(snapshot, intake, settings.shareFor(), clock, this::seen, snapshots::release);
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
     * Whether there is work for a full batch, so that the folder need not be asked for more.
     *
     * @param enough how many files that is; 0 when the folder is to be asked in any case
     * @param eligible tells by id and time of the last change, null when unknown, whether a file could be taken now
     */
    public boolean holds(int enough, BiPredicate<String, Instant> eligible) {
        boolean fresh = askedAt != Instant.MIN && clock.instant().isBefore(askedAt.plus(LISTING_MAX_AGE));
        return enough > 0 && !listingWanted && fresh && queue.holds(enough, eligible);
    }

    /**
     * Asks for what is new in the folder, unless another consumer of it has just done so.
     *
     * @throws io.github.open115.client.http.Open115Exception when it could not be asked, or the answers do not fit
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
        heldLookUps.begin(intake.foldersMadeReady());
    }

    /**
     * Has the next poll ask the service, although files wait or another consumer has just asked. May be called by any
     * thread, as the two methods below.
     *
     * @param everyRow whether it reads all rows, rather than those that may have changed
     */
    public void wantListing(boolean everyRow) {
        if (everyRow) {
            feed.tellAll();
        }
        listingWanted = true;
    }

    /**
     * Puts a file back into the queue that was delivered.
     *
     * @param forget makes it one that was not delivered
     */
    public void enqueueAgain(FileItem file, Runnable forget) {
        intake.enqueueAgain(file, forget);
    }

    /**
     * Has the next poll put all files into the queue that are not delivered.
     *
     * @param forget makes all of them such files
     */
    public void enqueueAllAgain(Runnable forget) {
        intake.forgetMark();
        forget.run();
        wantListing(true);
    }

    private void sweepNames(Instant now) {
        if (namesSweptAt == Instant.MIN || !now.isBefore(namesSweptAt.plus(SWEEP_NAMES_EVERY))) {
            namesSweptAt = now;
            names.sweep();
        }
    }

    /** The files that wait for their exchange. */
    public FileQueue queue() {
        return queue;
    }

    /** When the folder was asked for what is new; {@link Instant#MIN} for never. */
    public Instant listedAt() {
        return listedAt;
    }

    /** The same for the last time that the answer was complete. */
    public Instant completeAt() {
        return completeAt;
    }

    /** Whether the last answer was complete: all files that were there are known. */
    public boolean isComplete() {
        return completeAt.equals(listedAt);
    }

    /**
     * Where the folder of a file is; costs a call when that is not known or too old.
     *
     * @return empty when it is not below the polled folder any more
     */
    public Optional<FolderPlace> placeOf(FileItem file) {
        return paths.place(file.parentId(), names::isTaken);
    }

    /** Whether the place of a file that a filter refused before may be asked for in this poll. */
    public boolean mayAskForHeld(FileItem file) {
        return paths.isFresh(file.parentId()) || heldLookUps.grant(file.parentId());
    }

    /** The same as {@link #placeOf}, as far as it is known; never costs a call, and may be old. */
    public Optional<FolderPlace> knownPlaceOf(FileItem file) {
        return paths.knownPlace(file.parentId(), names::isTaken);
    }

    /** The safe and unique segment that a file goes by in its folder. */
    public String segmentOf(FileItem file) {
        return names.segmentOf(file);
    }

    /** Gives a file that will be delivered, and the folders of its place, their segments for good. */
    public void take(FileItem file, FolderPlace place, String segment) {
        paths.take(place);
        names.take(file, segment);
    }

    /** The id of the done file of that name in that folder. */
    public Optional<String> doneFile(String parentId, String name) {
        return intake.doneFile(parentId, name);
    }

    /**
     * Takes note of what was done to files after their exchange.
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

    /** Whether the folder had this file when it was last asked for. */
    public boolean contains(String fileId) {
        return feed.contains(fileId);
    }

    /**
     * Whether a file was removed from the folder by ourselves, in an earlier run maybe, and is neither proved to have left
     * nor to have come back. What waits for a delivery of it may be old.
     */
    public boolean isLeaving(String fileId) {
        return feed.isLeaving(fileId);
    }

    /** How often the answer was complete since the start. */
    public long completeListings() {
        return completeListings;
    }

    /** Whether a folder is the polled one, or below it where its subtree is polled. */
    public boolean covers(FolderPath folder) {
        return settings.recursive()
                ? folder.below(settings.folderId()) != null
                : folder.folderId().equals(settings.folderId());
    }

    /** How many rows the folder had when it was last asked for, files of all kinds. */
    public int size() {
        return feed.size();
    }

    /** Takes note of where a file is that was looked up rather than listed. */
    public void remember(FileDetails details) {
        paths.remember(details.parent());
    }

    /** Makes something of a file and its place. */
    @FunctionalInterface
    public interface AtPlace<T> {

        T of(FileItem file, FolderPlace place, String segment);
    }

    /** What waits, and what was seen last, but for files whose place is not known without a call. */
    public <T> List<T> firstKnown(int limit, AtPlace<T> make) {
        Map<String, FileItem> files = new LinkedHashMap<>();
        Iterator<FileItem> waiting = queue.waiting(false, (id, updated) -> true);
        while (waiting.hasNext() && files.size() < limit) {
            FileItem next = waiting.next();
            files.put(next.id(), next);
        }
        intake.lastSeen().forEach(file -> files.putIfAbsent(file.id(), file));
        List<T> made = new ArrayList<>();
        for (FileItem file : files.values()) {
            if (made.size() < limit) {
                knownPlaceOf(file).ifPresent(place -> made.add(make.of(file, place, segmentOf(file))));
            }
        }
        return made;
    }

    @Override
    public void close() {
        queue.close();
        feed.close();
    }
}
