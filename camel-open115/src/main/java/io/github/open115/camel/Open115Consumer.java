/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import io.github.open115.camel.after.AfterProcessingException;
import io.github.open115.camel.after.Open115ProcessStrategy;
import io.github.open115.camel.claims.ClaimException;
import io.github.open115.camel.consumer.ConsumerOperations;
import io.github.open115.camel.consumer.DeletedFiles;
import io.github.open115.camel.consumer.ExchangeEnd;
import io.github.open115.camel.consumer.FailureLog;
import io.github.open115.camel.consumer.ManagedConsumer;
import io.github.open115.camel.consumer.Open115FileOperations;
import io.github.open115.camel.consumer.PollNotices;
import io.github.open115.camel.consumer.PollOptions;
import io.github.open115.camel.consumer.PolledBatch;
import io.github.open115.camel.consumer.PolledFolder;
import io.github.open115.camel.consumer.PolledFolder.SurvivesStop;
import io.github.open115.camel.consumer.WaitingFiles;
import io.github.open115.camel.monitor.ConsumerReport;
import io.github.open115.camel.monitor.ListingReport;
import io.github.open115.camel.names.DrivePaths;
import io.github.open115.camel.poll.FailurePauses;
import io.github.open115.camel.poll.FileQueue;
import io.github.open115.camel.poll.FolderState;
import io.github.open115.client.Open115Client;
import io.github.open115.client.account.WaitPolicy;
import io.github.open115.client.files.FileDetails;
import io.github.open115.client.files.FileItem;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.links.ReadAhead;
import java.time.Duration;
import java.time.Instant;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileHelper;
import org.apache.camel.component.file.GenericFileProcessStrategy;
import org.apache.camel.spi.ExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls a folder of the drive, or its whole subtree, and delivers new files. This class has the hooks of Camel's file
 * engine; the work is done by the classes of the package {@code consumer}.
 */
