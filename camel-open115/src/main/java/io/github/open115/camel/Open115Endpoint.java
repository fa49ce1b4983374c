/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import io.github.open115.camel.account.PollCosts;
import io.github.open115.camel.claims.ClaimingRepository;
import io.github.open115.camel.consumer.FailureLog;
import io.github.open115.camel.consumer.OnDemandPollingConsumer;
import io.github.open115.camel.consumer.Open115FileOperations;
import io.github.open115.camel.consumer.PollOptions;
import io.github.open115.camel.content.FileContents;
import io.github.open115.camel.names.DoneFileName;
import io.github.open115.camel.names.DrivePaths;
import io.github.open115.camel.names.FilePlace;
import io.github.open115.camel.names.FolderPlace;
import io.github.open115.camel.names.SafeNames;
import io.github.open115.camel.names.TargetFolders;
import io.github.open115.camel.options.FileEndpointDefaults;
import io.github.open115.camel.options.OptionChecks;
import io.github.open115.camel.options.PreSort;
import io.github.open115.camel.options.RefusedOptions;
import io.github.open115.camel.poll.ConstantFilters;
import io.github.open115.camel.poll.DeliveryLedger;
import io.github.open115.camel.poll.DurableIdempotentRepository;
import io.github.open115.camel.poll.FileIdentity;
import io.github.open115.camel.producer.UploadOptions;
import io.github.open115.camel.serve.Serving;
import io.github.open115.client.Open115Client;
import io.github.open115.client.files.DriveFiles;
import io.github.open115.client.files.FileItem;
import io.github.open115.client.files.FolderPath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.camel.Category;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.PollingConsumer;
import org.apache.camel.Processor;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileConfiguration;
import org.apache.camel.component.file.GenericFileHelper;
import org.apache.camel.component.file.GenericFileProcessStrategy;
import org.apache.camel.component.file.GenericFileProducer;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;

