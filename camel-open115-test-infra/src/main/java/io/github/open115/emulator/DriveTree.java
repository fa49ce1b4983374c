/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The files and folders of the account, and the rules about their times (docs/115-open-api.md C.1.4): a new name
 * changes the update time of an entry, a move does not; what comes into or goes out of a folder changes that of the
 * folder. Not thread-safe by itself: whoever uses it holds its monitor.
 */
final class DriveTree {

    static final long ROOT_ID = 0;

    private final EmulatorClock clock;
    private final Entry root;
    private final Map<Long, Entry> entries = new HashMap<>();
    private final Map<String, Entry> byPickCode = new HashMap<>();
    private final Map<Long, Entry> bin = new LinkedHashMap<>();
    private final Map<Long, Set<Entry>> bySize = new ConcurrentHashMap<>();
    private final Set<Long> purged = new HashSet<>();
    private final Map<Long, Entry> expected = new LinkedHashMap<>();
    // ids have 19 digits and lie closer together than a double can tell apart (0.2)
    private long nextId = 3_100_000_000_000_000_100L;
    private long revision;

    DriveTree(EmulatorClock clock) {
        this.clock = clock;
        this.root = new Entry(ROOT_ID, "根目录", null, clock.seconds());
        entries.put(ROOT_ID, root);
    }

    Entry root() {
        return root;
    }

    /** Grows with every change of the drive. */
    long revision() {
        return revision;
    }

    /** The entry of an id, also one in the recycle bin. */
    Optional<Entry> find(long id) {
        return Optional.ofNullable(entries.get(id));
    }

    /** Content of this size and SHA-1 of any file, also of one in the recycle bin. Needs no lock. */
    Optional<Content> contentOf(long size, String sha1) {
        return bySize.getOrDefault(size, Set.of()).stream()
                .map(file -> file.content)
                .filter(content -> content.sha1().equals(sha1))
                .findFirst();
    }

    /** Takes note of the content of a file that may come into the drive later. */
    void know(Entry file) {
        bySize.computeIfAbsent(file.size(), size -> ConcurrentHashMap.newKeySet())
                .add(file);
    }

    /** The entry of an id, unless it is in the recycle bin. */
    Optional<Entry> findNormal(long id) {
        return find(id).filter(entry -> !entry.isBinned());
    }

    /** The folder of an id where files may be put, also one that was created but cannot be seen yet. */
    Optional<Entry> findTarget(long id) {
        return find(id).or(() -> Optional.ofNullable(expected.get(id)))
                .filter(entry -> entry.isFolder() && !entry.isBinned());
    }

    /**
     * Takes note of a folder that was created but cannot be seen yet: its name is taken and it may be filled
     * (docs/115-open-api.md C.4, I.4).
     */
    void expect(Entry parent, Entry folder) {
        folder.parent = parent;
        expected.put(folder.id, folder);
    }

    /** Whether a folder has a file or folder of this name, also one that cannot be seen yet. */
    boolean hasChild(Entry folder, String name, boolean isFolder, Entry except) {
        for (Entry child : folder.children()) {
            if (child != except && child.isFolder() == isFolder && child.name.equals(name)) {
                return true;
            }
        }
        return isFolder
                && expected.values().stream().anyMatch(child -> child.parent == folder && child.name.equals(name));
    }

    Optional<Entry> findByPickCode(String pickCode) {
        return Optional.ofNullable(byPickCode.get(pickCode));
    }

    /** Whether there was an entry of this id and it was deleted for good. */
    boolean isPurged(long id) {
        return purged.contains(id);
    }

    Collection<Entry> bin() {
        return bin.values();
    }

    /** The row of the recycle bin with this id. */
    Optional<Entry> findInBin(long id) {
        return Optional.ofNullable(bin.get(id));
    }

    /** The size of all files outside the recycle bin. */
    long usedSpace() {
        long[] used = {0};
        root.forEachBelow(entry -> used[0] += entry.size());
        return used[0];
    }

    long newId() {
        long id = nextId;
        nextId += 37;
        return id;
    }

    /**
     * Adds a file, or a folder when the content is null.
     *
     * @param time the upload time in Unix seconds
     */
    Entry add(long id, Entry folder, String name, Content content, long time) {
        return add(folder, new Entry(id, name, content, time));
    }

