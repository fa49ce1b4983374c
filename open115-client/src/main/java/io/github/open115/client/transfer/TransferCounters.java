package io.github.open115.client.transfer;

import java.util.concurrent.atomic.LongAdder;

/** Counts what the transfers of an account do. */
final class TransferCounters {

    private final LongAdder bytes = new LongAdder();
    private final LongAdder connections = new LongAdder();
    private final LongAdder reconnections = new LongAdder();
    private final LongAdder renewals = new LongAdder();

    void received(long count) {
        bytes.add(count);
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

    TransferStatistics snapshot(int openConnections) {
        return new TransferStatistics(
                openConnections, bytes.sum(), connections.sum(), reconnections.sum(), renewals.sum());
    }
}
