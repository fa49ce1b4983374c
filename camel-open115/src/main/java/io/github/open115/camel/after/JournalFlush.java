/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.after;

import io.github.open115.camel.names.TargetFolders;
import io.github.open115.client.files.DriveFiles;
import io.github.open115.client.files.FolderPath;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.http.Open115Exception;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One pass over the journal: one call for all deletions, one for all moves into a folder, one for each new name. */
final class JournalFlush {

    private static final Logger LOG = LoggerFactory.getLogger(JournalFlush.class);

    /** How many files that were given up a message names. */
    private static final int MAX_NAMED = 10;

    private final DriveFiles files;
    private final TargetFolders folders;
    private final AfterProcessing after;
    private final boolean suspicious;
    // changes that are not tried again, by file id
    private final List<String> givenUp = new ArrayList<>();
    private Open115Exception firstFailure;
    private boolean serviceSaidTryLater;

    private record Place(FolderPath base, List<String> below) {}

    /** @param suspicious whether the service has answered "try later" so often that one file may be the reason */
    JournalFlush(DriveFiles files, TargetFolders folders, AfterProcessing after, boolean suspicious) {
        this.files = files;
        this.folders = folders;
        this.after = after;
        this.suspicious = suspicious;
    }

    /** @throws AfterProcessingException when something failed */
    void run(List<Change> changes) {
        try {
            delete(changes.stream().filter(Change::deletes).map(Change::fileId).toList());
            move(changes.stream()
                    .filter(change -> !change.deletes())
                    .map(this::renamed)
                    .filter(Objects::nonNull)
                    .toList());
        } catch (Open115Exception e) {
            // a failure of the account or of the service: the other changes would fail as well
            serviceSaidTryLater = ChangeFailures.saysTryLater(e);
            failed(e);
        }
        end(after.pending());
    }

    /** Whether this flush has ended with "try later". */
    boolean isTryLater() {
        return serviceSaidTryLater;
    }

    private boolean isOfAnId(Open115Exception failure) {
        return ChangeFailures.isOfAnId(failure) || suspicious && ChangeFailures.saysTryLater(failure);
    }

    private void delete(List<String> fileIds) {
        if (!fileIds.isEmpty()) {
            new SharedChange(files::delete, this::isOfAnId, listener(null)).send(fileIds);
        }
    }

    /** Renames before the move, because the new name can be refused: then the file stays where it is. */
    private Change renamed(Change change) {
        if (!change.renames()) {
            return change;
        }
        try {
            files.rename(change.item(), change.newName());
        } catch (Open115Exception e) {
            if (!isOfAnId(e)) {
                throw e;
            }
            refused(change.fileId(), e);
            return null;
        }
        Change left = change.renamed();
        after.replace(left);
        return left;
    }

    private void move(List<Change> moves) {
        Map<Place, List<String>> byPlace = moves.stream()
                .collect(Collectors.groupingBy(
                        move -> new Place(move.base(), move.below()),
                        LinkedHashMap::new,
                        Collectors.mapping(Change::fileId, Collectors.toList())));
        byPlace.forEach(this::move);
    }

    private void move(Place place, List<String> fileIds) {
        try {
            Target target = new Target(place);
            new SharedChange(target::send, this::isOfAnId, listener(target)).send(fileIds);
        } catch (TargetException e) {
            if (e.mayComeBack) {
                fileIds.forEach(after::failedAlone);
                failed(e.reason);
            } else if (ChangeFailures.isFinal(e.reason)) {
                fileIds.forEach(fileId -> giveUp(fileId, e.reason));
            } else {
                failed(e.reason);
            }
        } catch (Open115Exception e) {
            if (!ChangeFailures.isFull(e)) {
                throw e;
            }
            failed(e);
        }
    }