    /** The folder of this name within a folder, which is added when it is missing, at a time in Unix seconds. */
    Entry childFolder(Entry parent, String name, long time) {
        for (Entry child : parent.children()) {
            if (child.isFolder() && child.name.equals(name)) {
                return child;
            }
        }
        return add(newId(), parent, name, null, time);
    }

    /** Adds an entry that has no place yet. */
    Entry add(Entry folder, Entry entry) {
        if (!entry.isFolder()) {
            know(entry);
        }
        return announce(folder, entry);
    }

    /** Makes room for the same file with its content. */
    void withdraw(Entry announced) {
        if (bin.remove(announced.id) == null) {
            announced.parent.detach(announced);
        }
    }

    /** Adds a file whose content is still to come. */
    Entry announce(Entry folder, Entry entry) {
        requireFolder(folder);
        expected.remove(entry.id);
        entries.put(entry.id, entry);
        byPickCode.put(entry.pickCode, entry);
        folder.attach(entry);
        touch(folder);
        return entry;
    }

    /**
     * Copies a file, or a folder with all that is in it: new ids, new pick codes, the same content
     * (docs/115-open-api.md C.5).
     */
    Entry copy(Entry entry, Entry folder) {
        return copy(newId(), entry, folder);
    }

    /** Copies an entry under an id that was given out before. */
    Entry copy(long id, Entry entry, Entry folder) {
        requireOutside(entry, folder);
        List<Entry> children = new ArrayList<>();
        entry.children().forEach(children::add);
        Entry copy = add(id, folder, entry.name, entry.content, clock.seconds());
        children.forEach(child -> copy(child, copy));
        return copy;
    }

    void move(Entry entry, Entry folder) {
        requireFolder(folder);
        requireOutside(entry, folder);
        entry.parent.detach(entry);
        touch(entry.parent);
        folder.attach(entry);
        touch(folder);
    }

    void rename(Entry entry, String name) {
        entry.name = name;
        touch(entry);
    }

    /** Changes something that no time tells of, such as the upload state. */
    void change(Entry entry, Consumer<Entry> change) {
        change.accept(entry);
        revision++;
    }

    /** Moves an entry with all that is below it to the recycle bin, as one row of it (docs/115-open-api.md I.6). */
    void remove(Entry entry) {
        entry.parent.detach(entry);
        touch(entry.parent);
        entry.binnedAt = clock.seconds();
        bin.put(entry.id, entry);
        if (entry.isFolder()) {
            touch(entry);
        }
        revision++;
    }

    /** Takes an entry out of the recycle bin, back to its folder, or to the root when that folder is gone. */
    void restore(Entry entry) {
        bin.remove(entry.id);
        entry.binnedAt = 0;
        Entry home = findNormal(entry.parent.id).orElse(root);
        home.attach(entry);
        touch(home);
        if (entry.isFolder()) {
            touch(entry);
        }
    }

    /** Deletes an entry for good, with all that is below it, whether it is in the recycle bin or not. */
    void purge(Entry entry) {
        if (bin.remove(entry.id) == null) {
            entry.parent.detach(entry);
            touch(entry.parent);
        }
        entry.forEachBelow(this::forget);
        forget(entry);
        revision++;
    }

    private void forget(Entry entry) {
        entries.remove(entry.id);
        byPickCode.remove(entry.pickCode);
        if (!entry.isFolder()) {
            Set<Entry> ofSize = bySize.get(entry.size());
            if (ofSize != null) {
                ofSize.remove(entry);
            }
        }
        purged.add(entry.id);
    }

    private void touch(Entry entry) {
        if (entry != root) {
            entry.updateTime = Math.max(entry.updateTime, clock.seconds());
        }
        revision++;
    }

    /** A folder within itself would be cut off from the root, and a copy of it would never end. */
    private static void requireOutside(Entry entry, Entry target) {
        if (target.isWithin(entry)) {
            throw new IllegalArgumentException("the folder " + target.id + " is " + entry.id + " or lies in it");
        }
    }

    private static void requireFolder(Entry entry) {
        if (!entry.isFolder()) {
            throw new IllegalArgumentException("not a folder: " + entry.id);
        }
    }
}
