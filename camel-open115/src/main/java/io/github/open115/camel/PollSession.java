package io.github.open115.camel;

import io.github.open115.camel.after.AfterProcessing;
import io.github.open115.camel.after.AfterProcessingException;
import io.github.open115.camel.after.Open115ProcessStrategy;
import io.github.open115.camel.after.PreMovedFiles;
import io.github.open115.camel.consumer.PollGate;
import io.github.open115.camel.monitor.ListingReport;
import io.github.open115.camel.names.DrivePaths;
import io.github.open115.camel.names.TargetFolders;
import io.github.open115.camel.poll.DurableIdempotentRepository;
import io.github.open115.camel.poll.FailurePauses;
import io.github.open115.camel.poll.FolderState;
import io.github.open115.camel.poll.MissingFileTracker;
import io.github.open115.camel.poll.PollState;
import io.github.open115.client.Open115Client;
import io.github.open115.client.account.WaitPolicy;
import io.github.open115.client.files.FileDetails;
import io.github.open115.client.files.FileItem;
import io.github.open115.client.files.FolderPath;
import io.github.open115.client.http.NotFoundException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.camel.component.file.GenericFileProcessStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a consumer holds while it runs: its folder, by id once it was found, and its state, which is kept under that id
 * and so can only be opened then. Not thread-safe but for what happens after an exchange.
 */
final class PollSession {

    private static final Logger LOG = LoggerFactory.getLogger(PollSession.class);

    private final Open115Endpoint endpoint;
    private final Open115Configuration configuration;
    private final DurableIdempotentRepository repository;
    private final DeliveryMemory memory;
    private final boolean onDemand;
    private final boolean durable;
    private final PreMovedFiles taken = new PreMovedFiles();
    private boolean running;
    // of the last start; null for a consumer that never started
    private volatile Started started;
    private volatile Opened opened;
    private volatile AfterProcessing after;

    /** What a start makes, all of it or nothing; exchanges that end after the stop still use it. */
    private record Started(
            StateFiles places,
            Duration delay,
            FailurePauses pauses,
            Consumer<AfterProcessingException> failedChanges,
            Open115Client client,
            DrivePaths paths,
            TargetFolders targets,
            FileClaims claims,
            PollGate gate) {}

    /**
     * What is opened together, with the first poll.
     *
     * @param departures null when nobody wants to know of them
     */
    private record Opened(PollState state, FolderState poll, AfterProcessing after, MissingFileTracker departures) {}

    /**
     * @param repository the endpoint's default repository, or null when the user brings one, or none is used
     * @param onDemand whether callers ask for the files one by one; then the state outlives the consumer only with such a
     *     repository
     */
    PollSession(Open115Endpoint endpoint, DurableIdempotentRepository repository, boolean onDemand) {
        this.endpoint = endpoint;
        this.configuration = endpoint.getConfiguration();
        this.repository = repository;
        this.memory = new DeliveryMemory(endpoint, repository);
        this.onDemand = onDemand;
        this.durable = !onDemand || repository != null;
    }

    GenericFileProcessStrategy<Open115File> strategy() {
        return endpoint.getProcessStrategy() != null
                ? endpoint.getProcessStrategy()
                : new Open115ProcessStrategy(endpoint, () -> after);
    }

    /**
     * @param givenRouteId the id that the user gave the route; null for none
     * @param pollDelay the time between two polls: half of it a listing of another consumer will do
     * @param failurePauses is told of files that are gone
     * @param changesFailed is told of deletions and moves after exchanges that failed, once for those made together
     */
    synchronized void start(
            String givenRouteId,
            Duration pollDelay,
            FailurePauses failurePauses,
            Consumer<AfterProcessingException> changesFailed) {
        // a poll that meets a throttled account ends at once: it is made again anyway
        Open115Client client = endpoint.client().with(WaitPolicy.failAtOnce());
        Started starting = new Started(
                new StateFiles(endpoint, givenRouteId),
                pollDelay,
                failurePauses,
                changesFailed,
                client,
                endpoint.paths(client.files()),
                new TargetFolders(client.files()),
                new FileClaims(endpoint, memory.remembersIdentities()),
                new PollGate(
                        client.account(),
                        endpoint.component().shared().turns(client.account().name()),
                        endpoint.component().getClock()));
        if (durable) {
            endpoint.component().shared().reserveMemory(starting.places().name(), endpoint);
        }
        started = starting;
        running = true;
    }