    private SharedChange.ChangeListener listener(Target target) {
        return new SharedChange.ChangeListener() {
            @Override
            public void accepted(List<String> fileIds) {
                after.accepted(fileIds, target == null ? null : target.folder);
            }

            @Override
            public void refused(String fileId, Open115Exception reason) {
                if (target != null && ChangeFailures.isOfTheTarget(reason)) {
                    targetMissing(fileId, reason);
                } else {
                    JournalFlush.this.refused(fileId, reason);
                }
            }
        };
    }

    /** Finds out whether the file or its target is gone: a target that comes and goes must not make the file count as gone. */
    private void targetMissing(String fileId, Open115Exception reason) {
        try {
            files.info(fileId);
        } catch (NotFoundException gone) {
            refused(fileId, gone);
            return;
        }
        throw new TargetException(reason, true);
    }

    private void refused(String fileId, Open115Exception reason) {
        if (reason instanceof NotFoundException) {
            LOG.warn("File {} is gone, so there is nothing left to delete or move after its exchange", fileId);
            after.forget(fileId);
        } else if (ChangeFailures.isFinal(reason)) {
            giveUp(fileId, reason);
        } else {
            after.failedAlone(fileId);
            failed(reason);
        }
    }

    private void giveUp(String fileId, Open115Exception reason) {
        if (after.forget(fileId)) {
            givenUp.add(fileId);
            failed(reason);
        }
    }

    /** Records a reason why changes wait or were given up. */
    private void failed(Open115Exception reason) {
        firstFailure = firstFailure == null ? reason : firstFailure;
    }

    private void end(int waiting) {
        if (firstFailure == null) {
            return;
        }
        StringBuilder message = new StringBuilder("Not every file could be deleted or moved after its exchange");
        if (waiting > 0) {
            message.append("; ")
                    .append(waiting)
                    .append(" wait in the journal, are not delivered again, and are tried again before the next poll:"
                            + " nothing need be done unless this repeats");
        }
        if (!givenUp.isEmpty()) {
            message.append("; ")
                    .append(givenUp.size())
                    .append(" stay where they are and are not tried again, because the service refuses it: file id ")
                    .append(String.join(", ", givenUp.subList(0, Math.min(MAX_NAMED, givenUp.size()))))
                    .append(givenUp.size() > MAX_NAMED ? ", …" : "")
                    .append(". Change the option, then move them by hand");
        }
        message.append(". First reason: ").append(firstFailure.getMessage());
        throw new AfterProcessingException(message.toString(), waiting, givenUp.size(), firstFailure);
    }

    /** The target folder of some moves. It is looked up again when the service does not find it or one of the files. */
    private final class Target {

        private final Place place;
        private FolderPath folder;
        private boolean lookedUpAgain;

        Target(Place place) {
            this.place = place;
            this.folder = find();
        }

        void send(List<String> fileIds) {
            try {
                after.send(fileIds, folder);
            } catch (NotFoundException e) {
                if (lookedUpAgain || !isAnotherNow()) {
                    throw e;
                }
                after.send(fileIds, folder);
            }
        }

        private boolean isAnotherNow() {
            lookedUpAgain = true;
            String before = folder.folderId();
            folders.forget();
            folder = find();
            return !folder.folderId().equals(before);
        }

        private FolderPath find() {
            try {
                return folders.find(place.base(), place.below());
            } catch (Open115Exception e) {
                if (ChangeFailures.isOfAnId(e) || ChangeFailures.isFull(e)) {
                    throw new TargetException(e, false);
                }
                throw e;
            }
        }
    }

    /** The target folder cannot be had: the failure of all files that go there, and of no others. */
    private static final class TargetException extends Open115Exception {

        private static final long serialVersionUID = 1L;

        private final Open115Exception reason;
        private final boolean mayComeBack;

        TargetException(Open115Exception reason, boolean mayComeBack) {
            super(reason.getMessage(), reason);
            this.reason = reason;
            this.mayComeBack = mayComeBack;
        }
    }
}
