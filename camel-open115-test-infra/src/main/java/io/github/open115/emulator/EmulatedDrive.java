/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The content of the emulated drive, to be filled before a test and changed behind the client's back. Names are taken
 * as they are: duplicates, slashes and names that the API would refuse are all possible in a real drive
 * (docs/115-open-api.md I.5).
 *
 * <p>Thread-safe. Every change is visible at once, whatever delay the API is {@linkplain
 * Open115Emulator.Builder#visibilityDelay told} to have. Methods that take an id throw {@link
 * IllegalArgumentException} when the drive has no such entry.
 */
public final class EmulatedDrive {

    /** The id of the root folder. */
    public static final String ROOT = "0";

    private final EmulatorClock clock;
    private final DriveTree tree;

    EmulatedDrive(EmulatorClock clock, DriveTree tree) {
        this.clock = clock;
        this.tree = tree;
    }

    /** Creates a folder, also when there is one of this name already, and returns its id. */
    public String createFolder(String parentId, String name) {
        synchronized (tree) {
            return id(tree.add(tree.newId(), entry(parentId), name, null, clock.seconds()));
        }
    }

    /** Returns the id of the folder at a path such as {@code /a/b}, creating the folders that are missing. */
    public String folder(String path) {
        synchronized (tree) {
            Entry folder = tree.root();
            for (String name : path.split("/")) {
                if (!name.isEmpty()) {
                    folder = tree.childFolder(folder, name, clock.seconds());
                }
            }
            return id(folder);
        }
    }

    /** Adds a finished file with content held in memory, uploaded now. */
    public EmulatedFile addFile(String folderId, String name, byte[] content) {
        return addFile(folderId, name, Content.of(content));
    }

    /** Adds a finished file, uploaded now. */
    public EmulatedFile addFile(String folderId, String name, Content content) {
        return addFile(folderId, name, content, clock.instant());
    }

    /** Adds a finished file that was uploaded at the given time, which is kept in whole seconds. */
    public EmulatedFile addFile(String folderId, String name, Content content, Instant uploadTime) {
        synchronized (tree) {
            Entry folder = entry(folderId);
            return new EmulatedFile(tree.add(tree.newId(), folder, name, content, uploadTime.getEpochSecond()));
        }
    }

    /** Copies a file or folder into a folder and returns the new id. */
    public String copy(String id, String folderId) {
        synchronized (tree) {
            return id(tree.copy(entry(id), entry(folderId)));
        }
    }

    /** Moves a file or folder. Its own times stay as they are (docs/115-open-api.md C.1.4). */
    public void move(String id, String folderId) {
        synchronized (tree) {
            tree.move(entry(id), entry(folderId));
        }
    }

    /** Gives a file or folder exactly this name, and a new update time. */
    public void rename(String id, String name) {
        synchronized (tree) {
            tree.rename(entry(id), name);
        }
    }

    /** Moves a file or folder to the recycle bin. */
    public void remove(String id) {
        synchronized (tree) {
            tree.remove(entry(id));
        }
    }

    /** Takes a file or folder out of the recycle bin. */
    public void restore(String id) {
        synchronized (tree) {
            tree.restore(entry(id));
        }
    }

    /** Deletes a file or folder for good. */
    public void purge(String id) {
        synchronized (tree) {
            tree.purge(entry(id));
        }
    }

    /** Sets {@code fta}: 1 for a finished upload, 0 or 2 for one that is not (docs/115-open-api.md I.7). */
    public void setUploadState(String id, int state) {
        change(id, entry -> entry.uploadState = state);
    }

    /** Sets {@code ic}: whether the content was judged illegal and cannot be downloaded (docs/115-open-api.md I.8). */
    public void setBanned(String id, boolean banned) {
        change(id, entry -> entry.banned = banned);
    }

    /** Sets whether the service knows the SHA-1 of a file already (docs/115-open-api.md C.1.3). */
    public void setSha1Known(String id, boolean known) {
        change(id, entry -> entry.sha1Known = known);
    }

