/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.names;

import io.github.open115.client.files.DriveFiles;
import io.github.open115.client.files.FileDetails;
import io.github.open115.client.files.FileItem;
import io.github.open115.client.files.FolderPath;
import io.github.open115.client.files.ListQuery;
import io.github.open115.client.http.NameConflictException;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.http.NotReadyException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Folders that files are moved into, by their exact names below a folder whose id is known: looked up or created once,
 * by one thread at a time. A path alone would not do, because the drive may hold several entries of one name
 * (docs/115-open-api.md I.5) and the service follows any of them. Thread-safe.
 */
public final class TargetFolders {

    private final DriveFiles files;
    private final Map<Place, FolderPath> known = new HashMap<>();

    private record Place(String baseId, List<String> names) {}

    public TargetFolders(DriveFiles files) {
        this.files = files;
    }

    /**
     * A folder below another one; created, with those between, when it is missing.
     *
     * @param base where to start
     * @param names the exact names from there downwards; empty for {@code base} itself
     * @throws NotReadyException if somebody else created it at this moment, so that listings do not show it yet
     */
    public synchronized FolderPath find(FolderPath base, List<String> names) {
        try {
            return findOnce(base, names);
        } catch (NotFoundException e) {
            // a folder on the way there that was known is gone
            if (known.isEmpty()) {
                throw e;
            }
            forget();
            return findOnce(base, names);
        }
    }

    private FolderPath findOnce(FolderPath base, List<String> names) {
        if (names.isEmpty()) {
            return base;
        }
        // not computeIfAbsent: parents are put while a child is being looked up
        Place place = new Place(base.folderId(), List.copyOf(names));
        FolderPath found = known.get(place);
        if (found == null) {
            found = lookUp(base, names);
            known.put(place, found);
        }
        return found;
    }

    /** Forgets everything, because something turned out not to be where it was. */
    public synchronized void forget() {
        known.clear();
    }

    private FolderPath lookUp(FolderPath base, List<String> names) {
        boolean maybeThere = true;
        try {
            FileDetails details = files.info(fromRoot(base, names));
            if (isMeant(details, base, names)) {
                return child(
                        details.parent(), details.item().id(), details.item().name());
            }
        } catch (NotFoundException missing) {
            maybeThere = false;
        }
        FolderPath parent = findOnce(base, names.subList(0, names.size() - 1));
        String name = names.get(names.size() - 1);
        return maybeThere ? listedOrCreated(parent, name) : createdOrListed(parent, name);
    }

    private static boolean isMeant(FileDetails details, FolderPath base, List<String> names) {
        List<FolderPath.Element> between =
                details.parent() == null ? null : details.parent().below(base.folderId());
        return details.item().folder() && between != null && between.size() == names.size() - 1;
    }

    private FolderPath createdOrListed(FolderPath parent, String name) {
        try {
            return child(parent, files.createFolder(parent.folderId(), name), name);
        } catch (NameConflictException exists) {
            String id = listed(parent, name);
            if (id == null) {
                throw new NotReadyException(
                        "the folder '" + name + "' in folder " + parent.folderId()
                                + " was created by somebody else a moment ago and is not listed yet; it is looked for"
                                + " again with the next attempt",
                        exists.failure(),
                        exists);
            }
            return child(parent, id, name);
        }
    }

    private FolderPath listedOrCreated(FolderPath parent, String name) {
        String id = listed(parent, name);
        return id == null ? createdOrListed(parent, name) : child(parent, id, name);
    }

    private String listed(FolderPath parent, String name) {
        return files.list(ListQuery.childrenOf(parent.folderId(), ListQuery.MAX_PAGE_SIZE)).rows().stream()
                .filter(row -> row.folder() && row.name().equals(name))
                .map(FileItem::id)
                .filter(id -> !id.equals(FileItem.ROOT_ID))
                .findFirst()
                .orElse(null);
    }

    private static List<String> fromRoot(FolderPath base, List<String> names) {
        List<String> all = new ArrayList<>();
        base.elements().stream().skip(1).map(FolderPath.Element::name).forEach(all::add);
        all.addAll(names);
        return all;
    }

    private static FolderPath child(FolderPath parent, String id, String name) {
        List<FolderPath.Element> elements = new ArrayList<>(parent.elements());
        elements.add(new FolderPath.Element(id, name));
        return new FolderPath(elements);
    }
}
