package io.github.open115.camel.after;

import io.github.open115.camel.names.TargetFolders;
import io.github.open115.client.files.DriveFiles;
import io.github.open115.client.files.FolderPath;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.http.Open115Exception;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One pass over the journal: one call for all deletions, one for all moves into a folder, one for each new name. */
final class Flush {

    private static final Logger LOG = LoggerFactory.getLogger(Flush.class);

    private final DriveFiles files;
    private final TargetFolders folders;
    private final AfterProcessing after;
    private final boolean suspicious;
    private final FlushReport report = new FlushReport();
    private boolean toldToTryLater;

    private record Place(FolderPath base, List<String> below) {}

    /** @param suspicious whether "try later" was said so often that it may be meant of one file */
    Flush(DriveFiles files, TargetFolders folders, AfterProcessing after, boolean suspicious) {
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
            // trouble of the account or of the service: the rest would fare no better now
            toldToTryLater = ChangeFailures.saysTryLater(e);
            report.failed(e);
        }
        report.end(after.pending());
    }

    /** Whether this flush was ended by a code that says so. */
    boolean isToldToTryLater() {
        return toldToTryLater;
    }

    private boolean isOfAnId(Open115Exception failure) {
        return ChangeFailures.isOfAnId(failure) || suspicious && ChangeFailures.saysTryLater(failure);
    }

    private void delete(List<String> fileIds) {
        if (!fileIds.isEmpty()) {
            new SharedChange(files::delete, this::isOfAnId, outcome(null)).send(fileIds);
        }
    }

    /** The new name comes first, because it can be refused: then the file stays where it is. */
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
            new SharedChange(target::send, this::isOfAnId, outcome(target)).send(fileIds);
        } catch (TargetException e) {
            if (e.mayComeBack) {
                fileIds.forEach(after::failedAlone);
                report.failed(e.reason);
            } else if (ChangeFailures.isFinal(e.reason)) {
                fileIds.forEach(fileId -> giveUp(fileId, e.reason));
            } else {
                report.failed(e.reason);
            }
        } catch (Open115Exception e) {
            if (!ChangeFailures.isFull(e)) {
                throw e;
            }
            report.failed(e);
        }
    }

    private SharedChange.Outcome outcome(Target target) {
        return new SharedChange.Outcome() {
            @Override
            public void accepted(List<String> fileIds) {
                after.accepted(fileIds, target == null ? null : target.folder);
            }

            @Override
            public void refused(String fileId, Open115Exception reason) {
                if (target != null && ChangeFailures.isOfTheTarget(reason)) {
                    targetMissing(fileId, reason);
                } else {
                    Flush.this.refused(fileId, reason);
                }
            }
        };
    }

    /** The target was looked up a moment ago: it may come and go, which must not let the file be taken for gone. */
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
            report.failed(reason);
        }
    }

    private void giveUp(String fileId, Open115Exception reason) {
        if (after.forget(fileId)) {
            report.givenUp(fileId, reason);
        }
    }

    /** The folder of some moves; looked up once more when the service does not find it, or one of the files. */
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

    /** The target folder cannot be had, which concerns all files that go there and no others. */
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
