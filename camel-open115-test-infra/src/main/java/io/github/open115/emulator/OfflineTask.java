/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A task of cloud download, steered by a test in place of the service (docs/115-open-api.md E.2). It begins as being
 * assigned, and stays so until a method of this class is called. Thread-safe.
 */
public final class OfflineTask {

    private static final int FAILED = -1;
    private static final int ASSIGNING = 0;
    private static final int DOWNLOADING = 1;
    private static final int FINISHED = 2;

    final OfflineLink link;
    final long folderId;
    final long addedAt;
    private final DriveTree tree;
    private final PendingEffects effects;
    private final Settings settings;
    private final List<String> savePath;
    private final Map<String, Content> expected;

    private Instant due;
    private Duration length;
    private int status = ASSIGNING;
    private int percent;
    private long updatedAt;
    private long resultId;
    private String name;
    private long size;

    /**
     * @param savePath folders below the folder of this task that its content goes to; none for a link
     * @param expected what {@link #finish()} makes, by path
     */
    OfflineTask(
            OfflineLink link,
            long folderId,
            List<String> savePath,
            Map<String, Content> expected,
            Settings settings,
            DriveTree tree,
            PendingEffects effects) {
        this.link = link;
        this.folderId = folderId;
        this.savePath = savePath;
        this.expected = expected;
        this.settings = settings;
        this.tree = tree;
        this.effects = effects;
        this.addedAt = settings.clock.seconds();
        this.updatedAt = addedAt;
        this.name = link.name();
    }

    /** The info hash: 40 lower-case hexadecimal digits, for links of every kind. */
    public String infoHash() {
        return link.infoHash();
    }

    /** The link. */
    public String url() {
        return link.url();
    }

    /** The id of the folder that the content goes to. */
    public String folderId() {
        return Long.toString(folderId);
    }

    /** The task is being assigned (status 0). */
    public void assign() {
        become(ASSIGNING, 0);
    }

    /** The task is downloading (status 1) and this far, in percent. */
    public void progress(int percentDone) {
        become(DOWNLOADING, percentDone);
    }

    /** The service learns what it downloads: the name, and the size in bytes. */
    public void identify(String contentName, long contentSize) {
        synchronized (tree) {
            name = contentName;
            size = contentSize;
        }
    }

    /** The task fails (status -1). */
    public void fail() {
        become(FAILED, percent);
    }

    /**
     * The task finishes with what was {@linkplain EmulatedOffline#provide declared} for its link, with the wanted files
     * of its torrent, else with a small text.
     *
     * @return the id of the new file or folder
     */
    public String finish() {
        synchronized (tree) {
            boolean ofOneFile = savePath.isEmpty() || expected.containsKey(name);
            if (ofOneFile && expected.size() == 1) {
                Map.Entry<String, Content> file = expected.entrySet().iterator().next();
                return finish(file.getKey(), file.getValue());
            }
            return finish(name, expected);
        }
    }

    /**
     * The task finishes with a file, which is listed after the {@linkplain Open115Emulator.Builder#visibilityDelay
     * delay} of the service.
     *
     * @return the id of the new file
     */
    public String finish(String fileName, Content content) {
        synchronized (tree) {
            long id = tree.newId();
            long time = settings.clock.seconds();
            finished(id, fileName, content.size());
            tree.know(new Entry(id, fileName, content, time));
            effects.perform(PendingEffects.Job.QUIET, () -> tree.add(id, saved(), fileName, content, time));
            return Long.toString(id);
        }
    }

    /**
     * The task finishes with a folder.
     *
     * @param files contents by path below the folder
     * @return the id of the new folder
     */
    public String finish(String folderName, Map<String, Content> files) {
        synchronized (tree) {
            Entry folder = new Entry(tree.newId(), folderName, null, settings.clock.seconds());
            finished(
                    folder.id,
                    folderName,
                    files.values().stream().mapToLong(Content::size).sum());
            effects.perform(PendingEffects.Job.QUIET, () -> {
                tree.add(saved(), folder);
                files.forEach((path, content) -> add(folder, path, content));
            });
            return Long.toString(folder.id);
        }
    }

    private void add(Entry folder, String path, Content content) {
        List<String> names = List.of(path.split("/"));
        Entry parent = within(folder, names.subList(0, names.size() - 1));
        tree.add(tree.newId(), parent, names.get(names.size() - 1), content, settings.clock.seconds());
    }

    /** The folder that the content goes to; the root when that is gone. */
    private Entry saved() {
        return within(tree.findTarget(folderId).orElse(tree.root()), savePath);
    }

    private Entry within(Entry folder, List<String> names) {
        Entry found = folder;
        for (String each : names) {
            found = tree.childFolder(found, each, settings.clock.seconds());
        }
        return found;
    }

    private void finished(long id, String finalName, long finalSize) {
        if (status == FINISHED) {
            throw new IllegalStateException("the task is finished already: " + link.url());
        }
        identify(finalName, finalSize);
        resultId = id;
        become(FINISHED, 100);
    }

    private void become(int newStatus, int percentDone) {
        synchronized (tree) {
            due = null;
            status = newStatus;
            percent = percentDone;
            updatedAt = settings.clock.seconds();
        }
    }

    /** Downloads by the clock, without being steered, for as long as nothing else is said. */
    void finishAfter(Duration time) {
        length = time;
        due = settings.clock.instant().plus(time);
        effects.perform(PendingEffects.Job.QUIET, time, () -> {
            if (due != null) {
                finish();
            }
        });
    }

    /** Ends a task that is deleted while it goes on: nothing comes of it any more. */
    void dismiss() {
        due = null;
    }

    /** Deletes what came of this task, if anything. */
    void deleteResult() {
        effects.perform(PendingEffects.Job.QUIET, () -> result().ifPresent(tree::remove));
    }

    /** What came of this task, as long as it is not deleted. */
    private Optional<Entry> result() {
        return tree.findNormal(resultId).filter(entry -> entry != tree.root());
    }

    boolean isFinished() {
        return status == FINISHED;
    }

    boolean isFailed() {
        return status == FAILED;
    }

    ObjectNode json() {
        String result = resultId == 0 ? "" : Long.toString(resultId);
        return Envelope.object()
                .put("info_hash", infoHash())
                .put("add_time", addedAt)
                .put("percentDone", due == null ? percent : percentByClock())
                .put("size", size)
                .put("name", name)
                .put("last_update", updatedAt)
                .put("file_id", result)
                .put("delete_file_id", result)
                .put("status", due == null ? status : DOWNLOADING)
                .put("url", url())
                .put("wp_path_id", folderId())
                .put("def2", 0)
                .put("play_long", 0)
                .put("can_appeal", 0);
    }

    private int percentByClock() {
        Duration gone = Duration.between(due.minus(length), settings.clock.instant());
        return (int) Math.min(99, gone.toMillis() * 100 / Math.max(1, length.toMillis()));
    }

    @Override
    public String toString() {
        return "OfflineTask[" + infoHash() + " status " + status + "]";
    }
}
