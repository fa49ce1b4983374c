package io.github.open115.camel;

import io.github.open115.camel.after.AfterProcessingException;
import io.github.open115.camel.claims.ClaimException;
import io.github.open115.camel.monitor.ListingReport;
import io.github.open115.camel.poll.FailurePauses;
import io.github.open115.camel.poll.FileQueue;
import io.github.open115.camel.poll.FolderState;
import io.github.open115.client.files.FileDetails;
import io.github.open115.client.files.FileItem;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.http.Open115Exception;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileHelper;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.spi.Synchronization;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Polls a folder of the drive, or its whole subtree, and delivers what is new there. */
@ManagedResource(description = "Consumer of a 115 cloud drive")
public class Open115Consumer extends ClaimingConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(Open115Consumer.class);

    private final Open115Endpoint endpoint;
    private final Open115Configuration configuration;
    private final PollSession session;
    private final Open115FileOperations drive;
    private final FailurePauses pauses;
    private final WaitingFiles waitingFiles;
    private final DeletedFiles deletedFiles;
    private final ConsumerOperations byHand;
    private PollNotices notices;
    // whether a poll is under way; new with each start, because a poll that outlives a stop holds up nobody
    private volatile AtomicBoolean polling = new AtomicBoolean();
    private boolean matched;
    private BatchEnd batch;
    private volatile List<Open115RemoteFile> browsable = List.of();

    Open115Consumer(
            Open115Endpoint endpoint, Processor processor, PollSession session, Open115FileOperations operations) {
        super(endpoint, processor, operations, session);
        this.endpoint = endpoint;
        this.configuration = endpoint.getConfiguration();
        this.session = session;
        this.drive = operations;
        drive.deleteBy(session::deleteDoneFile);
        // whoever asks for a file on demand has nothing to do with the exchanges in which it failed before
        this.pauses =
                new FailurePauses(endpoint.component().getClock(), isOnDemand() ? () -> Duration.ZERO : this::delay);
        this.waitingFiles = new WaitingFiles(endpoint, session, pauses, this::getMaxMessagesPerPoll);
        this.byHand = new ConsumerOperations(this, endpoint, session);
        this.notices = new PollNotices(endpoint, !isOnDemand());
        this.deletedFiles = new DeletedFiles(this, configuration, session, pauses);
        setRetrieveFile(configuration.isDownload());
        // the options exceptionHandler and bridgeErrorHandler replace it
        setExceptionHandler(new FailureLog(endpoint.getCamelContext()));
    }

    @Override
    protected void doStart() throws Exception {
        session.start(givenRouteId(), delay(), pauses, this::changesFailed);
        notices = new PollNotices(endpoint, !isOnDemand());
        polling = new AtomicBoolean();
        if (configuration.isStartingDirectoryMustExist()) {
            session.poll();
        }
        super.doStart();
        if (!isOnDemand()) {
            endpoint.polledBy(this);
        }
    }

    /** The time between two polls. */
    Duration delay() {
        return Duration.of(getDelay(), getTimeUnit().toChronoUnit());
    }

    private void changesFailed(AfterProcessingException failure) {
        ExceptionHandler given = endpoint.givenOnCompletionExceptionHandler();
        (given != null ? given : getExceptionHandler())
                .handleException("Error after exchanges of " + endpoint, failure);
    }

    /** A generated route id shifts when routes are added, so only one that the user gave may name what lasts. */
    private String givenRouteId() {
        return getRoute() != null && getRoute().isCustomId() ? getRoute().getRouteId() : null;
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        session.stop();
    }

    /**
     * One poll at a time, whether the scheduler begins it or a person. Nothing is thrown: the scheduler would make no poll
     * any more. What {@link #poll()} throws Camel has handled; this is for what failed while it was handled.
     */
    @Override
    public void run() {
        AtomicBoolean mine = polling;
        if (!mine.compareAndSet(false, true)) {
            LOG.debug("A poll of {} is under way already", endpoint);
            return;
        }
        try {
            super.run();
        } catch (Throwable unhandled) {
            // Camel has logged it, as far as that was possible
            outcome().unhandled(unhandled);
        } finally {
            mine.set(false);
        }
    }

    /** Whether a poll has begun since the start and not ended. */
    boolean isPollUnderWay() {
        return polling.get();
    }

    /**
     * Begins a poll beside the schedule, on a thread of its own.
     *
     * @return false when a poll is under way
     */
    boolean beginPoll() {
        if (isPollUnderWay()) {
            return false;
        }
        endpoint.getCamelContext()
                .getExecutorServiceManager()
                .newThread("Open115PollNow", this)
                .start();
        return true;
    }

    /** Polls now, beside the schedule; one call when nothing is new. Returns a sentence that says what happens. */
    @ManagedOperation(description = "Polls now, beside the schedule")
    public String pollNow() {
        return byHand.pollNow();
    }

    /** Lists the folder completely now, whatever {@code reconcileInterval} says. Returns a sentence. */
    @ManagedOperation(description = "Polls now and lists the folder completely, whatever reconcileInterval says")
    public String reconcileNow() {
        return byHand.reconcileNow();
    }

    /**
     * Forgets that one file was delivered, and polls now, so that it is delivered again. Costs a look-up. Returns a
     * sentence, also when nothing is done.
     *
     * @param file the file's id, or its path below the polled folder
     */
    @ManagedOperation(description = "Delivers one file again: its id, or its path below the polled folder")
    public String deliverAgain(String file) {
        return byHand.deliverAgain(file);
    }

    /**
     * Forgets all files that this route has delivered, and polls now, so that all files of the folder are delivered again.
     * Costs a complete listing. Returns a sentence, also when nothing is done.
     */
    @ManagedOperation(description = "Forgets what was delivered, so that all files of the folder are delivered again")
    public String deliverEverythingAgain() {
        return byHand.deliverEverythingAgain();
    }

    @Override
    public int poll() throws Exception {
        try {
            int files = super.poll();
            return outcome().skipped() == null ? files + deletedFiles.tell() : files;
        } catch (Error e) {
            // Camel handles exceptions only: this one fails the poll as any other failure does, with its trace in the
            // log
            throw new IllegalStateException("The poll of " + endpoint + " ended with an error of the JVM: " + e, e);
        }
    }

    @Override
    int heldDeletions() {
        return deletedFiles.held();
    }

    @Override
    protected boolean prePollCheck() {
        Open115Exception unable = session.gate().reasonToSkip().orElse(null);
        Open115Exception early = unable == null ? notItsTurn().orElse(null) : null;
        outcome().skipped(unable != null ? unable : early);
        if (unable == null && early == null) {
            session.flushChanges();
            return true;
        }
        if (isOnDemand()) {
            throw unable;
        }
        if (unable != null) {
            notices.skipped(unable);
        } else {
            notices.paced(early);
        }
        return false;
    }

    private Optional<Open115Exception> notItsTurn() {
        // whoever asks for a file on demand waits for it rather than go without
        boolean listing =
                !isOnDemand() && session.opened().map(waitingFiles::mustList).orElse(true);
        return listing ? session.gate().takeTurn() : Optional.empty();
    }

    @Override
    protected void postPollCheck(int polledMessages) {
        session.flush();
        session.opened()
                .ifPresent(poll -> browsable = poll.firstKnown(
                        endpoint.getBrowseLimit(),
                        (file, place, segment) ->
                                Open115RemoteFile.of(file, configuration.getDirectory(), place, segment)));
    }

    /** An order is one of all files that wait. Camel's consumer on demand asks for a limit whatever the order is. */
    @Override
    public void setEagerLimitMaxMessagesPerPoll(boolean eager) {
        super.setEagerLimitMaxMessagesPerPoll(eager && endpoint.getSorter() == null && endpoint.getSortBy() == null);
    }

    @Override
    boolean takeFiles(Exchange dynamic, List<GenericFile<Open115File>> fileList) {
        FolderState poll = session.poll();
        FileSelection selection =
                new FileSelection(endpoint, poll, session, (file, name, folder) -> judge(dynamic, file, name, folder));
        Optional<String> named = namedFile(dynamic);
        if (named.isPresent() && considerNamed(named.get(), poll, selection, fileList)) {
            outcome().polled(true);
            notices.looked(fileList.size());
            return true;
        }
        Instant listedBefore = poll.listedAt();
        boolean all = considerAll(waitingFiles.of(poll), selection, fileList);
        notices.polled(poll, fileList.size(), !poll.listedAt().equals(listedBefore), session.memoryPlace());
        boolean trusted = !fileList.isEmpty() || poll.isComplete();
        outcome().polled(trusted);
        if (isOnDemand() && !trusted) {
            throw outcome().doubt(endpoint, ListingReport.of(poll).listedAt());
        }
        return all;
    }

    private boolean considerAll(
            Iterator<FileItem> waiting, FileSelection selection, List<GenericFile<Open115File>> fileList) {
        while (waiting.hasNext()) {
            if (!canPollMoreFiles(fileList)) {
                return false;
            }
            selection.consider(waiting.next(), fileList);
        }
        return true;
    }

    private FileSelection.Verdict judge(Exchange dynamic, Open115RemoteFile file, String name, boolean folder) {
        matched = false;
        boolean taken = isValidFile(
                dynamic,
                () -> file,
                name,
                file.getAbsoluteFilePath(),
                file::getRelativeFilePath,
                folder,
                new Open115File[0]);
        if (taken) {
            return FileSelection.Verdict.TAKEN;
        }
        if (!matched) {
            return FileSelection.Verdict.REFUSED;
        }
        boolean busy = session.poll().queue().isAnyInFlight();
        Exchange dummy = GenericFileHelper.createDummy(endpoint, dynamic, () -> file);
        return endpoint.getInProgressRepository().contains(file.getAbsoluteFilePath())
                        || session.claims().isOnlyClaimed(dummy, busy)
                ? FileSelection.Verdict.IN_PROGRESS
                : FileSelection.Verdict.DELIVERED;
    }

    /** Keeps the answer of the filters apart from what Camel asks next, which is whether the file was delivered. */
    @Override
    protected boolean isMatched(
            Exchange dynamic,
            Supplier<GenericFile<Open115File>> file,
            String name,
            String absoluteFilePath,
            Supplier<String> relativeFilePath,
            boolean isDirectory,
            Open115File[] files) {
        matched = super.isMatched(dynamic, file, name, absoluteFilePath, relativeFilePath, isDirectory, files);
        return matched;
    }

    /** @return false when only a listing can tell: there may be a file and a folder of that name */
    private boolean considerNamed(
            String path, FolderState poll, FileSelection selection, List<GenericFile<Open115File>> fileList) {
        try {
            FileDetails details = session.find(path);
            if (details.item().folder()) {
                return false;
            }
            poll.remember(details);
            FileItem file = details.item();
            if (endpoint.constantFilters().refusal(file).isEmpty()
                    && waitingFiles.isEligible(file.id(), file.updated(), session.now())) {
                selection.consider(file, fileList);
            }
        } catch (NotFoundException absent) {
            LOG.trace("There is no {} in {}", path, endpoint);
        }
        return true;
    }

    /** The path of the one file to look for; in a subtree, a name without folders may stand in each of them. */
    private Optional<String> namedFile(Exchange dynamic) {
        if (!endpoint.namesFilesInAdvance()) {
            return Optional.empty();
        }
        Exchange dummy = GenericFileHelper.createDummy(endpoint, dynamic, () -> null);
        return Optional.ofNullable(fileNameFor(dummy)).filter(path -> !endpoint.isRecursive() || path.contains("/"));
    }

    /** Compares with the last segment: the folders of a path in {@code fileName} were followed by the look-up. */
    @Override
    protected String evaluateFileExpression(Exchange exchange) {
        String name = fileNameFor(exchange);
        return name == null ? null : name.substring(name.lastIndexOf('/') + 1);
    }

    /** Camel takes any file when the expression gives nothing; who asks for a certain file must not get another one. */
    private String fileNameFor(Exchange exchange) {
        String name = super.evaluateFileExpression(exchange);
        if (isOnDemand() && (name == null || name.isBlank())) {
            throw new IllegalArgumentException("The option fileName has no value in this message: set what its"
                    + " expression reads to the name of a file, or leave the option out to take any file");
        }
        return name;
    }

    @Override
    protected boolean isMatchedHiddenFile(Supplier<GenericFile<Open115File>> file, String name, boolean isDirectory) {
        return configuration.isIncludeHiddenFiles() || super.isMatchedHiddenFile(file, name, isDirectory);
    }

    @Override
    protected boolean isMatched(Supplier<GenericFile<Open115File>> file, String doneFileName, Open115File[] files) {
        String name = doneFileName.substring(doneFileName.lastIndexOf('/') + 1);
        Optional<String> id = session.poll().doneFile(file.get().getFile().parentId(), name);
        if (id.isEmpty() && endpoint.namesFilesInAdvance()) {
            id = idAt(doneFileName);
        }
        // one that waits for its deletion stands for a file of before
        id = id.filter(found -> !session.isAwaitingChange(found));
        // so that it need not be looked up when it is deleted
        id.ifPresent(found -> drive.remember(doneFileName, found));
        return id.isPresent();
    }

    private Optional<String> idAt(String path) {
        try {
            return Optional.of(endpoint.paths().find(path).item().id());
        } catch (NotFoundException absent) {
            return Optional.empty();
        }
    }

    @Override
    public int processBatch(Queue<Object> exchanges) {
        // polls run beside each other when several threads poll on demand, and when one outlives a stop
        BatchEnd mine = new BatchEnd(session::flushChanges);
        batch = mine;
        try {
            return super.processBatch(exchanges);
        } finally {
            mine.handedOver();
        }
    }

    @Override
    protected boolean processExchange(Exchange exchange) {
        if (!isStillHeld(exchange)) {
            return false;
        }
        Open115File file = fileOf(exchange);
        String fileId = file.id();
        String path = exchange.getIn().getHeader(Open115Constants.FILE_NAME, String.class);
        FileQueue queue = session.poll().queue();
        Runnable done = batch.join();
        // the first one added runs last, when the change that follows the exchange is in the journal
        exchange.getExchangeExtension().addOnCompletion(new Synchronization() {
            @Override
            public void onComplete(Exchange completed) {
                if (completed.isFailed()) {
                    // by a completion before this one
                    onFailure(completed);
                    return;
                }
                pauses.succeeded(fileId);
                try {
                    // while it is in flight: one that left meanwhile is missed then
                    deletedFiles.delivered(file, path);
                } finally {
                    queue.succeeded(fileId);
                    done.run();
                }
            }

            @Override
            public void onFailure(Exchange failed) {
                pauses.failed(fileId);
                queue.failed(fileId);
                done.run();
            }
        });
        exchange.getExchangeExtension().addOnCompletion(new RollbackOnlyFailure());
        boolean started = false;
        try {
            started = super.processExchange(exchange);
        } finally {
            if (!started || Open115FileOperations.isNotRetrieved(exchange)) {
                pauses.failed(fileId);
                queue.failed(fileId);
                session.undoPreMove(fileId);
                done.run();
            }
        }
        return started;
    }

    private boolean isStillHeld(Exchange exchange) {
        try {
            return session.claims().holds(exchange);
        } catch (ClaimException e) {
            handleException("A file of " + endpoint + " stays for a later poll", exchange, e);
            return false;
        }
    }

    /** On demand it is the caller who must know: a file that cannot be handed over is there all the same. */
    @Override
    protected void handleException(String message, Exchange exchange, Throwable failure) {
        if (!isOnDemand()) {
            super.handleException(message, exchange, failure);
        } else if (failure instanceof NotFoundException) {
            LOG.debug("{}", message);
        } else {
            throw RuntimeCamelException.wrapRuntimeCamelException(failure);
        }
    }

    @Override
    protected Exchange createExchange(GenericFile<Open115File> file) {
        Exchange exchange = createExchange(true);
        if (file != null) {
            file.bindToExchange(exchange);
        }
        return exchange;
    }

    /** The headers are complete from the start: nothing about a file changes under its id. */
    @Override
    protected void updateFileHeaders(GenericFile<Open115File> file, Message message) {}

    @Override
    protected Supplier<String> getRelativeFilePath(
            String endpointPath, String path, String absolutePath, Open115File file) {
        return () -> absolutePath.startsWith(endpointPath + "/")
                ? absolutePath.substring(endpointPath.length() + 1)
                : absolutePath;
    }

    /** A file that is gone when its turn comes is no failure of the poll. */
    @Override
    protected boolean ignoreCannotRetrieveFile(String name, Exchange exchange, Exception cause) {
        return cause instanceof NotFoundException;
    }

    /** The first files of the last listing, as far as their place is known without a call. */
    List<Open115RemoteFile> browse() {
        return browsable;
    }
}
