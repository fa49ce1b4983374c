/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Cloud download: its quota, and its tasks, which a test steers in place of the service (docs/115-open-api.md E).
 * Thread-safe.
 *
 * <pre>{@code
 * OfflineTask task = emulator.offline().task("https://example.org/film.mkv");
 * task.progress(40);
 * task.finish("film.mkv", Content.generated(1, 5000));
 * }</pre>
 */
public final class EmulatedOffline {

    private final Settings settings;
    private final DriveTree tree;
    private final PendingEffects effects;
    private final Map<String, OfflineTask> tasks = new LinkedHashMap<>();
    private final Map<String, Map<String, Content>> provided = new HashMap<>();
    private int quota = 1500;
    private int used;
    private int pageSize = 30;
    private Duration finishAfter;

    EmulatedOffline(Settings settings, DriveTree tree, PendingEffects effects) {
        this.settings = settings;
        this.tree = tree;
        this.effects = effects;
    }

    /** Sets how many tasks may be added in all; 1500 by default. */
    public void setQuota(int total) {
        synchronized (tree) {
            quota = total;
        }
    }

    /** How many tasks were added through the API. */
    public int usedQuota() {
        synchronized (tree) {
            return used;
        }
    }

    /** Sets how many tasks a page of the task list has; 30 by default, the service decides it by itself. */
    public void setPageSize(int rows) {
        synchronized (tree) {
            pageSize = rows;
        }
    }

    /** Declares what a link leads to: a new task of it finishes at once with this file. */
    public void provide(String url, String fileName, Content content) {
        synchronized (tree) {
            provided.put(link(url).infoHash(), Map.of(fileName, content));
        }
    }

    /**
     * Lets every new task download by the emulator's clock and finish after this time with what is known of its content;
     * null, the default, leaves it to the test.
     */
    public void setFinishAfter(Duration time) {
        synchronized (tree) {
            finishAfter = time;
        }
    }

    /**
     * Returns a torrent file of these contents, to be put on the drive. A task of it finishes with those of them that
     * are wanted.
     *
     * @param name of the torrent; for a single file, if it is the path of the file
     * @param files contents by path below the folder that the torrent is saved in
     */
    public Content torrent(String name, Map<String, Content> files) {
        Map<String, Long> sizes = new LinkedHashMap<>();
        files.forEach((path, content) -> sizes.put(path, content.size()));
        byte[] torrent = Torrent.write(name, sizes);
        synchronized (tree) {
            provided.put(Torrent.parse(torrent).orElseThrow().infoHash(), new LinkedHashMap<>(files));
        }
        return Content.of(torrent);
    }

    /** Adds a task as the user does in the app, without using the quota. */
    public OfflineTask addTask(String url, String folderId) {
        synchronized (tree) {
            return add(link(url), Long.parseLong(folderId));
        }
    }

    /** Returns all tasks, the oldest first. */
    public List<OfflineTask> tasks() {
        synchronized (tree) {
            return new ArrayList<>(tasks.values());
        }
    }

    /**
     * Returns the task of a link or info hash.
     *
     * @throws IllegalArgumentException when there is none
     */
    public OfflineTask task(String urlOrInfoHash) {
        synchronized (tree) {
            return tasks.values().stream()
                    .filter(task ->
                            task.url().equals(urlOrInfoHash) || task.infoHash().equals(urlOrInfoHash))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no task of " + urlOrInfoHash));
        }
    }

    OfflineTask add(OfflineLink link, long folderId) {
        Map<String, Content> known = provided.get(link.infoHash());
        Map<String, Content> content =
                known == null ? Map.of(link.name(), Content.of("content of " + link.url() + "\n")) : known;
        OfflineTask task = new OfflineTask(link, folderId, List.of(), content, settings, tree, effects);
        return begin(task, known != null);
    }

    OfflineTask add(Torrent torrent, List<Torrent.Item> wanted, long folderId, List<String> savePath) {
        Map<String, Content> known = provided.getOrDefault(torrent.infoHash(), Map.of());
        Map<String, Content> content = new LinkedHashMap<>();
        wanted.forEach(item -> content.put(
                item.path(),
                Optional.ofNullable(known.get(item.path())).orElse(Content.generated(item.size(), item.size()))));
        OfflineTask task =
                new OfflineTask(OfflineLink.of(torrent), folderId, savePath, content, settings, tree, effects);
        task.identify(
                torrent.name(), wanted.stream().mapToLong(Torrent.Item::size).sum());
        return begin(task, false);
    }

    private OfflineTask begin(OfflineTask task, boolean atOnce) {
        tasks.put(task.infoHash(), task);
        if (finishAfter != null) {
            task.finishAfter(finishAfter);
        } else if (atOnce) {
            task.finish();
        }
        return task;
    }

    Optional<OfflineTask> find(String infoHash) {
        return Optional.ofNullable(tasks.get(infoHash));
    }

    void remove(OfflineTask task) {
        task.dismiss();
        tasks.remove(task.infoHash());
    }

    int quota() {
        return quota;
    }

    int surplus() {
        return Math.max(0, quota - used);
    }

    void use() {
        used++;
    }

    int pageSize() {
        return pageSize;
    }

    private static OfflineLink link(String url) {
        return OfflineLink.parse(url)
                .orElseThrow(() -> new IllegalArgumentException("not a link for cloud download: " + url));
    }
}
