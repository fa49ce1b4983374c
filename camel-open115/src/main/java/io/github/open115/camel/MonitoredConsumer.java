package io.github.open115.camel;

import io.github.open115.camel.monitor.ConsumerReport;
import io.github.open115.camel.monitor.ListingReport;
import java.util.Map;
import java.util.Queue;
import java.util.function.Supplier;
import org.apache.camel.PollingConsumer;
import org.apache.camel.Processor;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.component.file.GenericFileConsumer;
import org.apache.camel.component.file.GenericFileOperations;

/** A consumer of files that can be looked at from outside: reports, and the attributes of its MBean. */
public abstract class MonitoredConsumer extends GenericFileConsumer<Open115File> {

    private final Open115Endpoint endpoint;
    private final PollSession session;
    private final boolean onDemand;
    private final Supplier<ConsumerReport> shown = this::report;
    private final PollOutcome outcome = new PollOutcome();
    private volatile ListingReport listing = ListingReport.NONE;

    MonitoredConsumer(
            Open115Endpoint endpoint,
            Processor processor,
            GenericFileOperations<Open115File> operations,
            PollSession session) {
        super(endpoint, processor, operations, session.strategy());
        this.endpoint = endpoint;
        this.session = session;
        this.onDemand = processor instanceof PollingConsumer;
    }

    /** Whether files are polled for when somebody asks for one, who waits for the answer. */
    final boolean isOnDemand() {
        return onDemand;
    }

    /** How many files are missing that are too many to be told as deleted; 0 for none. */
    abstract int heldDeletions();

    /** What the last polls told of the folder. */
    final PollOutcome outcome() {
        return outcome;
    }

    /** What is known of this consumer now. */
    final ConsumerReport report() {
        return new ConsumerReport(
                getRoute() == null ? null : getRoute().getRouteId(),
                endpoint.getConfiguration().getAccount(),
                "/" + endpoint.getConfiguration().getDirectory(),
                listing,
                session.delivered(),
                session.changesWaiting(),
                heldDeletions(),
                getSkippedReason());
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        if (getRoute() != null) {
            endpoint.component().shared().show(shown);
        }
    }

    @Override
    protected void doStop() throws Exception {
        endpoint.component().shared().hide(shown);
        super.doStop();
    }

    @Override
    public int poll() throws Exception {
        try {
            return super.poll();
        } finally {
            session.listing().ifPresent(left -> listing = left);
        }
    }

    /**
     * A poll that does not know everything of the folder does not tell that the folder is idle. On demand it throws, and
     * this is asked for before it is made.
     */
    @Override
    public boolean isSendEmptyMessageWhenIdle() {
        return (onDemand || outcome.knowsTheFolder()) && super.isSendEmptyMessageWhenIdle();
    }

    /** What ended the last poll unforeseen, the reason why it was skipped, or what keeps the folder from being known, for health checks to tell. */
    @Override
    public Throwable getLastError() {
        Throwable reason = outcome.unhandled() != null ? outcome.unhandled() : outcome.skipped();
        if (reason != null) {
            return reason;
        }
        Throwable failure = super.getLastError();
        return failure == null && outcome.isDoubtful() ? outcome.doubt(getEndpoint(), listing.listedAt()) : failure;
    }

    /** An account without a token that serves, or a folder that does not become known, is a failure though no poll fails meanwhile. */
    @Override
    public long getErrorCounter() {
        boolean failing = outcome.unhandled() != null
                || (outcome.skipped() == null
                        ? outcome.isDoubtful()
                        : session.gate().isUnauthorized());
        return failing ? Math.max(1, super.getErrorCounter()) : super.getErrorCounter();
    }

    /** A batch can take hours, so what is pending is told before it begins. */
    @Override
    public int processBatch(Queue<Object> exchanges) {
        session.listing().ifPresent(left -> listing = left);
        return super.processBatch(exchanges);
    }

    /** When the folder was last listed completely, ISO-8601; null for never. */
    @ManagedAttribute(description = "When the folder was last listed completely; null for never")
    public String getLastCompleteListing() {
        return listing.listedAt() == null ? null : listing.listedAt().toString();
    }

    /** Files of the last listing that wait for their turn. */
    @ManagedAttribute(description = "Files of the last listing that wait for their turn")
    public int getPendingFiles() {
        return listing.pending();
    }

    /** How many files are set aside, by reason. */
    @ManagedAttribute(description = "How many files cannot be delivered now, by reason")
    public Map<String, Long> getSetAside() {
        return listing.setAside();
    }

    /** The first files that are set aside: file id → reason. */
    @ManagedAttribute(description = "The first files that cannot be delivered now: file id and reason")
    public Map<String, String> getSetAsideFiles() {
        return listing.setAsideFiles();
    }

    /** Delivered files that are remembered. */
    @ManagedAttribute(description = "Delivered files that are remembered")
    public long getDeliveredFiles() {
        return session.delivered();
    }

    /** Deletions and moves of completed exchanges that are not done yet. */
    @ManagedAttribute(description = "Deletions and moves after exchanges that are not done yet")
    public int getChangesWaiting() {
        return session.changesWaiting();
    }

    /** Files that are missing at once, too many to be told as deleted; 0 for none. */
    @ManagedAttribute(description = "Files that are missing at once, too many to be told as deleted; 0 for none")
    public int getHeldDeletions() {
        return heldDeletions();
    }

    /** Why the last poll was skipped; null when it was not. */
    @ManagedAttribute(description = "Why the last poll was skipped; null when it was not")
    public String getSkippedReason() {
        Throwable reason = outcome.skipped();
        return reason == null ? null : reason.getMessage();
    }
}
