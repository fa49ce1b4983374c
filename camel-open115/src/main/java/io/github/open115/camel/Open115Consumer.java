package io.github.open115.camel;

import io.github.open115.camel.poll.FailurePauses;
import io.github.open115.camel.poll.FolderPlace;
import io.github.open115.camel.poll.FolderPoll;
import io.github.open115.camel.poll.NameFilter;
import io.github.open115.camel.poll.PreSort;
import io.github.open115.client.files.FileDetails;
import io.github.open115.client.files.FileItem;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.http.Open115Exception;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Message;
import org.apache.camel.PollingConsumer;
import org.apache.camel.Processor;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileHelper;
import org.apache.camel.spi.Synchronization;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Polls a folder of the drive, or its whole subtree, and delivers what is new there. */
@ManagedResource(description = "Consumer of a 115 cloud drive")
public class Open115Consumer extends MonitoredConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(Open115Consumer.class);

    private final Open115Endpoint endpoint;
    private final Open115Configuration configuration;
    private final PollSession session;
    private final NameFilter nameFilter;
    private final boolean onDemand;
    private final Open115FileOperations drive;
    private final FailurePauses pauses;
    private volatile Open115Exception skipped;
    private volatile List<Open115RemoteFile> browsable = List.of();

    Open115Consumer(
            Open115Endpoint endpoint, Processor processor, PollSession session, Open115FileOperations operations) {
        super(endpoint, processor, operations, session);
        this.endpoint = endpoint;
        this.configuration = endpoint.getConfiguration();
        this.session = session;
        this.onDemand = processor instanceof PollingConsumer;
        this.drive = operations;
        this.pauses = new FailurePauses(
                endpoint.component().getClock(),
                () -> Duration.of(getDelay(), getTimeUnit().toChronoUnit()));
        this.nameFilter = new NameFilter(
                endpoint.getIncludePattern(),
                endpoint.getExcludePattern(),
                endpoint.getIncludeExt(),
                endpoint.getExcludeExt(),
                configuration.isIncludeHiddenFiles());
        setRetrieveFile(configuration.isDownload());
    }

    @Override
    protected void doStart() throws Exception {
        session.start(givenRouteId());
        drive.start();
        if (configuration.isStartingDirectoryMustExist()) {
            session.poll();
        }
        super.doStart();
        if (!onDemand) {
            endpoint.polledBy(this);
        }
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

    @Override
    protected boolean prePollCheck() {
        skipped = session.reasonToSkip().orElse(null);
        if (skipped == null) {
            session.retryAfterProcessing();
            return true;
        }
        if (onDemand) {
            throw skipped;
        }
        LOG.debug("Poll of {} is skipped: {}", endpoint, skipped.getMessage());
        return false;
    }

    @Override
    protected void postPollCheck(int polledMessages) {
        session.flush();
        browsable = session.poll()
                .firstListed(endpoint.getBrowseLimit(), (file, place, segment) -> remote(file, place, segment));
    }

    /** A poll that was skipped knows nothing of the folder, so it does not tell that the folder is idle. */
    @Override
    public boolean isSendEmptyMessageWhenIdle() {
        return skipped == null && super.isSendEmptyMessageWhenIdle();
    }

    /** The reason of the last skipped poll stays for health checks to tell. */
    @Override
    public Throwable getLastError() {
        return skipped != null ? skipped : super.getLastError();
    }

    @Override
    String skippedReason() {
        Open115Exception reason = skipped;
        return reason == null ? null : reason.getMessage();
    }

    /** A lost authorization is a failure until somebody authorizes anew, though no poll is made meanwhile. */
    @Override
    public long getErrorCounter() {
        return skipped != null && session.isAuthorizationLost()
                ? Math.max(1, super.getErrorCounter())
                : super.getErrorCounter();
    }

    @Override
    protected boolean pollDirectory(
            Exchange dynamic, String directory, List<GenericFile<Open115File>> fileList, int depth) {
        FolderPoll poll = session.poll();
        Optional<String> named = namedFile(dynamic);
        if (named.isPresent()
                && considerNamed(named.get(), poll, new Selection(dynamic, poll, session.now()), fileList)) {
            return true;
        }
        boolean oneByOne = isEagerLimitMaxMessagesPerPoll();
        if (!oneByOne) {
            poll.removePending(session::isDelivered);
        }
        if (poll.refresh(enoughPending(), session::isDelivered)) {
            session.forgetDelivered(poll.listedIds());
            pauses.retain(poll.listedIds());
        }
        Selection selection = new Selection(dynamic, poll, poll.listedAt());
        Iterator<FileItem> pending = inOrder(poll);
        while (pending.hasNext()) {
            if (!canPollMoreFiles(fileList)) {
                return false;
            }
            boolean taken = selection.consider(pending.next(), fileList);
            // all are taken where they are sorted first and cut then: those that are cut off must stay
            if (oneByOne || !taken) {
                pending.remove();
            }
        }
        return true;
    }

    private int enoughPending() {
        return Boolean.TRUE.equals(endpoint.isIdempotent()) ? Math.max(0, getMaxMessagesPerPoll()) : 0;
    }

    private Iterator<FileItem> inOrder(FolderPoll poll) {
        return PreSort.of(endpoint.getPreSort())
                .map(order -> {
                    poll.sortPending(order);
                    return poll.pending();
                })
                .orElseGet(poll::pending);
    }

    /** @return false when only a listing can tell: there may be a file and a folder of that name */
    private boolean considerNamed(
            String path, FolderPoll poll, Selection selection, List<GenericFile<Open115File>> fileList) {
        try {
            FileDetails details = session.find(path);
            if (details.item().folder()) {
                return false;
            }
            poll.remember(details);
            selection.consider(details.item(), fileList);
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
        return Optional.ofNullable(super.evaluateFileExpression(dummy))
                .filter(path -> !endpoint.isRecursive() || path.contains("/"));
    }

    /** Compares with the last segment: the folders of a path in {@code fileName} were followed by the look-up. */
    @Override
    protected String evaluateFileExpression(Exchange exchange) {
        String name = super.evaluateFileExpression(exchange);
        return name == null ? null : name.substring(name.lastIndexOf('/') + 1);
    }

    @Override
    protected boolean isMatchedHiddenFile(Supplier<GenericFile<Open115File>> file, String name, boolean isDirectory) {
        return configuration.isIncludeHiddenFiles() || super.isMatchedHiddenFile(file, name, isDirectory);
    }

    @Override
    protected boolean isMatched(Supplier<GenericFile<Open115File>> file, String doneFileName, Open115File[] files) {
        String name = doneFileName.substring(doneFileName.lastIndexOf('/') + 1);
        Optional<String> id = session.poll().idOf(file.get().getFile().parentId(), name);
        if (id.isEmpty() && endpoint.namesFilesInAdvance()) {
            id = idAt(doneFileName);
        }
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
        drive.readTogether(exchanges, getMaxMessagesPerPoll());
        return super.processBatch(exchanges);
    }

    @Override
    protected boolean processExchange(Exchange exchange) {
        String fileId = exchange.getProperty(ExchangePropertyKey.FILE_EXCHANGE_FILE, Open115RemoteFile.class)
                .getFile()
                .id();
        exchange.getExchangeExtension().addOnCompletion(new Synchronization() {
            @Override
            public void onComplete(Exchange completed) {
                pauses.succeeded(fileId);
            }

            @Override
            public void onFailure(Exchange failed) {
                pauses.failed(fileId);
            }
        });
        boolean started = super.processExchange(exchange);
        if (!started || Open115FileOperations.isNotRetrieved(exchange)) {
            pauses.failed(fileId);
        }
        return started;
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

    private Open115RemoteFile remote(FileItem file, FolderPlace place, String segment) {
        return Open115RemoteFile.of(
                Open115File.of(file, place.pathOf(segment)), configuration.getDirectory(), place, segment);
    }

    /** What of the pending files one poll takes. */
    private final class Selection {

        private final Exchange dynamic;
        private final FolderPoll poll;
        private final Instant asOf;
        private final Map<String, Boolean> folderMatches = new HashMap<>();

        /** @param asOf when the files were asked for: a file may have changed since, so its age is counted until then */
        Selection(Exchange dynamic, FolderPoll poll, Instant asOf) {
            this.dynamic = dynamic;
            this.poll = poll;
            this.asOf = asOf;
        }

        /** @return whether the file was taken */
        boolean consider(FileItem file, List<GenericFile<Open115File>> fileList) {
            if (file.state() != FileItem.State.READY
                    || !nameFilter.test(file.name())
                    || isTooYoung(file)
                    || pauses.isPaused(file.id())
                    || session.isAwaitingChange(file)
                    || session.isDelivered(file)) {
                return false;
            }
            Optional<FolderPlace> place = poll.placeOf(file);
            if (place.isEmpty() || !isWithinDepth(place.get()) || !foldersMatch(place.get())) {
                return false;
            }
            Open115RemoteFile remote = remote(file, place.get(), poll.segmentOf(file));
            return isValid(remote, file.name(), false) && fileList.add(remote);
        }

        private boolean isTooYoung(FileItem file) {
            return configuration.getMinAge() > 0
                    && file.updated() != null
                    && file.updated()
                            .plus(Duration.ofMillis(configuration.getMinAge()))
                            .isAfter(asOf);
        }

        private boolean isWithinDepth(FolderPlace place) {
            int depth = place.depth() + 1;
            return depth >= endpoint.getMinDepth() && depth <= endpoint.getMaxDepth();
        }

        private boolean foldersMatch(FolderPlace place) {
            for (FolderPlace folder : place.chain()) {
                if (!folderMatches.computeIfAbsent(folder.path().folderId(), id -> matches(folder))) {
                    return false;
                }
            }
            return true;
        }

        private boolean matches(FolderPlace folder) {
            Open115RemoteFile remote = Open115RemoteFile.ofFolder(configuration.getDirectory(), folder);
            return isValid(remote, remote.getFileNameOnly(), true);
        }

        private boolean isValid(Open115RemoteFile file, String exactName, boolean directory) {
            return isValidFile(
                    dynamic,
                    () -> file,
                    exactName,
                    file.getAbsoluteFilePath(),
                    file::getRelativeFilePath,
                    directory,
                    new Open115File[0]);
        }
    }
}
