/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.poll;

import io.github.open115.camel.names.SafeNames;
import io.github.open115.client.files.FileItem;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The done files in the polled folder, by folder and name. Not thread-safe. */
final class DoneFiles {

    private final Predicate<String> isDoneFile;
    // file id -> place
    private final Map<String, String> places;
    private final Map<String, String> ids = new HashMap<>();

    /**
     * @param isDoneFile whether a name is one of a done file
     * @param places the kept places by file id, durable where the state of the consumer is
     */
    DoneFiles(Predicate<String> isDoneFile, Map<String, String> places) {
        this.isDoneFile = isDoneFile;
        this.places = places;
        places.forEach((id, place) -> ids.put(place, id));
    }

    /** @return whether it is a done file that was not there before */
    boolean seen(FileItem row) {
        if (!isDoneFile.test(row.name()) || row.state() == FileItem.State.DELETED) {
            gone(row.id());
            return false;
        }
        String place = place(row.parentId(), row.name());
        if (place.equals(places.get(row.id()))) {
            return false;
        }
        gone(row.id());
        places.put(row.id(), place);
        ids.put(place, row.id());
        return true;
    }

    void gone(String fileId) {
        String place = places.remove(fileId);
        if (place != null) {
            ids.remove(place, fileId);
        }
    }

    /** Drops the files that a full listing does not have. */
    void retain(Predicate<String> present) {
        for (String id : places.keySet()) {
            if (!present.test(id)) {
                gone(id);
            }
        }
    }

    /** The id of the done file of that name in that folder. */
    Optional<String> idOf(String parentId, String name) {
        return Optional.ofNullable(ids.get(place(parentId, name)));
    }

    private static String place(String parentId, String name) {
        return parentId + "/" + SafeNames.collisionKey(SafeNames.segment(name));
    }
}
