/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.transfer;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the list of transfers in progress and the statistics of an account, and notifies the {@link ProgressListener}. An
 * exception of the listener does not reach the transfer. Thread-safe.
 */
final class TransferMonitor {

    private static final Logger LOG = LoggerFactory.getLogger(TransferMonitor.class);

    private final ProgressListener listener;
    private final AtomicBoolean warned = new AtomicBoolean();
    // guarded by itself, in the order in which they started
    private final Set<Transfer> inProgress = new LinkedHashSet<>();

    private final LongAdder bytes = new LongAdder();
    private final LongAdder sentBytes = new LongAdder();
    private final LongAdder connections = new LongAdder();
    private final LongAdder reconnections = new LongAdder();
    private final LongAdder renewals = new LongAdder();

    TransferMonitor(ProgressListener listener) {
        this.listener = listener;
    }

    /**
     * Starts a transfer.
     *
     * @param range what is fetched; null for the whole content
     * @param present bytes that are present already
     */
    Transfer start(ContentSource source, ByteRange range, long present) {
        return start(new Transfer(source, range, false, present, this));
    }

    /** Starts an upload. */
    Transfer startUpload(ContentSource source, long present) {
        return start(new Transfer(source, null, true, present, this));
    }

    private Transfer start(Transfer transfer) {
        synchronized (inProgress) {
            inProgress.add(transfer);
        }
        notifyListener(() -> listener.started(transfer));
        return transfer;
    }

    void advanced(Transfer transfer) {
        notifyListener(() -> listener.transferred(transfer));
    }

    void ended(Transfer transfer, Throwable failure) {
        synchronized (inProgress) {
            inProgress.remove(transfer);
        }
        notifyListener(() -> listener.ended(transfer, failure));
    }

    private void notifyListener(Runnable call) {
        try {
            call.run();
        } catch (Throwable e) {
            // a class that the listener misses is an Error, and no reason to lose a transfer either
            if (warned.compareAndSet(false, true)) {
                LOG.warn(
                        "The progress listener {} failed; the transfers go on, and this is not logged again",
                        listener.getClass().getName(),
                        e);
            }
        }
    }

    List<Transfer> inProgress() {
        synchronized (inProgress) {
            return new ArrayList<>(inProgress);
        }
    }

    void received(long count) {
        bytes.add(count);
    }

    void sent(long count) {
        sentBytes.add(count);
    }

    void connected() {
        connections.increment();
    }

    void reconnecting() {
        reconnections.increment();
    }

    void linkDied() {
        renewals.increment();
    }

    TransferStatistics statistics(int openConnections) {
        return new TransferStatistics(
                openConnections, bytes.sum(), connections.sum(), reconnections.sum(), renewals.sum(), sentBytes.sum());
    }
}