@ManagedResource(description = "Consumer of a 115 cloud drive")
public class Open115Consumer extends ManagedConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(Open115Consumer.class);

    private final Open115Endpoint endpoint;
    private final Open115Configuration configuration;
    private final SurvivesStop kept;
    private final FailurePauses pauses;
    private final Open115FileOperations drive;
    private final ConsumerOperations operations;
    private final Supplier<ConsumerReport> reportSupplier = this::report;
    // polls run beside each other when several threads poll on demand, and when one outlives a stop
    private final ThreadLocal<PolledBatch> current = new ThreadLocal<>();
    // of the last start, also after the stop: exchanges may still use it; null before the first start
    private volatile Started started;
    private volatile List<Open115RemoteFile> browsable = List.of();

    /**
     * The parts that a start makes.
     *
     * @param polling whether a poll is under way since this start; a poll that outlives a stop does not count
     */
    private record Started(
            PollOptions options,
            PolledFolder folder,
            WaitingFiles waiting,
            DeletedFiles deleted,
            PollNotices notices,
            ReadAhead links,
            AtomicBoolean polling) {}

    Open115Consumer(Open115Endpoint endpoint, Processor processor) {
        this(endpoint, processor, new SurvivesStop());
    }

    private Open115Consumer(Open115Endpoint endpoint, Processor processor, SurvivesStop kept) {
        this(endpoint, processor, kept, endpoint.fileOperations(kept::deleteDoneFile));
    }

    private Open115Consumer(
            Open115Endpoint endpoint, Processor processor, SurvivesStop kept, Open115FileOperations drive) {
        super(endpoint, processor, drive, strategy(endpoint, kept));
        this.endpoint = endpoint;
        this.configuration = endpoint.getConfiguration();
        this.kept = kept;
        this.drive = drive;
        // a caller that requests a file does not wait because of earlier exchanges
        this.pauses = new FailurePauses(endpoint.component().getClock(), onDemand ? () -> Duration.ZERO : this::delay);
        this.operations = new ConsumerOperations(
                endpoint, onDemand, () -> isStarted() ? started.folder() : null, this::beginPoll);
        setRetrieveFile(configuration.isDownload());
        // the options exceptionHandler and bridgeErrorHandler replace it
        setExceptionHandler(new FailureLog(endpoint.getCamelContext()));
    }

    private static GenericFileProcessStrategy<Open115File> strategy(Open115Endpoint endpoint, SurvivesStop kept) {
        return endpoint.getProcessStrategy() != null
                ? endpoint.getProcessStrategy()
                : new Open115ProcessStrategy(endpoint, kept.after()::get);
    }

    @Override
    protected void doStart() throws Exception {
        PollOptions options = endpoint.pollOptions(onDemand, PollOptions.givenId(getRoute()), delay());
        // a poll that meets a throttled account ends at once, because the next one follows anyway
        Open115Client client = endpoint.client().with(WaitPolicy.failAtOnce());
        PolledFolder folder = new PolledFolder(
                options,
                endpoint.component().shared(),
                client,
                endpoint.paths(client.files()),
                kept,
                pauses,
                this::changesFailed);
        gate = folder.gate();
        started = new Started(
                options,
                folder,
                new WaitingFiles(
                        options,
                        folder,
                        pauses,
                        this::getMaxMessagesPerPoll,
                        endpoint.component().getClock()),
                new DeletedFiles(this, configuration, folder, pauses),
                new PollNotices(endpoint, !onDemand),
                new ReadAhead(endpoint.client().links()),
                new AtomicBoolean());
        try {
            // while a person is to log in, the folder is looked for by the first poll
            if (configuration.isStartingDirectoryMustExist()
                    && !endpoint.component().isLoginWaiting(configuration)) {
                folder.state();
            }
            super.doStart();
        } catch (Exception e) {
            folder.close();
            throw e;
        }
        if (getRoute() != null) {
            endpoint.component().shared().show(reportSupplier);
        }
        if (!onDemand) {
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

    @Override
    protected void doStop() throws Exception {
        endpoint.component().shared().hide(reportSupplier);
        super.doStop();
        if (started != null) {
            started.folder().close();
        }
    }

    private PolledFolder folder() {
        return started.folder();
    }

    /**
     * One poll at a time, whether the scheduler begins it or an operator. Never throws: the scheduler would stop polling. Camel
     * handles the failures of {@link #poll()}; only a failure of this handling arrives here.
     */
    @Override
    public void run() {
        AtomicBoolean mine = started.polling();
        if (!mine.compareAndSet(false, true)) {
            LOG.debug("A poll of {} is under way already", endpoint);
            return;
        }
        try {
            super.run();
        } catch (Throwable unhandled) {
            // Camel has logged it, if possible
            reports.unhandled(unhandled);
        } finally {
            mine.set(false);
        }
    }

    /** Whether a poll has begun since the start and not ended. */
    boolean isPollUnderWay() {
        return started != null && started.polling().get();
    }

    /**
     * Begins a poll outside the schedule, on its own thread.
     *
     * @return false when a poll is under way
     */
    private boolean beginPoll() {
        if (isPollUnderWay()) {
            return false;
        }
        endpoint.getCamelContext()
                .getExecutorServiceManager()
                .newThread("Open115PollNow", this)
                .start();
        return true;
    }

    @Override
    public int poll() throws Exception {
        try {
            int files = super.poll();
            return reports.skipped() == null ? files + started.deleted().report() : files;
        } catch (Error e) {
            // Camel handles exceptions only: this one fails the poll as any other failure does, with its trace in the
            // log
            throw new IllegalStateException("The poll of " + endpoint + " ended with an error of the JVM: " + e, e);
        } finally {
            reports.left(folder().listing());
        }
    }

    @Override
    protected int poll(Exchange dynamic) throws Exception {
        try {
            return super.poll(dynamic);
        } finally {
            PolledBatch batch = current.get();
            current.remove();
            // null if the folder could not be opened
            if (batch != null) {
                batch.giveBackTheRest();
            }
        }
    }

    @Override
    protected boolean prePollCheck() {
        Open115Exception unable = reasonToSkip();
        Open115Exception early = unable == null ? notItsTurn().orElse(null) : null;
        reports.begun(unable != null ? unable : early);
        if (unable == null && early == null) {
            folder().flushChanges();
            return true;
        }
        if (onDemand) {
            throw unable;
        }
        if (unable != null) {
            started.notices().skipped(unable);
        } else {
            started.notices().paced(early);
        }
        return false;
    }

    private Open115Exception reasonToSkip() {
        try {
            return folder().gate().reasonToSkip().orElse(null);
        } catch (Open115Exception e) {
            // this poll fails, so it is not skipped
            reports.begun(null);
            throw e;
        }
    }

    private Optional<Open115Exception> notItsTurn() {
        // a caller that requests a file waits for it instead of getting none
        boolean listing =
                !onDemand && folder().opened().map(started.waiting()::mustList).orElse(true);
        return listing ? folder().gate().takeTurn() : Optional.empty();
    }

    @Override
    protected void postPollCheck(int polledMessages) {
        folder().flush();
        folder().opened()
                .ifPresent(state -> browsable = state.firstKnown(
                        endpoint.getBrowseLimit(),
                        (file, place) -> Open115RemoteFile.of(file, configuration.getDirectory(), place)));
    }

    /** An order applies to all waiting files, so they are not limited before; Camel's consumer on demand asks for a limit with any order. */
    @Override
    public void setEagerLimitMaxMessagesPerPoll(boolean eager) {
        super.setEagerLimitMaxMessagesPerPoll(eager && endpoint.getSorter() == null && endpoint.getSortBy() == null);
    }

    @Override
    protected boolean pollDirectory(
            Exchange dynamic, String directory, List<GenericFile<Open115File>> files, int depth) {
        PolledBatch batch = new PolledBatch(
                started.options(), folder(), engine(dynamic), endpoint.getInProgressRepository(), files);
        current.set(batch);
        FolderState state = folder().state();
        Optional<String> named = namedFile(dynamic);
        if (named.isPresent() && considerNamed(named.get(), state, batch)) {
            reports.polled(true);
            started.notices().looked(files.size());
            return true;
        }
        Instant listedBefore = state.listedAt();
        boolean all = batch.considerAll(started.waiting().of(state), () -> canPollMoreFiles(files));
        started.notices()
                .polled(state, files.size(), !state.listedAt().equals(listedBefore), () -> folder().memoryPlace());
        boolean trusted = !files.isEmpty() || state.isComplete();
        reports.polled(trusted);
        if (onDemand && !trusted) {
            throw reports.doubt(ListingReport.of(state));
        }
        return all;
    }

    private PolledBatch.Engine engine(Exchange dynamic) {
        return new PolledBatch.Engine() {
            @Override
            public boolean takes(Open115RemoteFile file, String exactName, boolean isFolder) {
                return isValidFile(
                        dynamic,
                        () -> file,
                        exactName,
                        file.getAbsoluteFilePath(),
                        file::getRelativeFilePath,
                        isFolder,
                        new Open115File[0]);
            }

            @Override
            public Exchange exchangeOf(GenericFile<Open115File> file) {
                return GenericFileHelper.createDummy(endpoint, dynamic, () -> file);
            }
        };
    }

    /** Separates the answer of the filters from the next question of Camel, whether the file was delivered. */
    @Override
    protected boolean isMatched(
            Exchange dynamic,
            Supplier<GenericFile<Open115File>> file,
            String name,
            String absoluteFilePath,
            Supplier<String> relativeFilePath,
            boolean isDirectory,
            Open115File[] files) {
        boolean matched = super.isMatched(dynamic, file, name, absoluteFilePath, relativeFilePath, isDirectory, files);
        current.get().matched(matched);
        return matched;
    }

    /** @return false when a listing is needed: there may be a file and a folder of that name */
    private boolean considerNamed(String path, FolderState state, PolledBatch batch) {
        try {
            FileDetails details = folder().find(path);
            if (details.item().folder()) {
                return false;
            }
            state.paths().remember(details.parent());
            FileItem file = details.item();
            Instant now = endpoint.component().getClock().instant();
            if (started.options().selection().filters().refusal(file).isEmpty()
                    && started.waiting().isEligible(file.id(), file.updated(), now)
                    && !folder().ledger().isDelivered(file)) {
                batch.consider(file);
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
        return name == null ? null : DrivePaths.lastSegment(name);
    }

    /** Camel takes any file when the expression has no value; a caller that asks for one file must not get another one. */
    private String fileNameFor(Exchange exchange) {
        String name = super.evaluateFileExpression(exchange);
        if (onDemand && (name == null || name.isBlank())) {
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
        String name = DrivePaths.lastSegment(doneFileName);
        Optional<String> id = folder().state().doneFile(file.get().getFile().parentId(), name);
        if (id.isEmpty() && endpoint.namesFilesInAdvance()) {
            id = idAt(doneFileName);
        }
        // a done file that waits for its deletion belongs to an earlier file
        id = id.filter(found -> !folder().isAwaitingChange(found));
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
        // now, because a batch can take hours
        reports.left(folder().listing());
        drive.readTogether(started.links(), exchanges, getMaxMessagesPerPoll());
        try {
            return super.processBatch(exchanges);
        } finally {
            current.get().allHandedOver();
        }
    }

    @Override
    protected boolean processExchange(Exchange exchange) {
        if (!isStillHeld(exchange)) {
            return false;
        }
        Open115RemoteFile file = Open115RemoteFile.carriedBy(exchange);
        String fileId = file.getFile().id();
        FileQueue queue = folder().state().queue();
        PolledBatch batch = current.get();
        Runnable done = batch.exchangeBegins();
        new ExchangeEnd(file, endpoint.getInProgressRepository(), kept, queue, pauses, () -> started.deleted(), done)
                .addTo(exchange);
        boolean begun = false;
        try {
            begun = batch.handOver(
                    file, () -> super.processExchange(exchange), () -> Open115FileOperations.isNotRetrieved(exchange));
        } finally {
            if (!begun || Open115FileOperations.isNotRetrieved(exchange)) {
                pauses.failed(fileId);
                queue.failed(fileId);
                kept.undoPreMove(fileId);
                done.run();
            }
        }
        return begun;
    }

    private boolean isStillHeld(Exchange exchange) {
        PolledBatch batch = current.get();
        if (batch.isWithoutClaims()) {
            return false;
        }
        try {
            return folder().ledger().renewClaim(exchange);
        } catch (ClaimException e) {
            batch.claimsFailed();
            String first = Open115RemoteFile.carriedBy(exchange).getFileName();
            handleException("The batch of " + endpoint + " stays for a later poll, from " + first + " on", exchange, e);
            return false;
        }
    }

    /** Does nothing: the end of the poll releases these files with their keys, which Camel 4.18 would keep. */
    @Override
    protected void removeExcessiveInProgressFiles(List<GenericFile<Open115File>> files) {}

    /**
     * Empties a batch that is too large, or whose route is suspended or stops. Camel's own loop ends at the first file that
     * cannot be given back.
     */
    @Override
    protected void removeExcessiveInProgressFiles(Deque<Exchange> exchanges, int limit) {
        while (exchanges.size() > limit) {
            Exchange exchange = exchanges.removeLast();
            current.get().giveBack(Open115RemoteFile.carriedBy(exchange));
            releaseExchange(exchange, true);
        }
    }

    /** On demand the caller gets the failure: there is a file, but it cannot be handed over. */
    @Override
    protected void handleException(String message, Exchange exchange, Throwable failure) {
        if (!onDemand) {
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

    /** The first files of the last listing whose place is known without a call. */
    List<Open115RemoteFile> browse() {
        return browsable;
    }

    @Override
    protected ConsumerReport report() {
        return new ConsumerReport(
                getRoute() == null ? null : getRoute().getRouteId(),
                configuration.getAccount(),
                "/" + configuration.getDirectory(),
                !endpoint.namesFilesInAdvance(),
                reports.listing(),
                pauses.failing(),
                started == null ? 0 : folder().ledger().size(),
                kept.changesWaiting(),
                started == null ? 0 : started.deleted().held(),
                reports.skipped() == null ? null : reports.skipped().getMessage());
    }

    @Override
    protected ConsumerOperations operations() {
        return operations;
    }

    @Override
    protected boolean isUnauthorized() {
        return started != null && folder().gate().isUnauthorized();
    }
}
