/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.consumer;

import io.github.open115.camel.Open115Configuration;
import io.github.open115.camel.after.AfterProcessing;
import io.github.open115.camel.after.AfterProcessingException;
import io.github.open115.camel.after.PreMovedFiles;
import io.github.open115.camel.monitor.ListingReport;
import io.github.open115.camel.names.DrivePaths;
import io.github.open115.camel.names.SafeNames;
import io.github.open115.camel.names.TargetFolders;
import io.github.open115.camel.poll.DeliveryLedger;
import io.github.open115.camel.poll.FailurePauses;
import io.github.open115.camel.poll.FolderState;
import io.github.open115.camel.poll.MissingFileTracker;
import io.github.open115.camel.poll.PollState;
import io.github.open115.camel.snapshot.FolderSnapshot;
import io.github.open115.camel.snapshot.FolderSnapshots;
import io.github.open115.client.Open115Client;
import io.github.open115.client.files.ChangeListener;
import io.github.open115.client.files.FileDetails;
import io.github.open115.client.files.FolderPath;
import io.github.open115.client.http.NotFoundException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of a consumer from a start to the next stop. It is looked up by the first poll and then known by its id; its
 * state is kept under that id, so the first poll opens it. Not thread-safe, except for the work after an exchange.
 */
public final class PolledFolder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PolledFolder.class);

    private final PollOptions options;
    private final Open115Configuration configuration;
    private final Accounts accounts;
    private final Open115Client client;
    private final DrivePaths paths;
    private final TargetFolders targets;
    private final SurvivesStop survivesStop;
    private final FailurePauses pauses;
    private final Consumer<AfterProcessingException> changesFailed;
    private final DeliveryLedger ledger;
    private final ChangeListener ownChanges = new OwnChanges();
    private final PollGate gate;
    // guarded by this
    private boolean closed;
    // null before the first poll, and when closed
    private volatile OpenState opened;

    /**
     * The parts that outlive a stop, because exchanges do.
     *
     * @param preMoved files that {@code preMove} took away for an exchange
     * @param after makes the changes after exchanges; null before the first poll
     */
    public record SurvivesStop(PreMovedFiles preMoved, AtomicReference<AfterProcessing> after) {

        public SurvivesStop() {
            this(new PreMovedFiles(), new AtomicReference<>());
        }

        /** Writes the deletion of a done file to the journal, with the changes of the files of its batch. */
        public void deleteDoneFile(String fileId) {
            after.get().delete(fileId);
        }

        /** Moves a file back before the next poll if {@code preMove} may have moved it and no exchange followed. */
        public void undoPreMove(String fileId) {
            AfterProcessing moved = after.get();
            if (moved != null) {
                moved.giveBack(fileId);
            }
        }

        /** Deletions and moves that wait in the journal. */
        public int changesWaiting() {
            AfterProcessing waiting = after.get();
            return waiting == null ? 0 : waiting.pending();
        }
    }

    /**
     * The state that the first poll opens.
     *
     * @param missing null when the route does not want to know which files were deleted
     */
    private record OpenState(
            PollState state, FolderState folderState, AfterProcessing after, MissingFileTracker missing) {}

    /**
     * Reserves the memory of delivered files; makes no call.
     *
     * @param client used for all calls of the polls
     * @param paths paths below {@code rootFolderId}, looked up by that client
     * @param pauses files whose exchange has failed
     * @param changesFailed gets the failures of deletions and moves after exchanges, one for those made together
     * @throws IllegalStateException when another consumer would use the same memory
     */
    public PolledFolder(
            PollOptions options,
            Accounts accounts,
            Open115Client client,
            DrivePaths paths,
            SurvivesStop survivesStop,
            FailurePauses pauses,
            Consumer<AfterProcessingException> changesFailed) {
        this.options = options;
        this.configuration = options.configuration();
        this.accounts = accounts;
        this.client = client;
        this.paths = paths;
        this.targets = new TargetFolders(client.files());
        this.survivesStop = survivesStop;
        this.pauses = pauses;
        this.changesFailed = changesFailed;
        this.ledger = new DeliveryLedger(options.memory());
        this.gate =
                new PollGate(client.account(), accounts.turns(client.account().name()), accounts.clock());
        if (options.isDurable()) {
            accounts.reserveMemory(memoryName(), options.endpoint());
        }
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        gate.close();
        if (options.isDurable()) {
            accounts.releaseMemory(memoryName(), options.endpoint());
        }
        closeState();
    }

    /** Has the next poll look the folder up by its path, because the folder of the known id is gone: there may be a new one. */
    public synchronized void lookUpAgain() {
        if (!closed) {
            closeState();
        }
    }

    private void closeState() {
        client.files().removeListener(ownChanges);
        OpenState closing = opened;
        try {
            stopChanges();
        } finally {
            opened = null;
            if (closing != null) {
                close(closing);
            }
        }
    }

    private void close(OpenState closing) {
        try {
            closing.folderState().close();
        } finally {
            close(closing.state());
        }
    }

    private void close(PollState state) {
        if (options.memory().own() != null) {
            options.memory().own().detach(state.delivered());
        }
        state.close();
    }

    /** The after-processing is kept: an exchange that is still in flight completes with it. */
    private void stopChanges() {
        AfterProcessing stopping = survivesStop.after().get();
        if (stopping == null) {
            return;
        }
        try {
            stopping.stop();
        } catch (AfterProcessingException e) {
            LOG.warn(
                    "{} stops: {}{}",
                    options.endpoint(),
                    e.getMessage(),
                    options.isDurable()
                            ? ". Waiting changes are made after the next start"
                            : ". Nothing remembers what waits");
        }
    }

    /**
     * The state of the folder. The first use looks the folder up and opens it, as does the next one after {@link #lookUpAgain}.
     *
     * @throws IllegalStateException when the consumer has stopped: a poll that outlives it must not open the state again
     */
    public FolderState state() {
        OpenState current = opened;
        if (current == null) {
            current = open(folderId());
            flushChanges();
        }
        return current.folderState();
    }

    /** The state of the folder; empty before the first poll and after a stop. */
    public Optional<FolderState> opened() {
        return Optional.ofNullable(opened).map(OpenState::folderState);
    }

    private synchronized OpenState open(String folderId) {
        if (closed) {
            throw new IllegalStateException("The consumer of " + options.endpoint() + " has stopped");
        }
        if (opened != null) {
            // by another thread, while this one looked the folder up
            return opened;
        }
        PollState state = options.isDurable()
                ? PollState.open(stateFile(folderId), options.isIncremental())
                : PollState.inMemory();
        try {
            opened = open(folderId, state);
        } catch (RuntimeException e) {
            // else the next poll would find the state in use, and hide the reason
            close(state);
            throw e;
        }
        survivesStop.after().set(opened.after());
        client.files().addListener(ownChanges);
        return opened;
    }

    private OpenState open(String folderId, PollState state) {
        if (options.memory().own() != null) {
            options.memory().own().attach(state.delivered());
        }
        MissingFileTracker missing = configuration.isDeletedFiles() ? new MissingFileTracker(state) : null;
        AfterProcessing after = new AfterProcessing(
                client.files().unheardBy(ownChanges),
                targets,
                state.journal(),
                accounts.clock(),
                this::changed,
                survivesStop.preMoved(),
                options.onDemand());
        FolderState folderState = new FolderState(
                new FolderState.Settings(
                        folderId,
                        options.recursive(),
                        configuration.getPageSize(),
                        Duration.ofMillis(configuration.getPathMaxAge()),
                        options.delay().dividedBy(2)),
                client.files(),
                options.isIncremental() ? snapshots(folderId) : FolderState.NO_SNAPSHOT,
                state,
                options.selection().filters(),
                options.selection().isDoneFile(),
                ledger::isDelivered,
                new ForgetGoneFiles(after, missing),
                accounts.clock());
        return new OpenState(state, folderState, after, missing);
    }

    /** Changes that this component makes elsewhere than after an exchange of this consumer, for instance by operations. */
    private final class OwnChanges implements ChangeListener {

        @Override
        public void moved(Collection<String> ids, String targetFolderId, FolderPath target) {
            OpenState current = opened;
            if (current == null) {
                return;
            }
            // a target that may be below the folder is left to the next poll
            current.folderState().isWithin(targetFolderId, target).ifPresent(within -> {
                if (within) {
                    arrived(current, ids);
                } else {
                    removed(current, ids);
                }
            });
        }

        @Override
        public void deleted(Collection<String> ids) {
            OpenState current = opened;
            if (current != null) {
                removed(current, ids);
            }
        }

        @Override
        public void renamed(String id, String newName) {
            // its row changes
        }

        @Override
        public void restored(Collection<String> ids) {
            OpenState current = opened;
            if (current != null) {
                arrived(current, ids);
            }
        }

        private static void arrived(OpenState current, Collection<String> ids) {
            ids.forEach(current.after()::gone);
            current.folderState().arrived(ids);
        }

        private static void removed(OpenState current, Collection<String> ids) {
            FolderState folder = current.folderState();
            // most ids may be of other folders, which does no harm
            current.after().removedOtherwise(ids);
            folder.removed(ids);
            MissingFileTracker missing = current.missing();
            if (missing != null) {
                missing.removed(ids.stream()
                        .filter(id -> missing.knows(id) || folder.queue().isInFlight(id))
                        .toList());
            }
        }
    }

    /** Has everything that remembers a file forget it when it has left the folder. */
    private final class ForgetGoneFiles implements FolderState.GoneFileListener {

        private final AfterProcessing after;
        private final MissingFileTracker missing;

        ForgetGoneFiles(AfterProcessing after, MissingFileTracker missing) {
            this.after = after;
            this.missing = missing;
        }

        @Override
        public void gone(String fileId) {
            pauses.succeeded(fileId);
            if (missing != null) {
                // while the ledger still knows it
                missing.gone(fileId, ledger.knows(fileId) || isInFlight(fileId));
            }
            after.gone(fileId);
            ledger.gone(fileId);
        }

        @Override
        public void retain(Predicate<String> present) {
            pauses.retain(present);
            if (missing != null) {
                missing.retain(present);
            }
            after.listed(present);
            ledger.retain(present);
        }

        private boolean isInFlight(String fileId) {
            return opened().filter(polled -> polled.queue().isInFlight(fileId)).isPresent();
        }
    }

    /** The snapshot of the folder, which all its consumers share. */
    private FolderState.Snapshots snapshots(String folderId) {
        FolderSnapshots.Key key = new FolderSnapshots.Key(configuration.getAccount(), folderId, options.recursive());
        return new FolderState.Snapshots() {
            @Override
            public FolderSnapshot take() {
                FolderSnapshots.Listing listing = new FolderSnapshots.Listing(
                        client.files(),
                        configuration.getPageSize(),
                        Duration.ofMillis(configuration.getReconcileInterval()));
                return accounts.snapshots()
                        .take(key, listing, accountFolder("folders").resolve(folderId + recursion() + ".mv"));
            }

            @Override
            public void release() {
                accounts.snapshots().release(key);
            }
        };
    }

    /** The same for all consumers that would share one memory of delivered files. */
    private String memoryName() {
        return String.join(
                "/",
                configuration.getAccount(),
                configuration.getRootFolderId(),
                configuration.getDirectory() + recursionAndRoute());
    }

    private Path stateFile(String folderId) {
        return accountFolder("polls").resolve(SafeNames.segment(folderId + recursionAndRoute() + ".mv"));
    }

    private Path accountFolder(String what) {
        return accounts.stateDirectory().resolve(what).resolve(SafeNames.segment(configuration.getAccount()));
    }

    private String recursion() {
        return options.recursive() ? "-tree" : "-folder";
    }

    private String recursionAndRoute() {
        return recursion() + (options.routeId() == null ? "" : "-" + options.routeId());
    }

    private String folderId() {
        try {
            return paths.folderId(configuration.getDirectory());
        } catch (NotFoundException missing) {
            if (options.autoCreate()) {
                LOG.info("Creating the folder of {}, because autoCreate is set", options.endpoint());
                return targets.find(paths.root(), DrivePaths.names(configuration.getDirectory()))
                        .folderId();
            }
            throw new NotFoundException(
                    "The folder '" + configuration.getDirectory() + "' of " + options.endpoint()
                            + " is not there: check the path and rootFolderId, or set autoCreate=true"
                            + (options.endpoint().getEndpointUri().contains("%")
                                    ? ". A folder that has a ? or a % in its name is given by its id, in rootFolderId"
                                    : ""),
                    missing.failure(),
                    missing);
        }
    }

    private void changed(Collection<String> fileIds, FolderPath target) {
        LOG.debug(
                "{}: {} files were {}",
                options.endpoint(),
                fileIds.size(),
                target == null ? "deleted" : "moved into folder " + target.folderId());
        OpenState current = opened;
        if (current != null && current.folderState().changed(fileIds, target) && current.missing() != null) {
            current.missing().removed(fileIds);
        }
    }

    /** Carries out the changes in the journal. Never throws: failures go to {@code changesFailed}. */
    public void flushChanges() {
        AfterProcessing waiting = survivesStop.after().get();
        if (waiting == null) {
            return;
        }
        try {
            waiting.flush();
        } catch (AfterProcessingException e) {
            changesFailed.accept(e);
        }
    }

    /** Whether a change of a file waits after its exchange, or was made and is not proved by a listing yet. */
    public boolean isAwaitingChange(String fileId) {
        AfterProcessing after = survivesStop.after().get();
        return after != null && after.isPending(fileId) || isLeaving(fileId);
    }

    /** Whether this component removed a file from the folder, and no listing has proved yet that it left or came back. */
    boolean isLeaving(String fileId) {
        return opened().filter(polled -> polled.isLeaving(fileId)).isPresent();
    }

    /** Whether a poll may be made now. */
    public PollGate gate() {
        return gate;
    }

    /** Which files were delivered, and which are claimed. */
    public DeliveryLedger ledger() {
        return ledger;
    }

    /** Where delivered files are remembered, as a sentence without its end; the folder must be open. */
    public String memoryPlace() {
        return ledger.place(stateFile(opened.folderState().folderId()));
    }

    /** The files that the last poll left behind; to be called by the thread that polls; empty before the first poll. */
    public Optional<ListingReport> listing() {
        return opened().map(ListingReport::of);
    }

    /** Delivered files that are missing; null before the first poll, and when the route does not want to know of them. */
    MissingFileTracker missing() {
        OpenState current = opened;
        return current == null ? null : current.missing();
    }

    FileDetails lookUp(String fileId) {
        return client.files().info(fileId);
    }

    /** Looks up a path below the polled folder. */
    public FileDetails find(String path) {
        return paths.find(configuration.getDirectory() + "/" + path);
    }

    /** Forces written state to the disk, so that it survives a loss of power. */
    public void flush() {
        OpenState current = opened;
        if (current != null) {
            current.state().flush();
        }
    }
}
