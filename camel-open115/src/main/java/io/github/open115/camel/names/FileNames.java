/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.names;

import io.github.open115.client.files.FileItem;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * The path segments that files go by, safe and unique within their folder. A folder of the drive may hold several files
 * of one name (docs/115-open-api.md I.5). The file that is delivered first keeps the plain name until it leaves the folder,
 * over restarts too, because the route may have written it under that name. The others carry their file id.
 *
 * <p>Only the names of delivered files are kept. Not thread-safe: a poll is one thread.
 */
public final class FileNames {

    // SafeNames.place -> id of the file that was delivered under that segment
    private final Map<String, String> owners;
    private final Predicate<String> isPresent;
    private final BiPredicate<String, String> takenByFolder;

    /**
     * @param owners keeps which file has which segment; durable if the consumer's state is
     * @param isPresent whether the polled folder still has a file of that id
     * @param takenByFolder whether a folder goes by that segment in the folder of that id
     */
    public FileNames(
            Map<String, String> owners, Predicate<String> isPresent, BiPredicate<String, String> takenByFolder) {
        this.owners = owners;
        this.isPresent = isPresent;
        this.takenByFolder = takenByFolder;
    }

    /** The segment that a file has, or would get if it were delivered now. */
    public String segmentOf(FileItem file) {
        String plain = SafeNames.segment(file.name());
        if (isFree(file, plain) && !takenByFolder.test(file.parentId(), plain)) {
            return plain;
        }
        return SafeNames.unique(file.name(), file.id(), segment -> isFree(file, segment));
    }

    private boolean isFree(FileItem file, String segment) {
        return ownerOf(file.parentId(), segment)
                .filter(owner -> !owner.equals(file.id()))
                .isEmpty();
    }

    private Optional<String> ownerOf(String parentId, String segment) {
        return Optional.ofNullable(owners.get(SafeNames.place(parentId, segment)))
                .filter(isPresent);
    }

    /** Gives a file its segment, as long as it is there. */
    public void take(FileItem file, String segment) {
        owners.put(SafeNames.place(file.parentId(), segment), file.id());
    }

    /** Whether a file was delivered under this segment of that folder, so that a folder cannot have it too. */
    public boolean isTaken(String parentId, String segment) {
        return ownerOf(parentId, segment).isPresent();
    }

    /** Frees the names of files that are not there any more. */
    public void sweep() {
        for (Map.Entry<String, String> entry : owners.entrySet()) {
            if (!isPresent.test(entry.getValue())) {
                owners.remove(entry.getKey());
            }
        }
    }
}
