package io.github.open115.client.transfer;

import io.github.open115.client.http.Sleeper;

/**
 * What every transfer of an account uses.
 *
 * @param cdn sends the requests
 * @param permits says when
 * @param sleeper waits before something is tried again
 * @param counters are told what happened
 * @param underWay is told of each transfer
 */
record TransferAccess(
        CdnClient cdn,
        ConnectionPermits permits,
        Sleeper sleeper,
        TransferCounters counters,
        TransfersUnderWay underWay) {}
