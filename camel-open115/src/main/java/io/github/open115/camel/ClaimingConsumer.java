package io.github.open115.camel;

import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Processor;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A consumer that gives back each file which a poll has taken and handed to no exchange, however the poll ended. Camel
 * does so itself for some of these ends only, and knows nothing of the queue; a claim that nobody gives back would pass
 * for a delivery.
 */
abstract class ClaimingConsumer extends LinkingConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(ClaimingConsumer.class);

    private final Open115Endpoint endpoint;
    private final PollSession session;
    // of the thread that polls: a poll that outlives a stop may end beside the first one after the next start
    private final ThreadLocal<Taken> taken = ThreadLocal.withInitial(() -> new Taken(null, List.of()));

    /**
     * What one poll has claimed.
     *
     * @param dynamic what a poll on demand was asked with; null for none
     * @param settled ids of those that an exchange has, or that were given back
     */
    private record Taken(Exchange dynamic, List<GenericFile<Open115File>> files, Set<String> settled) {

        Taken(Exchange dynamic, List<GenericFile<Open115File>> files) {
            this(dynamic, files, new HashSet<>());
        }
    }

    ClaimingConsumer(Open115Endpoint endpoint, Processor processor, Open115FileOperations drive, PollSession session) {
        super(endpoint, processor, drive, session);
        this.endpoint = endpoint;
        this.session = session;
    }

    /**
     * Claims files.
     *
     * @param taken gets each of them as soon as it is claimed
     * @return false when there are more than a poll may take
     */
    abstract boolean takeFiles(Exchange dynamic, List<GenericFile<Open115File>> taken);

    static Open115File fileOf(Exchange exchange) {
        return remoteFileOf(exchange).getFile();
    }

    /** The polled file that an exchange carries; null when it carries none. */
    static Open115RemoteFile remoteFileOf(Exchange exchange) {
        return exchange.getProperty(ExchangePropertyKey.FILE_EXCHANGE_FILE, Open115RemoteFile.class);
    }

    @Override
    protected int poll(Exchange dynamic) throws Exception {
        try {
            return super.poll(dynamic);
        } finally {
            try {
                taken.get().files().forEach(this::settle);
            } finally {
                taken.remove();
            }
        }
    }

    @Override
    protected boolean pollDirectory(
            Exchange dynamic, String directory, List<GenericFile<Open115File>> fileList, int depth) {
        taken.set(new Taken(dynamic, fileList));
        return takeFiles(dynamic, fileList);
    }

    @Override
    protected boolean processExchange(Exchange exchange) {
        GenericFile<Open115File> file = remoteFileOf(exchange);
        // preMove changes what they are made of
        String key = keyOf(file);
        String path = file.getAbsoluteFilePath();
        boolean started = false;
        try {
            started = super.processExchange(exchange);
        } finally {
            taken.get().settled().add(file.getFile().id());
            // Camel neither commits nor rolls back when the content cannot be had
            if (!started || Open115FileOperations.isNotRetrieved(exchange)) {
                freeKey(file, () -> key);
            }
            if (!started) {
                freePath(file, path);
            }
        }
        return started;
    }

    private String keyOf(GenericFile<Open115File> file) {
        return session.claims()
                .keyOf(GenericFileHelper.createDummy(endpoint, taken.get().dynamic(), () -> file));
    }

    /** Nothing: they are given back at the end of the poll, with their keys, which Camel 4.18 would forget here. */
    @Override
    protected void removeExcessiveInProgressFiles(List<GenericFile<Open115File>> files) {}

    /**
     * Camel empties the batch here when it is too large, and when the route is suspended or stops. Its own loop ends at
     * the first file that cannot be given back.
     */
    @Override
    protected void removeExcessiveInProgressFiles(Deque<Exchange> exchanges, int limit) {
        while (exchanges.size() > limit) {
            Exchange exchange = exchanges.removeLast();
            settle(remoteFileOf(exchange));
            releaseExchange(exchange, true);
        }
    }

    private void settle(GenericFile<Open115File> file) {
        if (taken.get().settled().add(file.getFile().id())) {
            // the key first: a file that is in progress no more must be free to be claimed
            freeKey(file, () -> keyOf(file));
            freePath(file, file.getAbsoluteFilePath());
            session.putBack(file.getFile().id());
        }
    }

    private void freeKey(GenericFile<Open115File> file, Supplier<String> key) {
        attempt(file, "idempotentRepository", () -> session.claims().giveBack(key.get()));
    }

    private void freePath(GenericFile<Open115File> file, String path) {
        attempt(
                file,
                "inProgressRepository",
                () -> endpoint.getInProgressRepository().remove(path));
    }

    /** What ended the poll is told, and the other files still have to be given back, so a failure here is logged. */
    private static void attempt(GenericFile<Open115File> file, String option, Runnable removal) {
        try {
            removal.run();
        } catch (RuntimeException e) {
            LOG.warn(
                    "{} was not delivered but stays in {}, and is not delivered until it is removed there: {}",
                    file,
                    option,
                    e.getMessage());
        }
    }
}