    /** @throws IllegalStateException when the consumer never started */
    private Started started() {
        Started current = started;
        if (current == null) {
            throw new IllegalStateException("The consumer of " + endpoint + " has not started");
        }
        return current;
    }

    synchronized void stop() {
        if (!running) {
            return;
        }
        running = false;
        started.gate().close();
        if (durable) {
            endpoint.component().shared().releaseMemory(started.places().name(), endpoint);
        }
        Opened closing = opened;
        try {
            stopChanges();
        } finally {
            opened = null;
            if (closing != null) {
                close(closing);
            }
        }
    }

    private void close(Opened closing) {
        try {
            closing.poll().close();
        } finally {
            close(closing.state());
        }
    }

    private void close(PollState state) {
        if (repository != null) {
            repository.detach(state.delivered());
        }
        state.close();
    }

    /** Keeps what makes the changes: an exchange that is still in flight completes with it. */
    private void stopChanges() {
        if (after == null) {
            return;
        }
        try {
            after.stop();
        } catch (AfterProcessingException e) {
            LOG.warn(
                    "{} stops: {}{}",
                    endpoint,
                    e.getMessage(),
                    durable ? ". What waits is done after the next start" : ". Nothing remembers what waits");
        }
    }

    /**
     * The polled folder; looked up, and its state opened, at the first use.
     *
     * @throws IllegalStateException when the consumer has stopped: a poll that outlives it must not open the state again
     */
    FolderState poll() {
        Opened current = opened;
        if (current == null) {
            current = open(folderId());
            flushChanges();
        }
        return current.poll();
    }

    private synchronized Opened open(String folderId) {
        if (!running) {
            throw new IllegalStateException("The consumer of " + endpoint + " has stopped");
        }
        if (opened != null) {
            // by another thread, while this one looked the folder up
            return opened;
        }
        PollState state =
                durable ? PollState.open(started().places().poll(folderId), isIncremental()) : PollState.inMemory();
        try {
            opened = open(folderId, state);
        } catch (RuntimeException e) {
            // else the next poll would find the state in use, and hide the reason
            close(state);
            throw e;
        }
        after = opened.after();
        return opened;
    }

    private Opened open(String folderId, PollState state) {
        Started start = started();
        if (repository != null) {
            repository.attach(state.delivered());
        }
        MissingFileTracker departures = configuration.isDeletedFiles() ? new MissingFileTracker(state) : null;
        AfterProcessing changes = new AfterProcessing(
                start.client().files(),
                start.targets(),
                state.journal(),
                endpoint.component().getClock(),
                this::changed,
                taken,
                onDemand);
        FolderState poll = new FolderState(
                new FolderState.Settings(
                        folderId,
                        endpoint.isRecursive(),
                        configuration.getPageSize(),
                        Duration.ofMillis(configuration.getPathMaxAge()),
                        start.delay().dividedBy(2)),
                start.client().files(),
                snapshots(folderId),
                state,
                endpoint.constantFilters(),
                endpoint::isDoneFileName,
                new FolderEventHandler(
                        memory, start.pauses(), changes, departures, this::isDelivered, this::isInFlight),
                endpoint.component().getClock());
        return new Opened(state, poll, changes, departures);
    }

    /** Who remembers nothing of what was delivered is handed every file at each poll. */
    private boolean isIncremental() {
        return configuration.isIncremental() && durable && Boolean.TRUE.equals(endpoint.isIdempotent());
    }

    private FolderState.Snapshots snapshots(String folderId) {
        return isIncremental()
                ? new SnapshotProvider(
                        endpoint,
                        started().client().files(),
                        folderId,
                        started().places())
                : FolderState.NO_SNAPSHOT;
    }

    private void changed(Collection<String> fileIds, FolderPath target) {
        LOG.debug(
                "{}: {} files were {}",
                endpoint,
                fileIds.size(),
                target == null ? "deleted" : "moved into folder " + target.folderId());
        Opened current = opened;
        if (current != null && current.poll().changed(fileIds, target) && current.departures() != null) {
            current.departures().removed(fileIds);
        }
    }