/** Poll, list, link, download and upload the files of a 115 cloud drive over the official 115 Open API. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = Open115Constants.SCHEME,
        extendsScheme = "file",
        title = "115 Cloud Drive",
        syntax = "open115:directoryName",
        category = {Category.CLOUD, Category.FILE},
        headersClass = Open115Constants.class)
@Metadata(
        excludeProperties = "appendChars,bufferSize,checksumFileAlgorithm,checksumWriteFile,chmod,"
                + "chmodDirectory,copyAndDeleteOnRenameFail,directoryMustExist,eagerDeleteTargetFile,"
                + "exclusiveReadLockStrategy,extendedAttributes,forceWrites,includeHiddenDirs,"
                + "jailStartingDirectory,keepLastModified,moveExisting,moveExistingFileStrategy,probeContentType,"
                + "readLockCheckInterval,readLockDeleteOrphanLockFiles,readLockIdempotentReleaseAsync,"
                + "readLockIdempotentReleaseAsyncPoolSize,readLockIdempotentReleaseDelay,"
                + "readLockIdempotentReleaseExecutorService,readLockLoggingLevel,readLockMarkerFile,readLockMinAge,"
                + "readLockMinLength,readLockRemoveOnCommit,readLockRemoveOnRollback,readLockTimeout,renameUsingCopy,"
                + "resumeStrategy,startingDirectoryMustHaveAccess,tempFileName,tempPrefix")
public class Open115Endpoint extends FileEndpointDefaults implements EndpointServiceLocation {

    @UriParam
    private Open115Configuration configuration;

    private final List<String> givenAccountOptions;
    private final boolean conflictPolicyGiven;
    // null until the endpoint starts after its component, or is used first
    private volatile Access access;
    private volatile Open115Consumer consumer;
    // null as long as nothing was decided by it
    private Boolean polledOnDemand;
    // for all consumers; null while none needs it
    private IdempotentRepository defaultRepository;

    /**
     * An endpoint with its own options.
     *
     * @param givenAccountOptions those of the account's options that its URI gives
     * @param conflictPolicyGiven whether its URI gives {@code conflictPolicy}
     */
    Open115Endpoint(
            String uri,
            Open115Component component,
            Open115Configuration configuration,
            List<String> givenAccountOptions,
            boolean conflictPolicyGiven) {
        super(uri, component);
        this.conflictPolicyGiven = conflictPolicyGiven;
        this.givenAccountOptions = givenAccountOptions;
        this.configuration = configuration;
        super.setConfiguration(configuration);
    }

    List<String> givenAccountOptions() {
        return givenAccountOptions;
    }

    boolean isConflictPolicyGiven() {
        return conflictPolicyGiven;
    }

    Open115Component component() {
        return (Open115Component) getComponent();
    }

    /** The client of the endpoint's account, waiting while the service throttles as the endpoint says. */
    public Open115Client client() {
        return access().client();
    }

    /** The filters that need no more than the row of a listing. */
    ConstantFilters constantFilters() {
        return new ConstantFilters(
                new ConstantFilters.Options(
                        getIncludePattern(),
                        getExcludePattern(),
                        getIncludeExt(),
                        getExcludeExt(),
                        configuration.isIncludeHiddenFiles(),
                        literalFileName(),
                        getDoneFileName(),
                        rowFilterExpression()),
                this::isDoneFileName,
                this::passesRowFilter);
    }

    private boolean passesRowFilter(FileItem file) {
        if (rowFilterExpression() == null) {
            return true;
        }
        FolderPlace anywhere = new FolderPlace(FolderPath.ROOT, List.of());
        Open115RemoteFile remote = Open115RemoteFile.of(
                file, configuration.getDirectory(), new FilePlace(anywhere, SafeNames.segment(file.name())));
        return getFilterFile().matches(GenericFileHelper.createDummy(this, null, () -> remote));
    }

    /** Whether a file of that name does not count by itself, but lets others be delivered. */
    boolean isDoneFileName(String name) {
        return getDoneFileName() != null && isDoneFile(name);
    }

    @Override
    protected void doStart() throws Exception {
        access = null;
        // Camel starts the producers within a splitter before the components, if the context has not started yet
        if (component().isStarted()) {
            access();
        }
        super.doStart();
    }

    /**
     * What reaches the account, one for all consumers and producers of the endpoint: a client learns what page size the
     * service can deliver.
     */
    private record Access(Open115Client client, DrivePaths paths, TargetFolders uploadFolders, Serving serving) {}

    private Access access() {
        Access known = access;
        if (known == null) {
            synchronized (this) {
                known = access;
                if (known == null) {
                    known = open(component().client(configuration));
                    access = known;
                }
            }
        }
        return known;
    }

    private Access open(Open115Client client) {
        return new Access(
                client,
                paths(client.files()),
                new TargetFolders(
                        client.files(),
                        component().knownFolders(configuration).with(Duration.ofMillis(configuration.getPathMaxAge()))),
                new Serving(
                        configuration,
                        contents(),
                        () -> client().links(),
                        component().proxyProbe()::check,
                        component().getClock()));
    }

    /** Paths below {@code rootFolderId}. */
    public DrivePaths paths() {
        return access().paths();
    }

    /** The same, looked up by a client of the caller's. */
    DrivePaths paths(DriveFiles files) {
        return new DrivePaths(
                files,
                configuration.getRootFolderId(),
                component().getClock(),
                Duration.ofMillis(configuration.getPathMaxAge()));
    }

    /** The folders that files are uploaded into, which the endpoints of an account look up together. */
    TargetFolders uploadFolders() {
        return access().uploadFolders();
    }

    /** The options that only uploads read. */
    UploadOptions uploadOptions() {
        return new UploadOptions(
                createsUploadFolders(),
                configuration.getConflictPolicy(),
                configuration.getWhenNotInstant(),
                configuration.getUploadPartSize(),
                isAllowNullBody(),
                getCharset(),
                getLocalWorkDirectory(),
                getDoneFileName() == null ? null : new DoneFileName(getDoneFileName()));
    }

    /** Makes message bodies of files. */
    public FileContents contents() {
        return new FileContents(() -> client().downloads(), getLocalWorkDirectory());
    }

    /** Serves files to HTTP callers, and caches their look-ups. */
    public Serving serving() {
        return access().serving();
    }

    /** Whether the option {@code delay} is the time between two polls, rather than a scheduler of the user. */
    boolean hasFixedDelay() {
        Object scheduler = getScheduler();
        return scheduler == null || scheduler.equals("none");
    }

    /** The folder that a route from this endpoint polls, to estimate the cost of polls. */
    PollCosts.Poll poll(Duration betweenPolls) {
        boolean sharesListing = configuration.isIncremental() && Boolean.TRUE.equals(isIdempotent());
        String listing = sharesListing
                ? configuration.getRootFolderId() + "/" + configuration.getDirectory() + "?" + isRecursive()
                : getEndpointUri();
        return new PollCosts.Poll(client().account(), listing, betweenPolls, toString());
    }

    /** The options that the polls of a consumer go by which starts now. */
    PollOptions pollOptions(boolean onDemand, String routeId, Duration betweenPolls) {
        boolean filesLeave = isDelete() || getMove() != null || getPreMove() != null;
        return new PollOptions(
                this,
                configuration,
                onDemand,
                routeId,
                betweenPolls,
                isRecursive(),
                isAutoCreate(),
                new DeliveryLedger.Options(
                        Boolean.TRUE.equals(isIdempotent()),
                        isIdempotentEager(),
                        getIdempotentKey(),
                        getIdempotentRepository(),
                        filesLeave),
                new PollOptions.Selection(
                        getMinDepth(),
                        getMaxDepth(),
                        PreSort.of(getPreSort()).orElse(null),
                        isShuffle(),
                        constantFilters(),
                        this::isDoneFileName));
    }

    @Override
    public Open115Consumer createConsumer(Processor processor) throws Exception {
        boolean onDemand = processor instanceof PollingConsumer;
        validate();
        OptionChecks.checkDeletions(this, configuration, onDemand);
        checkKind(onDemand);
        if (!isIdempotentGiven()) {
            setIdempotent(!onDemand);
            polledOnDemand = onDemand;
        }
        if (Boolean.TRUE.equals(isIdempotent())) {
            prepareRepository(onDemand);
        }
        Open115Consumer consumer = new Open115Consumer(this, processor);
        consumer.setMaxMessagesPerPoll(getMaxMessagesPerPoll());
        consumer.setEagerLimitMaxMessagesPerPoll(isEagerMaxMessagesPerPoll());
        configureConsumer(consumer);
        applyDefaultDelay(consumer);
        return consumer;
    }

    /**
     * The first consumer sets defaults on the endpoint that depend on its kind, and the engine reads them, so all consumers
     * must be of that kind. Where the user has set these options, both kinds are possible.
     */
    private void checkKind(boolean onDemand) {
        if (polledOnDemand != null && polledOnDemand != onDemand) {
            throw new IllegalArgumentException(
                    "A route and a poll on demand (pollEnrich, ConsumerTemplate) cannot share "
                            + this
                            + ", because they remember delivered files in different ways: give one of them another URI."
                            + " An option with its default value is enough, for instance sendEmptyMessageWhenIdle=false");
        }
    }

    /** Camel's file component makes these checks itself; its base classes do not. */
    private void validate() {
        RefusedOptions.checkReadLock(getReadLock());
        if (isDelete() && getMove() != null) {
            throw new IllegalArgumentException("delete=true and move=… exclude each other: give one of them");
        }
        if (isNoop() && (isDelete() || getMove() != null)) {
            throw new IllegalArgumentException(
                    "noop=true leaves files where they are, so it cannot go with delete or move: give one of them");
        }
    }

    private void prepareRepository(boolean onDemand) {
        if (getIdempotentKey() == null) {
            setIdempotentKey(new FileIdentity());
        }
        IdempotentRepository given = getIdempotentRepository();
        if (given == null) {
            defaultRepository = onDemand
                    ? MemoryIdempotentRepository.memoryIdempotentRepository(Integer.MAX_VALUE)
                    : new DurableIdempotentRepository();
            setIdempotentRepository(defaultRepository);
            polledOnDemand = onDemand;
        } else if (given != defaultRepository) {
            checkEager(given);
        }
        if (!(getIdempotentRepository() instanceof DurableIdempotentRepository)) {
            return;
        }
        // one that the user brings serves one consumer alone
        polledOnDemand = onDemand;
        if (!isIdempotentEager()) {
            // it always writes a key after the exchange, but only if the key was claimed before
            setIdempotentEager(true);
        }
    }

    /** When a repository that the user brings is written. */
    private void checkEager(IdempotentRepository given) {
        if (given instanceof ClaimingRepository) {
            if (!isIdempotentEager()) {
                throw new IllegalArgumentException("idempotentEager=false claims a file when it is done, so that each"
                        + " instance would deliver it: remove the option, a repository of claims needs the default");
            }
        } else if (!(given instanceof DurableIdempotentRepository) && !isIdempotentEagerGiven()) {
            // a repository that writes on add loses the claimed rest of a batch when the process is killed
            setIdempotentEager(false);
        }
    }

    @Override
    public GenericFileProducer<Open115File> createProducer() {
        return new Open115Producer(this, fileOperations(id -> client().files().delete(List.of(id))));
    }

    /** The operations by path. */
    Open115FileOperations fileOperations(Consumer<String> deletion) {
        return new Open115FileOperations(this::contents, this::paths, deletion);
    }

    @Override
    public PollingConsumer createPollingConsumer() throws Exception {
        OnDemandPollingConsumer consumer = new OnDemandPollingConsumer(this);
        consumer.setBlockWhenFull(isPollingConsumerBlockWhenFull());
        consumer.setBlockTimeout(getPollingConsumerBlockTimeout());
        return consumer;
    }

    @Override
    public Exchange createExchange(GenericFile<Open115File> file) {
        Exchange exchange = super.createExchange();
        if (file != null) {
            file.bindToExchange(exchange);
        }
        return exchange;
    }

    /** The consumer makes its own strategy, which works by id; this is for nobody else. */
    @Override
    protected GenericFileProcessStrategy<Open115File> createGenericFileStrategy() {
        return null;
    }

    @Override
    public void configureMessage(GenericFile<Open115File> file, Message message) {
        message.setBody(file);
        String path = file.getFileName();
        message.setHeader(Open115Constants.FILE_NAME, isFlatten() ? DrivePaths.lastSegment(path) : path);
    }

    /** Logs the failures of one file after its exchange, unless the user sets another handler. */
    @Override
    public ExceptionHandler getOnCompletionExceptionHandler() {
        ExceptionHandler given = givenOnCompletionExceptionHandler();
        return given != null ? given : new FailureLog(getCamelContext());
    }

    /** The handler of the user; null for none. */
    ExceptionHandler givenOnCompletionExceptionHandler() {
        return super.getOnCompletionExceptionHandler();
    }

    /** The files of the last listing; Camel's own browse would list again and mark all files as delivered. */
    @Override
    @SuppressWarnings({"rawtypes", "unchecked"}) // the signature is Camel's
    public List<Exchange> getExchanges(int limit, Predicate filter) {
        Open115Consumer polling = consumer;
        List<Exchange> exchanges = new ArrayList<>();
        if (polling != null) {
            int most = limit > 0 ? limit : getBrowseLimit();
            for (Open115RemoteFile file : polling.browse()) {
                Exchange exchange = createExchange(file);
                configureMessage(file, exchange.getIn());
                exchange.getIn().setBody(file.getFile());
                if (exchanges.size() < most && (filter == null || filter.test(exchange))) {
                    exchanges.add(exchange);
                }
            }
        }
        return exchanges;
    }

    @Override
    public List<Exchange> getExchanges() {
        return getExchanges(getBrowseLimit(), null);
    }

    @Override
    public BrowseStatus getBrowseStatus(int limit) {
        List<Exchange> exchanges = getExchanges(limit, null);
        long first = exchanges.isEmpty() ? 0 : timestamp(exchanges.get(0));
        long last = exchanges.isEmpty() ? 0 : timestamp(exchanges.get(exchanges.size() - 1));
        return new BrowseStatus(exchanges.size(), first, last);
    }

    private static long timestamp(Exchange exchange) {
        return exchange.getMessage().getHeader(Exchange.MESSAGE_TIMESTAMP, 0L, long.class);
    }

    void polledBy(Open115Consumer polling) {
        consumer = polling;
    }

    @Override
    public String getScheme() {
        return Open115Constants.SCHEME;
    }

    @Override
    public char getFileSeparator() {
        return '/';
    }

    @Override
    public boolean isAbsolute(String name) {
        return name.startsWith("/");
    }

    @Override
    public Open115Configuration getConfiguration() {
        return configuration;
    }

    @Override
    public void setConfiguration(GenericFileConfiguration configuration) {
        this.configuration = (Open115Configuration) configuration;
        super.setConfiguration(configuration);
    }

    @Override
    public String getServiceUrl() {
        return configuration.getApiBaseUrl();
    }

    @Override
    public String getServiceProtocol() {
        return "rest";
    }

    @Override
    public Map<String, String> getServiceMetadata() {
        return Map.of("account", configuration.getAccount(), "rootFolderId", configuration.getRootFolderId());
    }
}
