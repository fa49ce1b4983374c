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
import io.github.open115.client.http.Failure;
import io.github.open115.client.http.NameConflictException;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.http.NotReadyException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Folders that files are moved into, by their exact names below a folder whose id is known: looked up or created once,
 * by one thread at a time. A path alone would not do, because the drive may hold several entries of one name
 * (docs/115-open-api.md I.5) and the service follows any of them. Thread-safe.
 */
public final class TargetFolders {

    private final DriveFiles files;
    private final KnownFolders known;

    /** With a memory of its own, which lasts until {@link #forget}. */
    public TargetFolders(DriveFiles files) {
        this(files, KnownFolders.forever());
    }

    /** @param known what has been found so far; others may share it */
    public TargetFolders(DriveFiles files, KnownFolders known) {
        this.files = files;
        this.known = known;
    }

    /**
     * A folder below another one; created, with those between, when it is missing.
     *
     * @param base where to start
     * @param names the exact names from there downwards; empty for {@code base} itself
     * @throws NotReadyException if somebody else created it at this moment, so that listings do not show it yet
     */
    public FolderPath find(FolderPath base, List<String> names) {
        // one that is known waits for no look-up of another thread
        FolderPath found = names.isEmpty() ? base : known.get(base.folderId(), names);
        if (found != null) {
            return found;
        }
        return known.alone(() -> {
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
        });
    }

    /**
     * A folder below another one, for callers that expect it to be missing: tries to create it first, with those between.
     * Costs one call for each folder that is created; for a path that is there one call that is refused, and a look-up.
     *
     * @param names the exact names from {@code base} downwards; at least one
     * @throws io.github.open115.client.http.RefusedException if the service allows no folder of one of the names
     * @throws NotReadyException if somebody else created it at this moment, so that listings do not show it yet
     */
    public FolderPath create(FolderPath base, List<String> names) {
        return known.alone(() -> {
            try {
                return createFrom(base, names);
            } catch (NotFoundException e) {
                // a folder on the way there that was known is gone
                if (known.isEmpty()) {
                    throw e;
                }
                forget();
                return createFrom(base, names);
            }
        });
    }

    private FolderPath createFrom(FolderPath base, List<String> names) {
        int depth = names.size();
        FolderPath folder = null;
        while (depth > 0 && folder == null) {
            folder = known.get(base.folderId(), names.subList(0, depth));
            depth -= folder == null ? 1 : 0;
        }
        folder = folder == null ? base : folder;
        boolean lookedUp = false;
        while (depth < names.size()) {
            String name = names.get(depth);
            try {
                String id = files.createFolder(folder.folderId(), name);
                known.created(id);
                folder = child(folder, id, name);
            } catch (NameConflictException exists) {
                if (!lookedUp && depth < names.size() - 1) {
                    // most often all of the path is there
                    lookedUp = true;
                    Optional<FolderPath> whole = present(base, names);
                    if (whole.isPresent()) {
                        known.put(base.folderId(), names, whole.get());
                        return whole.get();
                    }
                }
                folder = present(base, names.subList(0, depth + 1))
                        .orElseThrow(() -> notListedYet("'" + name + "'", exists));
            }
            depth++;
            known.put(base.folderId(), names.subList(0, depth), folder);
        }
        return folder;
    }

    private Optional<FolderPath> present(FolderPath base, List<String> names) {
        try {
            return Optional.of(existing(base, names));
        } catch (NotFoundException missing) {
            return Optional.empty();
        }
    }

    /**
     * The same folder without creating it.
     *
     * @throws NotFoundException if it is missing
     */
    public FolderPath findExisting(FolderPath base, List<String> names) {
        FolderPath found = names.isEmpty() ? base : known.get(base.folderId(), names);
        if (found != null) {
            return found;
        }
        return known.alone(() -> {
            FolderPath present = known.get(base.folderId(), names);
            if (present == null) {
                present = existing(base, names);
                known.put(base.folderId(), names, present);
            }
            return present;
        });
    }

    private FolderPath existing(FolderPath base, List<String> names) {
        FileDetails details = files.info(fromRoot(base, names));
        if (isMeant(details, base, names)) {
            return child(details.parent(), details.item().id(), details.item().name());
        }
        // the path leads to a file, or into another folder of the same name
        FolderPath parent = names.size() == 1 ? base : existing(base, names.subList(0, names.size() - 1));
        String name = names.get(names.size() - 1);
        String id = listed(parent, name);
        if (id == null) {
            throw new NotFoundException(
                    "there is no folder '" + name + "' in folder " + parent.folderId(), Failure.NONE, null);
        }
        return child(parent, id, name);
    }

    private FolderPath findOnce(FolderPath base, List<String> names) {
        if (names.isEmpty()) {
            return base;
        }
        FolderPath found = known.get(base.folderId(), names);
        if (found == null) {
            found = lookUp(base, names);
            known.put(base.folderId(), names, found);
        }
        return found;
    }

    /** Forgets everything, because something turned out not to be where it was. */
    public void forget() {
        known.clear();
    }

    /**
     * Forgets a folder, because the service says that it is gone, and all folders below it.
     *
     * @return whether it was known
     */
    public boolean forget(String folderId) {
        return known.remove(folderId);
    }

    private FolderPath lookUp(FolderPath base, List<String> names) {
        FolderPath above = known.get(base.folderId(), names.subList(0, names.size() - 1));
        if (above != null && known.isNew(above.folderId())) {
            // whatever is in a new folder was made by us, and would be known
            return createdOrListed(above, names.get(names.size() - 1));
        }
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
            String id = files.createFolder(parent.folderId(), name);
            known.created(id);
            return child(parent, id, name);
        } catch (NameConflictException exists) {
            String id = listed(parent, name);
            if (id == null) {
                throw notListedYet("'" + name + "' in folder " + parent.folderId(), exists);
            }
            return child(parent, id, name);
        }
    }

    private static NotReadyException notListedYet(String folder, NameConflictException exists) {
        return new NotReadyException(
                "the folder " + folder
                        + " was created by somebody else a moment ago and is not listed yet; it is looked"
                        + " for again with the next attempt",
                exists.failure(),
                exists);
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
