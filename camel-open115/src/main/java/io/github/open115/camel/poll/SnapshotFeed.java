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

    private final FolderSnapshots.Access access;
    private final SharedSnapshot shared;
    private final FolderSnapshot snapshot;
    private final Intake intake;
    private final FlatListing flat;
    private final FolderReader reader;
    private final Consumer<FolderPath> seenPaths;
    private final Clock clock;
    private Instant sweptAt = Instant.MIN;
    private CompleteFeed walking;

    SnapshotFeed(
            FolderSnapshots.Access access,
            SharedSnapshot shared,
            Intake intake,
            FlatListing flat,
            FolderReader reader,
            Consumer<FolderPath> seenPaths,
            Clock clock) {
        this.access = access;
        this.shared = shared;
        this.snapshot = shared.snapshot();
        this.intake = intake;
        this.flat = flat;
        this.reader = reader;
        this.seenPaths = seenPaths;
        this.clock = clock;
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
        seenPaths.accept(shared.path());
        intake.rethrowFailure();
        if (shared.goesBelow()) {
            flat.proved();
        } else if (all && shared.isRecursive() && reader.mustWalk(snapshot.size())) {
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
        access.leave();
    }
}
