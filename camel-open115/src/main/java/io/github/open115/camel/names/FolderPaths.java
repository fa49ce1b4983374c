/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
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
 * The paths of the folders below a polled folder, in safe and unique segments. A folder is looked up when a file in it is
 * about to be delivered, with one call, and trusted for a while; its ancestors become known with it.
 *
 * <p>A folder may hold several folders of one name, and a file of that name beside them (docs/115-open-api.md I.5). The
 * first one keeps the plain name, over restarts too, and the others carry their id. The name of a folder becomes free
 * when that folder has gone or was renamed. A name that a file had first stays with files, so that the paths below a
 * folder do not change when the file leaves. Not thread-safe: a poll is one thread.
 */
public final class FolderPaths {

    private static final int CACHE_SIZE = 100_000;

    /** Stands for the id of a folder where the plain name is a file's. */
    private static final String FILE = "file";

    private final DriveFiles files;
    private final String polledFolderId;
    private final SteadyClock clock;
    private final Duration maxAge;
    // SafeNames.place -> id of the folder that has the plain name there, or FILE
    private final Map<String, String> owners;
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
        this.owners = durableNames;
    }

    /**
     * The place of a folder.
     *
     * @param taken tells whether a file has that segment in that folder
     * @return empty when the folder is not below the polled one, any more or at all
     * @throws io.github.open115.client.http.Open115Exception when the folder could not be looked up
     */
    public Optional<FolderPlace> place(String folderId, BiPredicate<String, String> taken) {
        return placeAt(pathOf(folderId), (parentId, folder) -> {
            String owner = owner(parentId, folder, taken, this::isStillAt);
            settle(parentId, folder, owner);
            return segment(folder, owner);
        });
    }

    /** The place of a folder as far as it is known; never costs a call, and may be old. Its name is not settled by it. */
    public Optional<FolderPlace> knownPlace(String folderId, BiPredicate<String, String> taken) {
        Known cached = known.get(folderId);
        return cached == null
                ? Optional.empty()
                : placeAt(
                        cached.path(),
                        (parentId, folder) -> segment(folder, owner(parentId, folder, taken, this::isAssumedAt)));
    }

    /** Fixes the safe names of these folders before a file is delivered there. */
    public void take(FolderPlace known) {
        String parentId = polledFolderId;
        for (FolderPlace folder : known.chain()) {
            FolderPath.Element last =
                    folder.path().elements().get(folder.path().elements().size() - 1);
            take(parentId, last, folder.safe().get(folder.safe().size() - 1));
            parentId = last.id();
        }
    }

    private void take(String parentId, FolderPath.Element folder, String segment) {
        String plain = SafeNames.segment(folder.name());
        if (segment.equals(plain)) {
            settle(parentId, folder, folder.id());
        } else {
            // without an owner the plain name was a file's when the segment was shown
            owners.putIfAbsent(SafeNames.place(parentId, plain), FILE);
        }
    }

    private void settle(String parentId, FolderPath.Element folder, String owner) {
        String place = SafeNames.place(parentId, SafeNames.segment(folder.name()));
        if (!owner.equals(owners.get(place))) {
            owners.put(place, owner);
        }
    }

    /** The owner of a folder's plain name: the folder, another one, or {@link #FILE}. */
    private String owner(
            String parentId, FolderPath.Element folder, BiPredicate<String, String> takenByFile, Check check) {
        String plain = SafeNames.segment(folder.name());
        String owner = owners.get(SafeNames.place(parentId, plain));
        if (owner == null) {
            return takenByFile.test(parentId, plain) ? FILE : folder.id();
        }
        boolean isSettled = owner.equals(FILE) || owner.equals(folder.id());
        return isSettled || check.isStillAt(owner, parentId, plain) ? owner : folder.id();
    }

    private static String segment(FolderPath.Element folder, String owner) {
        return owner.equals(folder.id())
                ? SafeNames.segment(folder.name())
                : SafeNames.segment(folder.name(), folder.id());
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
        String owner = owners.get(SafeNames.place(parentId, segment));
        return owner != null && !owner.equals(FILE);
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

    /** Whether a folder still has the plain name that it was given. */
    @FunctionalInterface
    private interface Check {
        boolean isStillAt(String folderId, String parentId, String segment);
    }

    /** @param path null if the folder was not there */
    private record Known(FolderPath path, Instant at) {}
}