    private String folderId() {
        try {
            return started().paths().folderId(configuration.getDirectory());
        } catch (NotFoundException missing) {
            if (endpoint.isAutoCreate()) {
                LOG.info("Creating the folder of {}, because autoCreate is set", endpoint);
                return started()
                        .targets()
                        .find(started().paths().root(), DrivePaths.names(configuration.getDirectory()))
                        .folderId();
            }
            throw new NotFoundException(
                    "The folder '" + configuration.getDirectory() + "' of " + endpoint
                            + " is not there: check the path and rootFolderId, or set autoCreate=true"
                            + (endpoint.getEndpointUri().contains("%")
                                    ? ". A folder that has a ? or a % in its name is given by its id, in rootFolderId"
                                    : ""),
                    missing.failure(),
                    missing);
        }
    }

    /** Whether a poll may be made now. */
    PollGate gate() {
        return started().gate();
    }

    /** Carries out what waits in the journal. Never throws: a failure is told to whoever asked for it at the start. */
    void flushChanges() {
        AfterProcessing waiting = after;
        if (waiting == null) {
            return;
        }
        try {
            waiting.flush();
        } catch (AfterProcessingException e) {
            started().failedChanges().accept(e);
        }
    }

    /** Puts a file back whose exchange will not begin, if it was to. */
    void putBack(String fileId) {
        opened().ifPresent(polled -> polled.queue().failed(fileId));
    }

    /** Moves a file back, before the next poll at the latest, that {@code preMove} may have taken away for nothing. */
    void undoPreMove(String fileId) {
        AfterProcessing moved = after;
        if (moved != null) {
            moved.giveBack(fileId);
        }
    }

    /** Has a done file deleted together with what becomes of the files of its batch. */
    void deleteDoneFile(String fileId) {
        after.delete(fileId);
    }

    /** What is claimed in the idempotent repository. */
    FileClaims claims() {
        return started().claims();
    }

    private boolean isInFlight(String fileId) {
        return opened().filter(polled -> polled.queue().isInFlight(fileId)).isPresent();
    }

    /** Whether a file was delivered or is being delivered, as far as that can be told without its path. */
    boolean isDelivered(FileItem file) {
        return claims().areLookedUp() ? claims().isDone(file.id()) : memory.contains(file);
    }

    /** Whether what follows its exchange is still to be done to a file, or was done and is not proved yet. */
    boolean isAwaitingChange(String fileId) {
        return after != null && after.isPending(fileId) || isLeaving(fileId);
    }

    /** Whether we removed a file from the folder, and it is neither proved to have left nor to have come back. */
    boolean isLeaving(String fileId) {
        return opened().filter(polled -> polled.isLeaving(fileId)).isPresent();
    }

    /** What the repository of delivered files remembers. */
    DeliveryMemory memory() {
        return memory;
    }

    /** Where delivered files are remembered, as a sentence without its end; the folder must be open. */
    String memoryPlace() {
        if (!Boolean.TRUE.equals(endpoint.isIdempotent())) {
            return "Delivered files are not remembered, so they come with each poll (idempotent=false)";
        }
        return "Delivered files are remembered in "
                + (repository == null
                        ? "idempotentRepository ("
                                + endpoint.getIdempotentRepository().getClass().getSimpleName() + ")"
                        : started().places().poll(opened.poll().folderId()));
    }

    /** The polled folder as it is; empty before the first poll, and when the consumer has stopped. */
    Optional<FolderState> opened() {
        return Optional.ofNullable(opened).map(Opened::poll);
    }

    /** What the last poll left behind, for the thread that polls; empty before the first. */
    Optional<ListingReport> listing() {
        return opened().map(ListingReport::of);
    }

    /** Delivered files that the default repository remembers. */
    long delivered() {
        return repository == null ? 0 : repository.getDeliveredCount();
    }

    /** Deletions and moves that wait in the journal. */
    int changesWaiting() {
        AfterProcessing waiting = after;
        return waiting == null ? 0 : waiting.pending();
    }

    /** What became of delivered files; null before the first poll, and when nobody wants to know. */
    MissingFileTracker departures() {
        Opened current = opened;
        return current == null ? null : current.departures();
    }

    FileDetails lookUp(String fileId) {
        return started().client().files().info(fileId);
    }

    FileDetails find(String path) {
        return started().paths().find(configuration.getDirectory() + "/" + path);
    }

    void flush() {
        Opened current = opened;
        if (current != null) {
            current.state().flush();
        }
    }

    Instant now() {
        return endpoint.component().getClock().instant();
    }
}
