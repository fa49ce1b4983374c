/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What becomes of an upload when its content is there: the file on the drive, and the answer to the object storage
 * (docs/115-open-api.md D.5). Guarded by the lock of the drive.
 */
final class FinishedUploads {

    private static final long VERIFICATION_FAILED = 10002;
    private static final long DIRECTORY_MISSING = 10014;

    private final DriveTree tree;
    private final PendingEffects effects;
    private final Settings settings;
    private final Set<String> finished = new HashSet<>();

    FinishedUploads(Settings settings, DriveTree tree, PendingEffects effects) {
        this.settings = settings;
        this.tree = tree;
        this.effects = effects;
    }

    boolean contains(UploadTask task) {
        return finished.contains(task.pickCode());
    }

    /** Answers the object storage that has stored content for an upload. */
    ObjectNode answer(UploadTask task, StoredObject stored) {
        boolean asAnnounced = stored.size() == task.size() && stored.sha1().equals(Optional.of(task.sha1()));
        if (!asAnnounced) {
            return Envelope.failure(VERIFICATION_FAILED, "文件校验失败，请重新上传");
        }
        if (tree.findTarget(task.folderId()).isEmpty()) {
            return Envelope.failure(DIRECTORY_MISSING, "云端目录不存在");
        }
        Content content = stored.content();
        Entry file = add(task, content);
        ObjectNode data = Envelope.object()
                .put("pick_code", file.pickCode)
                .put("file_name", file.name)
                .put("file_size", content.size())
                .put("file_id", Long.toString(file.id))
                .put("thumb_url", "")
                .put("sha1", content.sha1())
                .put("aid", Entry.NORMAL_AREA)
                .put("cid", Long.toString(task.folderId()))
                .put("is_video", FileTypes.isVideo(file.extension()) ? 1 : 0);
        return Envelope.success(data);
    }

    /** Lists the file of an upload that is to come. */
    void announce(UploadTask task, Entry folder) {
        if (tree.find(task.fileId()).isEmpty()) {
            Content announced = new DigestedContent(task.size(), task.sha1(), Sample.of(0));
            Entry file = new Entry(task.fileId(), task.name(), announced, settings.clock.seconds());
            file.uploadState = Entry.UPLOAD_INCOMPLETE;
            tree.announce(folder, file);
        }
    }

    /** Makes the file of an upload. One that is finished a second time makes a second file (docs/115-open-api.md I.5). */
    Entry add(UploadTask task, Content content) {
        long id = finished.add(task.pickCode()) ? task.fileId() : tree.newId();
        Entry folder = tree.findTarget(task.folderId()).orElseThrow();
        Entry file = new Entry(id, task.name(), content, settings.clock.seconds());
        tree.know(file);
        Duration hidden = settings.uploadVisibilityDelay.compareTo(settings.visibilityDelay) > 0
                ? settings.uploadVisibilityDelay
                : settings.visibilityDelay;
        later(hidden, () -> {
            tree.find(id).ifPresent(tree::withdraw);
            tree.add(folder, file);
        });
        if (!settings.uploadIncompleteFor.isZero()) {
            file.uploadState = Entry.UPLOAD_INCOMPLETE;
            later(
                    hidden.plus(settings.uploadIncompleteFor),
                    () -> tree.change(file, changed -> changed.uploadState = Entry.UPLOAD_COMPLETE));
        }
        if (!settings.uploadUnmeasuredFor.isZero()) {
            file.unmeasured = true;
            later(
                    hidden.plus(settings.uploadUnmeasuredFor),
                    () -> tree.change(file, changed -> changed.unmeasured = false));
        }
        return file;
    }

    private void later(Duration delay, Runnable change) {
        effects.perform(PendingEffects.Job.QUIET, delay, change);
    }
}
