/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.names;

import io.github.open115.client.files.DriveFiles;
import io.github.open115.client.files.FileItem;
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
import java.util.function.Predicate;

/**
 * The paths of the files and folders below a folder, in segments that are safe, and unique within each folder. A folder
 * of the drive may hold several files and several folders of one name (docs/115-open-api.md I.5). The one that is needed
 * first keeps the plain name, over restarts too, because a route may have written files under that name. The others carry
 * their id.
 *
 * <p>The name of a file that was delivered becomes free for other files when the file leaves. The name of a folder
 * becomes free when that folder has gone or was renamed. If a file had the plain name first, a folder never gets it, so
 * that the paths below that folder do not change when the file leaves.
 *
 * <p>A folder is looked up when a file in it is about to be delivered, with one call, and trusted for a while. Its
 * ancestors become known with it. Not thread-safe: a poll is one thread.
 */
public final class UniquePaths {

    private static final int CACHE_SIZE = 100_000;

    /** Stands for the id of a folder where the plain name is a file's. */
    private static final String FILE = "file";

    private final DriveFiles files;
    private final String topFolderId;
    private final SteadyClock clock;
    private final Duration maxAge;
    // SafeNames.place -> id of the folder that has the plain name there, or FILE
    private final Map<String, String> folderNames;
    // SafeNames.place -> id of the file that was delivered under that segment
    private final Map<String, String> fileNames;
    private final Predicate<String> isPresent;
    // by the id of the folder
    private final Map<String, Known> known = new LruMap<>(CACHE_SIZE);

    /** @param path null if the folder was not there */
    private record Known(FolderPath path, Instant at) {}

    /**
     * @param topFolderId the folder that all paths begin below
     * @param maxAge how long the path of a folder is trusted
     * @param folderNames keeps which folder has which plain name; durable if the consumer's state is
     * @param fileNames keeps which file has which segment; durable if the consumer's state is
     * @param isPresent whether a file of that id is still below the top folder
     */
    public UniquePaths(
            DriveFiles files,
            String topFolderId,
            Clock clock,
            Duration maxAge,
            Map<String, String> folderNames,
            Map<String, String> fileNames,
            Predicate<String> isPresent) {
        this.files = files;
        this.topFolderId = topFolderId;
        this.clock = SteadyClock.of(clock);
        this.maxAge = maxAge;
        this.folderNames = folderNames;
        this.fileNames = fileNames;
        this.isPresent = isPresent;
    }

    /**
     * The place of a file. Fixes the safe names of its folders.
     *
     * @return empty when its folder is not below the top folder, any more or at all
     * @throws io.github.open115.client.http.Open115Exception when its folder could not be looked up
     */
    public Optional<FilePlace> place(FileItem file) {
        return place(file.parentId()).map(folder -> new FilePlace(folder, segmentOf(file)));
    }

    /** The place of a file as far as it is known. Never costs a call, may be old, and fixes no name. */
    public Optional<FilePlace> knownPlace(FileItem file) {
        return knownPlace(file.parentId()).map(folder -> new FilePlace(folder, segmentOf(file)));
    }

    Optional<FolderPlace> place(String folderId) {
        return placeAt(pathOf(folderId), true);
    }

    Optional<FolderPlace> knownPlace(String folderId) {
        Known cached = known.get(folderId);
        return placeAt(cached == null ? null : cached.path(), false);
    }

    /** Whether the folder itself need not be looked up for the place of a file in it. */
    public boolean isFresh(String folderId) {
        Known cached = known.get(folderId);
        return cached != null && cached.at().plus(maxAge).isAfter(clock.instant());
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

    /** @param settle whether to fix the names, for which other folders of the same name may be looked up */
    private Optional<FolderPlace> placeAt(FolderPath path, boolean settle) {
        List<FolderPath.Element> below = path == null ? null : path.below(topFolderId);
        if (below == null) {
            return Optional.empty();
        }
        List<String> safe = new ArrayList<>(below.size());
        String parentId = topFolderId;
        for (FolderPath.Element folder : below) {
            String owner = ownerOfNameOf(folder, parentId, settle);
            if (settle) {
                settle(folder, parentId, owner);
            }
            safe.add(
                    owner.equals(folder.id())
                            ? SafeNames.segment(folder.name())
                            : SafeNames.segment(folder.name(), folder.id()));
            parentId = folder.id();
        }
        return Optional.of(new FolderPlace(path, List.copyOf(safe)));
    }

    /** The owner of a folder's plain name: the folder, another one, or {@link #FILE}. */
    private String ownerOfNameOf(FolderPath.Element folder, String parentId, boolean mayAsk) {
        String plain = SafeNames.segment(folder.name());
        String place = SafeNames.place(parentId, plain);
        String owner = folderNames.get(place);
        if (owner == null) {
            return fileAt(place).isPresent() ? FILE : folder.id();
        }
        boolean isSettled = owner.equals(FILE) || owner.equals(folder.id());
        return isSettled || isStillAt(owner, parentId, plain, mayAsk) ? owner : folder.id();
    }

    /** Whether a folder still has the plain name that it was given. A folder that may not be asked for keeps its name. */
    private boolean isStillAt(String folderId, String parentId, String segment, boolean mayAsk) {
        return !mayAsk && !isFresh(folderId) || isAt(pathOf(folderId), parentId, segment);
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

    private void settle(FolderPath.Element folder, String parentId, String owner) {
        String place = SafeNames.place(parentId, SafeNames.segment(folder.name()));
        if (!owner.equals(folderNames.get(place))) {
            folderNames.put(place, owner);
        }
    }

    /** The segment that a file has, or would get if it were delivered now. */
    String segmentOf(FileItem file) {
        String plain = SafeNames.segment(file.name());
        return isFree(file, plain) ? plain : SafeNames.unique(file.name(), file.id(), segment -> isFree(file, segment));
    }

    /** Whether neither another file nor a folder has that segment. */
    private boolean isFree(FileItem file, String segment) {
        String place = SafeNames.place(file.parentId(), segment);
        String folder = folderNames.get(place);
        return (folder == null || folder.equals(FILE))
                && fileAt(place).filter(owner -> !owner.equals(file.id())).isEmpty();
    }

    /** The id of the file that was delivered under a segment, if it is still there. */
    private Optional<String> fileAt(String place) {
        return Optional.ofNullable(fileNames.get(place)).filter(isPresent);
    }

    /** Fixes the safe names of a file that will be delivered, and of its folders. */
    public void take(FileItem file, FilePlace place) {
        take(place.folder());
        take(file, place.segment());
    }

    void take(FolderPlace place) {
        String parentId = topFolderId;
        for (FolderPlace folder : place.chain()) {
            FolderPath.Element last =
                    folder.path().elements().get(folder.path().elements().size() - 1);
            take(last, parentId, folder.safe().get(folder.safe().size() - 1));
            parentId = last.id();
        }
    }

    private void take(FolderPath.Element folder, String parentId, String segment) {
        String plain = SafeNames.segment(folder.name());
        if (segment.equals(plain)) {
            settle(folder, parentId, folder.id());
        } else {
            // without an owner the plain name was a file's when the segment was shown
            folderNames.putIfAbsent(SafeNames.place(parentId, plain), FILE);
        }
    }

    void take(FileItem file, String segment) {
        fileNames.put(SafeNames.place(file.parentId(), segment), file.id());
    }

    /** Frees the names of files that are not there any more. */
    public void sweep() {
        fileNames.values().removeIf(fileId -> !isPresent.test(fileId));
    }
}
