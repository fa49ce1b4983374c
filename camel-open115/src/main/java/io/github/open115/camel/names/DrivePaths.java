/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.names;

import io.github.open115.client.files.DriveFiles;
import io.github.open115.client.files.FileDetails;
import io.github.open115.client.files.FileItem;
import io.github.open115.client.files.FolderPath;
import io.github.open115.client.files.MaxAge;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.SteadyClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Paths below {@code rootFolderId}, as users write them, and what they stand for on the drive. Thread-safe. */
public final class DrivePaths {

    private final DriveFiles files;
    private final String rootFolderId;
    private final SteadyClock clock;
    private final Duration maxAge;
    private volatile Root root;

    /**
     * @param maxAge how long the place of the root folder is trusted, before it is looked up again
     */
    public DrivePaths(DriveFiles files, String rootFolderId, Clock clock, Duration maxAge) {
        this.files = files;
        this.rootFolderId = rootFolderId;
        this.clock = SteadyClock.of(clock);
        this.maxAge = maxAge;
    }

    /** Cleans a path: no empty segments, none at either end. */
    public static String normalized(String path) {
        return String.join("/", segments(path));
    }

    /** The part after the last slash: the name of the file or folder at a path. */
    public static String lastSegment(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The segments of a path, which may have empty ones anywhere. */
    public static List<String> segments(String path) {
        return Arrays.stream(path.split("/"))
                .filter(segment -> !segment.isEmpty())
                .toList();
    }

    /**
     * The names that a path has below {@code rootFolderId}.
     *
     * @throws IllegalArgumentException if a segment is {@code .} or {@code ..}
     */
    public static List<String> names(String path) {
        List<String> names = segments(path);
        if (names.contains(".") || names.contains("..")) {
            throw new IllegalArgumentException("The path '" + Open115Exception.oneLine(String.join("/", names))
                    + "' cannot be used: give it from rootFolderId downwards, without . and ..");
        }
        return names;
    }

    /**
     * The file or folder at a path, with one call; the paths of files that the drive has twice stand for one of them.
     *
     * @throws IllegalArgumentException if a segment is {@code .} or {@code ..}
     * @throws NotFoundException if there is none, or if the service follows the path into another folder that has the
     *     name of {@code rootFolderId}
     */
    public FileDetails find(String path) {
        return find(path, MaxAge.NONE);
    }

    /** The same without a call, where it is known and young enough. */
    public FileDetails find(String path, MaxAge maxAge) {
        List<String> names = names(path);
        if (rootFolderId.equals(FileItem.ROOT_ID)) {
            return files.info(FolderPath.ROOT, names, maxAge);
        }
        return names.isEmpty() ? files.info(rootFolderId, maxAge) : findBelow(names, maxAge);
    }

    private FileDetails findBelow(List<String> names, MaxAge maxAge) {
        FileDetails found = files.info(root(), names, maxAge);
        if (found.parent() != null && found.parent().below(rootFolderId) == null) {
            throw new NotFoundException("The path '" + Open115Exception.oneLine(String.join("/", names))
                    + "' below rootFolderId=" + rootFolderId
                    + " leads to " + found.item().id() + ", which is not below that folder: the drive has two folders"
                    + " of one name on the way. Give the id of the file or folder itself, or rename one of the two");
        }
        return found;
    }

    /** The id of the folder at a path; no call for {@code rootFolderId} itself. */
    public String folderId(String path) {
        return folderId(path, MaxAge.NONE);
    }

    /** The same without a call, where it is known and young enough. */
    public String folderId(String path, MaxAge maxAge) {
        if (segments(path).isEmpty()) {
            return rootFolderId;
        }
        return folderAt(path, maxAge).item().id();
    }

    /**
     * The folder at a path, with the folders above it.
     *
     * @param path not empty
     */
    public FolderPath folder(String path) {
        FileDetails details = folderAt(path, MaxAge.NONE);
        List<FolderPath.Element> elements = new ArrayList<>();
        // without them the folder is known to be below the root alone
        elements.addAll((details.parent() == null ? root() : details.parent()).elements());
        elements.add(new FolderPath.Element(details.item().id(), details.item().name()));
        return new FolderPath(elements);
    }

    private FileDetails folderAt(String path, MaxAge maxAge) {
        FileDetails details = find(path, maxAge);
        if (!details.item().folder()) {
            throw new IllegalArgumentException(
                    "'" + path + "' is a file, not a folder: give the folder, and the name in the option fileName");
        }
        return details;
    }

    /** The root folder with its ancestors; a call now and then where it is not the root of the drive. */
    public FolderPath root() {
        if (rootFolderId.equals(FileItem.ROOT_ID)) {
            return FolderPath.ROOT;
        }
        Root known = root;
        Instant now = clock.instant();
        if (known == null || !now.isBefore(known.seenAt().plus(maxAge))) {
            known = new Root(files.path(rootFolderId), now);
            root = known;
        }
        return known.path();
    }

    /** Where the root folder is: it may be renamed or moved while the endpoint lives. */
    private record Root(FolderPath path, Instant seenAt) {}
}
