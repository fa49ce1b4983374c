/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** A file or folder of the drive. Guarded by the lock of {@link DriveTree}, which alone changes it. */
final class Entry {

    /** What {@code fta} says of a finished file (docs/115-open-api.md C.1.3). */
    static final int UPLOAD_COMPLETE = 1;
    /** What {@code fta} says of a file that is not finished (docs/115-open-api.md I.7). */
    static final int UPLOAD_INCOMPLETE = 0;
    /** What {@code aid} says of an entry outside the recycle bin (docs/115-open-api.md C.1.3). */
    static final int NORMAL_AREA = 1;

    final long id;
    final String pickCode;
    final long uploadTime;
    private final Map<Long, Entry> children;

    Content content;
    Entry parent;
    String name;
    long updateTime;
    long binnedAt;
    int uploadState = UPLOAD_COMPLETE;
    int area = NORMAL_AREA;
    boolean banned;
    boolean starred;
    /** Whether the service does not tell the size and the times of a new file yet (docs/115-open-api.md C.2). */
    boolean unmeasured;

    /** Whether the content of a new copy cannot be downloaded yet (docs/115-open-api.md C.5). */
    boolean copying;
    /** Whether the deletion has not got to the recycle bin yet (docs/115-open-api.md C.9). */
    boolean onTheWayToBin;
    /** Whether a row of the recycle bin is being restored (docs/115-open-api.md C.9). */
    boolean restoring;

    boolean sha1Known = true;
    /** The order remembered for a folder (docs/115-open-api.md C.1.1). */
    String order = "user_ptime";

    boolean ascending;

    /**
     * @param content null for a folder
     * @param time in Unix seconds
     */
    Entry(long id, String name, Content content, long time) {
        this.id = id;
        this.name = name;
        this.content = content;
        this.uploadTime = time;
        this.updateTime = time;
        this.pickCode = PickCodes.of(id, content == null);
        this.children = content == null ? new LinkedHashMap<>() : null;
    }

    boolean isFolder() {
        return content == null;
    }

    boolean isUploaded() {
        return uploadState == UPLOAD_COMPLETE;
    }

    long size() {
        return isFolder() ? 0 : content.size();
    }

    /** The SHA-1, or the empty string while the service does not know it (docs/115-open-api.md C.1.3). */
    String sha1() {
        return isFolder() || !sha1Known ? "" : content.sha1();
    }

    /** The extension without its dot, in lower case; empty for a folder. */
    String extension() {
        return isFolder() ? "" : FileTypes.extension(name).toLowerCase(Locale.ROOT);
    }

    Iterable<Entry> children() {
        return isFolder() ? children.values() : List.of();
    }

    int childCount() {
        return isFolder() ? children.size() : 0;
    }

    void attach(Entry child) {
        children.put(child.id, child);
        child.parent = this;
    }

    void detach(Entry child) {
        children.remove(child.id);
    }

    /** Whether this entry is the given folder or lies somewhere below it. */
    boolean isWithin(Entry folder) {
        for (Entry entry = this; entry != null; entry = entry.parent) {
            if (entry == folder) {
                return true;
            }
        }
        return false;
    }

    /** Whether this entry or a folder above it is in the recycle bin. */
    boolean isBinned() {
        for (Entry entry = this; entry != null; entry = entry.parent) {
            if (entry.binnedAt != 0) {
                return true;
            }
        }
        return false;
    }

    /** The folders from the root down to the parent of this entry. */
    List<Entry> ancestors() {
        List<Entry> ancestors = new ArrayList<>();
        for (Entry entry = parent; entry != null; entry = entry.parent) {
            ancestors.add(entry);
        }
        Collections.reverse(ancestors);
        return ancestors;
    }

    /** How many files and folders this entry is together with everything below it. */
    int entryCount() {
        int[] count = {1};
        forEachBelow(entry -> count[0]++);
        return count[0];
    }

    /** The bytes of this entry together with everything below it. */
    long totalSize() {
        long[] total = {size()};
        forEachBelow(entry -> total[0] += entry.size());
        return total[0];
    }

    /** Visits everything below this entry, files and folders, without this entry itself. */
    void forEachBelow(Consumer<Entry> visitor) {
        Deque<Entry> folders = new ArrayDeque<>();
        folders.push(this);
        while (!folders.isEmpty()) {
            for (Entry child : folders.pop().children()) {
                visitor.accept(child);
                if (child.isFolder()) {
                    folders.push(child);
                }
            }
        }
    }
}
