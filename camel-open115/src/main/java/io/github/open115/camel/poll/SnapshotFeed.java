package io.github.open115.camel.poll;

import io.github.open115.client.files.FolderPath;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** Asks for what has changed since the last time: one call as long as nothing has. */
final class SnapshotFeed implements FolderFeed {

    /** How often is looked for what a consumer remembers of files that are not there any more. */
    private static final Duration SWEEP_EVERY = Duration.ofHours(6);

    private final FolderSnapshot snapshot;
    private final boolean recursive;
    private final Intake intake;
    private final FlatListing flat;
    private final FolderReader reader;
    private final Consumer<FolderPath> seenPaths;
    private final Clock clock;
    private final Runnable giveBack;
    private Instant sweptAt = Instant.MIN;
    private CompleteFeed walking;

    /** @param giveBack ends the use of the snapshot */
    SnapshotFeed(
            FolderSnapshot snapshot,
            boolean recursive,
            Intake intake,
            FlatListing flat,
            FolderReader reader,
            Consumer<FolderPath> seenPaths,
            Clock clock,
            Runnable giveBack) {
        this.snapshot = snapshot;
        this.recursive = recursive;
        this.intake = intake;
        this.flat = flat;
        this.reader = reader;
        this.seenPaths = seenPaths;
        this.clock = clock;
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
        if (all) {
            sweep();
        }
        return all;
    }

    /** What left while nobody was told, because the consumer was not there, is found by what is left of it here. */
    private void sweep() {
        Instant now = clock.instant();
        if (sweptAt == Instant.MIN || !now.isBefore(sweptAt.plus(SWEEP_EVERY))) {
            sweptAt = now;
            intake.retain(snapshot::contains);
        }
    }

    @Override
    public boolean contains(String fileId) {
        return walking == null ? snapshot.contains(fileId) : walking.contains(fileId);
    }

    @Override
    public void close() {
        snapshot.leave(intake);
        giveBack.run();
    }
}