    /** Sets the area that listings tell of an entry, without taking it out of them: 1, 7 or 120 (0.2). */
    public void setArea(String id, int area) {
        change(id, entry -> entry.area = area);
    }

    /**
     * Sets the order that is remembered for a folder, as its owner does in the app; {@code user_ptime} descending by
     * default (docs/115-open-api.md C.1.1).
     */
    public void setStoredOrder(String folderId, String order, boolean ascending) {
        change(folderId, entry -> {
            entry.order = order;
            entry.ascending = ascending;
        });
    }

    /** Sets whether an entry is starred. */
    public void setStarred(String id, boolean starred) {
        change(id, entry -> entry.starred = starred);
    }

    /** Returns the file of an id, also one in the recycle bin; empty for a folder and for an unknown id. */
    public Optional<EmulatedFile> file(String id) {
        synchronized (tree) {
            return find(id).filter(entry -> !entry.isFolder()).map(EmulatedFile::new);
        }
    }

    /** Returns the file at a path such as {@code /a/b.txt}; of several with one name, any. */
    public Optional<EmulatedFile> fileAt(String path) {
        synchronized (tree) {
            Optional<Entry> folder = Optional.of(tree.root());
            List<String> names = List.of(path.substring(1).split("/"));
            for (String name : names.subList(0, names.size() - 1)) {
                folder = folder.flatMap(parent -> childFolder(parent, name));
            }
            String last = names.get(names.size() - 1);
            return folder.flatMap(parent -> child(parent, last))
                    .filter(entry -> !entry.isFolder())
                    .map(EmulatedFile::new);
        }
    }

    /** Returns all files below a folder, at any depth, in no particular order. */
    public List<EmulatedFile> filesBelow(String folderId) {
        synchronized (tree) {
            List<EmulatedFile> files = new ArrayList<>();
            entry(folderId).forEachBelow(entry -> {
                if (!entry.isFolder()) {
                    files.add(new EmulatedFile(entry));
                }
            });
            return files;
        }
    }

    /** Returns the names of the files and folders directly in a folder, the oldest first. */
    public List<String> names(String folderId) {
        synchronized (tree) {
            List<String> names = new ArrayList<>();
            entry(folderId).children().forEach(entry -> names.add(entry.name));
            return names;
        }
    }

    /** Returns what a file consists of. */
    public Content content(String id) {
        return file(id).orElseThrow(() -> new IllegalArgumentException("no file of id " + id))
                .content();
    }

    /** Returns the ids of the rows of the recycle bin, the oldest first. */
    public List<String> binned() {
        synchronized (tree) {
            return tree.bin().stream().map(EmulatedDrive::id).toList();
        }
    }

    /** Whether a file or folder is starred. */
    public boolean isStarred(String id) {
        synchronized (tree) {
            return entry(id).starred;
        }
    }

    /** Whether a file or folder is in the recycle bin, by itself or with a folder above it. */
    public boolean isBinned(String id) {
        synchronized (tree) {
            return find(id).filter(Entry::isBinned).isPresent();
        }
    }

    /** Whether there is a file or folder of this id outside the recycle bin. */
    boolean isListed(String id) {
        synchronized (tree) {
            return find(id).filter(entry -> !entry.isBinned()).isPresent();
        }
    }

    private void change(String id, Consumer<Entry> change) {
        synchronized (tree) {
            tree.change(entry(id), change);
        }
    }

    private Entry entry(String id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("no file or folder of id " + id));
    }

    private Optional<Entry> find(String id) {
        return tree.find(Long.parseLong(id));
    }

    private static String id(Entry entry) {
        return Long.toString(entry.id);
    }

    private static Optional<Entry> child(Entry folder, String name) {
        for (Entry child : folder.children()) {
            if (child.name.equals(name)) {
                return Optional.of(child);
            }
        }
        return Optional.empty();
    }

    private static Optional<Entry> childFolder(Entry folder, String name) {
        for (Entry child : folder.children()) {
            if (child.isFolder() && child.name.equals(name)) {
                return Optional.of(child);
            }
        }
        return Optional.empty();
    }
}
