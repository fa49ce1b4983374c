package io.github.open115.camel.poll;

import io.github.open115.client.files.FolderPath;
import java.time.Duration;
import java.util.Collection;
import java.util.function.Consumer;

/** Asks for what has changed since the last time: one call as long as nothing has. */
final class SnapshotFeed implements FolderFeed {

    private final FolderSnapshot snapshot;
    private final boolean recursive;
    private final Intake intake;
    private final FlatListing flat;
    private final FolderReader reader;
    private final Consumer<FolderPath> seenPaths;
    private final Runnable giveBack;
    private CompleteFeed walking;
    private volatile boolean closed;

    /** @param giveBack ends the use of the snapshot */
    SnapshotFeed(
            FolderSnapshot snapshot,
            boolean recursive,
            Intake intake,
            FlatListing flat,
            FolderReader reader,
            Consumer<FolderPath> seenPaths,
            Runnable giveBack) {
        this.snapshot = snapshot;
        this.recursive = recursive;
        this.intake = intake;
        this.flat = flat;
        this.reader = reader;
        this.seenPaths = seenPaths;
        this.giveBack = giveBack;
        snapshot.join(intake, intake.mark());
    }

    @Override
    public boolean refresh() {
        if (walking != null) {
            return walking.refresh();
        }
        if (intake.hasMissedRows()) {
            snapshot.tellAll(intake);
        }
        boolean all = snapshot.refresh(Duration.ZERO);
        seenPaths.accept(intake.place());
        intake.rethrowFailure();
        if (intake.hasSeenBelow()) {
            flat.proved();
        } else if (all && recursive && reader.mustWalk(snapshot.size())) {
            walking = new CompleteFeed(reader, intake);
            return walking.refresh();
        }
        if (all && intake.wasToldAll()) {
            // what left while the consumer was not there to be told is found by what is left of it here
            intake.retain(snapshot::contains);
        }
        return all;
    }

    @Override
    public boolean contains(String fileId) {
        return walking == null ? snapshot.contains(fileId) : walking.contains(fileId);
    }

    @Override
    public void removed(Collection<String> fileIds) {
        if (!closed) {
            snapshot.removed(fileIds);
        }
    }

    @Override
    public void close() {
        closed = true;
        snapshot.leave(intake);
        giveBack.run();
    }
}
