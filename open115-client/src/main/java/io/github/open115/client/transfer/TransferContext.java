package io.github.open115.client.transfer;

import java.util.concurrent.ExecutorService;

/**
 * What every transfer of an account uses.
 *
 * @param settings how they go on
 * @param cdn sends the requests
 * @param permits says when
 * @param counters are told what happened
 * @param underWay is told of each transfer
 * @param digesters run the digests of transfers
 */
record TransferContext(
        TransferSettings settings,
        CdnClient cdn,
        ConnectionPermits permits,
        TransferCounters counters,
        TransferMonitor underWay,
        ExecutorService digesters) {}
