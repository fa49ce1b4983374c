package io.github.open115.camel.names;

import io.github.open115.client.files.DriveFiles;
import io.github.open115.client.files.FolderPath;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.http.SteadyClock;
import io.github.open115.client.internal.LruMap;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;

/**
 * Where the folders below a polled folder are. A folder is looked up when a file of it is about to be delivered, with
 * one call, and trusted for a while; its ancestors become known with it. Not thread-safe: a poll is one thread.
 */
public final class FolderPaths {

    private static final int CACHE_SIZE = 100_000;

    private final DriveFiles files;
    private final String polledFolderId;
    private final SteadyClock clock;
    private final Duration maxAge;
    private final FolderSegments segments;
    private final Map<String, Known> known = new LruMap<>(CACHE_SIZE);

    /**
     * @param maxAge how long the path of a folder is trusted
     * @param durableNames where it is kept which folder has which segment
     */
    public FolderPaths(
            DriveFiles files, String polledFolderId, Clock clock, Duration maxAge, Map<String, String> durableNames) {
        this.files = files;
        this.polledFolderId = polledFolderId;
        this.clock = SteadyClock.of(clock);
        this.maxAge = maxAge;
        this.segments = new FolderSegments(durableNames);
    }

    /**
     * The place of a folder.
     *
     * @param taken tells whether a file has that segment in that folder
     * @return empty when the folder is not below the polled one, any more or at all
     * @throws io.github.open115.client.http.Open115Exception when the folder could not be looked up
     */
    public Optional<FolderPlace> place(String folderId, BiPredicate<String, String> taken) {
        return placeAt(pathOf(folderId), (parentId, folder) -> segments.of(parentId, folder, taken, this::isStillAt));
    }

    /** The place of a folder as far as it is known; never costs a call, and may be old. Its name is not settled by it. */
    public Optional<FolderPlace> knownPlace(String folderId, BiPredicate<String, String> taken) {
        Known cached = known.get(folderId);
        return cached == null
                ? Optional.empty()
                : placeAt(
                        cached.path(),
                        (parentId, folder) -> segments.shown(parentId, folder, taken, this::isAssumedAt));
    }

    /** Gives the folders of a known place their names for good, for a file that will be delivered there. */
    public void take(FolderPlace known) {
        String parentId = polledFolderId;
        for (FolderPlace folder : known.chain()) {
            FolderPath.Element last =
                    folder.path().elements().get(folder.path().elements().size() - 1);
            segments.take(parentId, last, folder.safe().get(folder.safe().size() - 1));
            parentId = last.id();
        }
    }

    /** Whether asking for the place of a folder costs no call. */
    public boolean isFresh(String folderId) {
        Known cached = known.get(folderId);
        return cached != null && cached.at().plus(maxAge).isAfter(clock.instant());
    }

    private Optional<FolderPlace> placeAt(FolderPath path, BiFunction<String, FolderPath.Element, String> segmentOf) {
        List<FolderPath.Element> below = path == null ? null : path.below(polledFolderId);
        if (below == null) {
            return Optional.empty();
        }
        List<String> safe = new ArrayList<>(below.size());
        String parentId = polledFolderId;
        for (FolderPath.Element folder : below) {
            safe.add(segmentOf.apply(parentId, folder));
            parentId = folder.id();
        }
        return Optional.of(new FolderPlace(path, List.copyOf(safe)));
    }

    /** Whether a folder goes, or went, by that segment in that folder; never costs a call. */
    public boolean isTaken(String parentId, String segment) {
        return segments.isTaken(parentId, segment);
    }

    /** Takes note of a path that a reply carried anyway. */
    public void remember(FolderPath path) {
        Instant now = clock.instant();
        List<FolderPath.Element> elements = path.elements();
        for (int i = elements.size(); i > 0; i--) {
            known.put(elements.get(i - 1).id(), new Known(new FolderPath(elements.subList(0, i)), now));
        }
    }

    private FolderPath pathOf(String folderId) {
        if (isFresh(folderId)) {
            return known.get(folderId).path();
        }
        known.remove(folderId);
        try {
            FolderPath path = files.path(folderId);
            remember(path);
            return path;
        } catch (NotFoundException gone) {
            known.put(folderId, new Known(null, clock.instant()));
            return null;
        }
    }

    private boolean isStillAt(String folderId, String parentId, String segment) {
        return isAt(pathOf(folderId), parentId, segment);
    }

    /** A folder that would have to be asked for keeps its name. */
    private boolean isAssumedAt(String folderId, String parentId, String segment) {
        return !isFresh(folderId) || isAt(known.get(folderId).path(), parentId, segment);
    }

    private static boolean isAt(FolderPath path, String parentId, String segment) {
        if (path == null || path.elements().size() < 2) {
            return false;
        }
        List<FolderPath.Element> elements = path.elements();
        return elements.get(elements.size() - 2).id().equals(parentId)
                && SafeNames.collisionKey(SafeNames.segment(
                                elements.get(elements.size() - 1).name()))
                        .equals(SafeNames.collisionKey(segment));
    }

    /** @param path null when the folder was not there */
    private record Known(FolderPath path, Instant at) {}
}
