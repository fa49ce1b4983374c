/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.snapshot;

import io.github.open115.client.files.FileItem;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Changes of a folder by its users, and the effect of the removals of the application. */
public final class FolderChanges {

    private final ListedFolder folder;
    private final Runnable changed;
    private final Deque<FileItem> elsewhere = new ArrayDeque<>();
    private final List<String> leavingLater = new ArrayList<>();
    private int contents;

    /** @param changed runs after each change */
    public FolderChanges(ListedFolder folder, Runnable changed) {
        this.folder = folder;
        this.changed = changed;
    }

    /** Makes one change. @param place selects the change and the row */
    public void change(int place) {
        int row = place / 10;
        if (folder.rows.isEmpty()) {
            folder.upload();
        } else {
            change(place % 10, folder.at(row % folder.rows.size()), row);
        }
        changed.run();
    }

    private void change(int kind, FileItem some, int number) {
        switch (kind) {
            case 0 -> folder.upload();
            case 1 -> folder.uploadUnfinished();
            case 2 -> folder.finish(some);
            case 3 -> folder.rename(some);
            case 4 -> folder.moveIn(some.updated().getEpochSecond());
            case 5 -> folder.moveInside(some, Integer.toString(number % 10));
            case 6 -> moveOut(some);
            case 7 -> moveBack();
            case 8 -> replace(some);
            default -> folder.remove(some.id());
        }
    }

    private void moveOut(FileItem some) {
        folder.remove(some.id());
        elsewhere.push(some);
    }

    private void moveBack() {
        if (elsewhere.isEmpty()) {
            folder.upload();
        } else {
            folder.put(elsewhere.pop());
        }
    }

    /** Another content under the same id. */
    private void replace(FileItem some) {
        Instant now = Instant.ofEpochSecond(folder.now++);
        String sha1 = String.format("%040X", ++contents);
        folder.put(new FileItem(
                some.id(),
                some.pickCode(),
                some.parentId(),
                some.name(),
                false,
                1,
                sha1,
                some.created(),
                now,
                FileItem.State.READY));
    }

    /** The application removed a file: every other file leaves now, the others when {@link #settle} is called. */
    public void leaves(String id) {
        if (id.hashCode() % 2 == 0) {
            remove(id);
        } else {
            leavingLater.add(id);
        }
    }

    /** All removals take effect. */
    public void settle() {
        leavingLater.forEach(this::remove);
        leavingLater.clear();
    }

    private void remove(String id) {
        folder.remove(id);
        changed.run();
    }
}
