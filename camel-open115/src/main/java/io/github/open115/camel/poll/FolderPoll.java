package io.github.open115.camel.poll;

import io.github.open115.client.files.DriveFiles;
import io.github.open115.client.files.FileDetails;
import io.github.open115.client.files.FileItem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one consumer knows of its folder: the last complete listing, what of it still waits to be looked at, what was set
 * aside and why, and where its folders are. Not thread-safe: a poll is one thread.
 */
public final class FolderPoll {

    /** A listing that still holds work is worked off for so long before it is asked for again. */
    private static final Duration LISTING_MAX_AGE = Duration.ofMinutes(5);

    private static final int MOST_BROWSED = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(FolderPoll.class);

    private static final Comparator<FileItem> OLDEST_FIRST = Comparator.comparing(
                    FileItem::updated, Comparator.nullsFirst(Comparator.<Instant>naturalOrder()))
            .thenComparing(FileItem::id);

    private final String folderId;
    private final Clock clock;
    private final FolderReader reader;
    private final FolderPaths paths;
    private final Map<String, FileItem.State> setAside = new LinkedHashMap<>();
    private List<FileItem> pending = new LinkedList<>();
    private List<FileItem> first = List.of();
    private Set<String> listedIds = Set.of();
    private TakenNames names = TakenNames.NONE;
    private Instant listedAt = Instant.MIN;

    /**
     * @param folderId the polled folder
     * @param folderNames durable memory of the segments that folders go by
     */
    public FolderPoll(
            DriveFiles files,
            String folderId,
            boolean recursive,
            int pageSize,
            Duration pathMaxAge,
            Map<String, String> folderNames,
            Clock clock) {
        this.folderId = folderId;
        this.clock = clock;
        this.paths = new FolderPaths(files, folderId, clock, pathMaxAge, folderNames);
        this.reader = new FolderReader(files, folderId, recursive, pageSize, clock, paths::remember);
    }

    /** The id of the polled folder. */
    public String folderId() {
        return folderId;
    }

    /**
     * Makes sure that there is something to look at, and lists the folder when there is not.
     *
     * @param enough how many pending files make a listing unnecessary while it is fresh; 0 lists always
     * @param deliveredAmong tells of the rows of a listing which were delivered before
     * @return whether the folder was listed
     */
    public boolean refresh(int enough, Function<List<FileItem>, Predicate<FileItem>> deliveredAmong) {
        boolean fresh = listedAt != Instant.MIN && clock.instant().isBefore(listedAt.plus(LISTING_MAX_AGE));
        if (enough > 0 && pending.size() >= enough && fresh) {
            return false;
        }
        Instant asked = clock.instant();
        List<FileItem> rows = reader.read();
        listedAt = asked;
        names = new TakenNames(rows, deliveredAmong.apply(rows), paths::isTaken);
        first = List.copyOf(rows.subList(0, Math.min(rows.size(), MOST_BROWSED)));
        listedIds = new HashSet<>();
        rows.forEach(row -> listedIds.add(row.id()));
        pending = new LinkedList<>();
        setAside.keySet().retainAll(listedIds);
        rows.forEach(this::sort);
        pending.sort(OLDEST_FIRST);
        return true;
    }

    private void sort(FileItem row) {
        if (row.state() == FileItem.State.READY) {
            setAside.remove(row.id());
            pending.add(row);
        } else if (setAside.put(row.id(), row.state()) != row.state()) {
            LOG.debug("File {} ({}) is set aside: {}", row.id(), row.name(), row.state());
        }
    }

    /** The files that wait, oldest change first; {@code remove} takes one off the list. */
    public Iterator<FileItem> pending() {
        return pending.iterator();
    }

    /** Takes files off the list. */
    public void removePending(Predicate<FileItem> done) {
        pending.removeIf(done);
    }

    /** Puts the files that wait into another order. */
    public void sortPending(Comparator<FileItem> order) {
        pending.sort(order);
    }

    /** How many files wait. */
    public int pendingCount() {
        return pending.size();
    }

    /** What was set aside, by file id, and why. */
    public Map<String, FileItem.State> setAside() {
        return Collections.unmodifiableMap(setAside);
    }

    /** Makes something of a listed file and its place. */
    @FunctionalInterface
    public interface AtPlace<T> {

        T of(FileItem file, FolderPlace place, String segment);
    }

    /** The first files of the last listing, but for those whose place is not known without a call. */
    public <T> List<T> firstListed(int limit, AtPlace<T> make) {
        return first.stream()
                .limit(limit)
                .flatMap(file -> paths
                        .knownPlace(file.parentId(), names::isTaken)
                        .map(place -> make.of(file, place, segmentOf(file)))
                        .stream())
                .toList();
    }

    /** The ids of everything in the last complete listing. */
    public Set<String> listedIds() {
        return Collections.unmodifiableSet(listedIds);
    }

    /** When the last complete listing of the folder was asked for; {@link Instant#MIN} for never. */
    public Instant listedAt() {
        return listedAt;
    }

    /**
     * Where the folder of a file is; costs a call when that is not known or too old.
     *
     * @return empty when it is not below the polled folder any more
     */
    public Optional<FolderPlace> placeOf(FileItem file) {
        return paths.place(file.parentId(), names::isTaken);
    }

    /** The safe and unique segment that a file goes by in its folder. */
    public String segmentOf(FileItem file) {
        return names.fileSegment(file);
    }

    /** The id of the file of that folder that has this name in the last listing. */
    public Optional<String> idOf(String parentId, String name) {
        return names.idOf(parentId, SafeNames.segment(name));
    }

    /** Takes note of where a file is that was looked up rather than listed. */
    public void remember(FileDetails details) {
        paths.remember(details.parent());
    }
}
