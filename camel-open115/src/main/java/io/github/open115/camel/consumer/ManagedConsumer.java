/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.consumer;

import io.github.open115.camel.Open115File;
import io.github.open115.camel.monitor.ConsumerReport;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.PollingConsumer;
import org.apache.camel.Processor;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.component.file.GenericFileConsumer;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.component.file.GenericFileOperations;
import org.apache.camel.component.file.GenericFileProcessStrategy;

/** The MBean of a consumer, and the source of its health check. */
public abstract class ManagedConsumer extends GenericFileConsumer<Open115File> {

    /** The results of the last polls. */
    protected final ConsumerReports reports;

    /** Of the last start; null before it. */
    protected volatile PollGate gate;

    /** Whether callers ask for the files one by one, rather than a scheduler. */
    protected final boolean onDemand;

    protected ManagedConsumer(
            GenericFileEndpoint<Open115File> endpoint,
            Processor processor,
            GenericFileOperations<Open115File> operations,
            GenericFileProcessStrategy<Open115File> strategy) {
        super(endpoint, new KeyKeeper(processor), operations, strategy);
        this.reports = new ConsumerReports(endpoint);
        this.onDemand = processor instanceof PollingConsumer;
    }

    /** A suspended consumer leaves its turns to the others. */
    @Override
    protected void doSuspend() throws Exception {
        super.doSuspend();
        gate.suspend();
    }

    /** The current state of this consumer; makes no call. */
    protected abstract ConsumerReport report();

    protected abstract ConsumerOperations operations();

    /** Whether the account has no access token that works. */
    protected abstract boolean isUnauthorized();

    /** Polls now, outside the schedule; one call when nothing is new. Returns a sentence for the operator. */
    @ManagedOperation(description = "Polls now, beside the schedule")
    public String pollNow() {
        return operations().pollNow();
    }

    /** Lists the folder completely now, whatever {@code reconcileInterval} says. Returns a sentence. */
    @ManagedOperation(description = "Polls now and lists the folder completely, whatever reconcileInterval says")
    public String reconcileNow() {
        return operations().reconcileNow();
    }

    /**
     * Forgets that one file was delivered, and polls now, so that it is delivered again. Costs a look-up. Returns a
     * sentence, also when nothing is done.
     *
     * @param file the file's id, or its path below the polled folder
     */
    @ManagedOperation(description = "Delivers one file again: its id, or its path below the polled folder")
    public String deliverAgain(String file) {
        return operations().deliverAgain(file);
    }

    /**
     * Forgets all files that this route has delivered, and polls now, so that all files of the folder are delivered again.
     * Costs a complete listing. Returns a sentence, also when nothing is done.
     */
    @ManagedOperation(description = "Forgets what was delivered, so that all files of the folder are delivered again")
    public String deliverEverythingAgain() {
        return operations().deliverEverythingAgain();
    }

    /**
     * Sends the empty message only if the poll knows the whole folder. On demand Camel calls this before the poll, and an
     * incomplete poll throws instead.
     */
    @Override
    public boolean isSendEmptyMessageWhenIdle() {
        return (onDemand || reports.knowsTheFolder()) && super.isSendEmptyMessageWhenIdle();
    }

    /** The failure of the last polls, or the reason why the last one was skipped, for health checks. */
    @Override
    public Throwable getLastError() {
        return reports.lastError(super.getLastError());
    }

    /** An account without a token that works, or a folder that does not become known, is an error although no poll fails. */
    @Override
    public long getErrorCounter() {
        boolean failing = reports.isFailing(this::isUnauthorized);
        return failing ? Math.max(1, super.getErrorCounter()) : super.getErrorCounter();
    }

    /** When the folder was last listed completely, ISO-8601; null for never. */
    @ManagedAttribute(description = "When the folder was last listed completely; null for never")
    public String getLastCompleteListing() {
        Instant listedAt = report().listing().listedAt();
        return listedAt == null ? null : listedAt.toString();
    }

    /** Files of the last listing that wait for delivery. */
    @ManagedAttribute(description = "Files of the last listing that wait for delivery")
    public int getPendingFiles() {
        return report().listing().pending();
    }

    /** How many files are set aside, by reason. */
    @ManagedAttribute(description = "How many files cannot be delivered now, by reason")
    public Map<String, Long> getSetAside() {
        return report().listing().setAside();
    }

    /** The first files that are set aside: file id → reason. */
    @ManagedAttribute(description = "The first files that cannot be delivered now: file id and reason")
    public Map<String, String> getSetAsideFiles() {
        return report().listing().setAsideFiles();
    }

    /** Files whose last exchange failed. They are delivered again. */
    @ManagedAttribute(description = "Files whose last exchange failed; they are delivered again")
    public int getFailingFiles() {
        return report().failing();
    }

    /** Delivered files that are remembered. */
    @ManagedAttribute(description = "Delivered files that are remembered")
    public long getDeliveredFiles() {
        return report().delivered();
    }

    /** Deletions and moves of completed exchanges that are not done yet. */
    @ManagedAttribute(description = "Deletions and moves after exchanges that are not done yet")
    public int getChangesWaiting() {
        return report().changesWaiting();
    }

    /** Files that are missing at once, too many to be reported as deleted; 0 for none. */
    @ManagedAttribute(description = "Files that are missing at once, too many to be reported as deleted; 0 for none")
    public int getHeldDeletions() {
        return report().heldDeletions();
    }

    /** Why the last poll was skipped; null when it was not. */
    @ManagedAttribute(description = "Why the last poll was skipped; null when it was not")
    public String getSkippedReason() {
        return report().skippedReason();
    }
}
