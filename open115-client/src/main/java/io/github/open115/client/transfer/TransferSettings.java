package io.github.open115.client.transfer;

import io.github.open115.client.http.Sleeper;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;

/**
 * How the transfers of one account go on.
 *
 * @param limits bounds of all transfers together
 * @param clock tells when a link is over
 * @param sleeper waits before the CDN is asked again
 * @param listener is told of each transfer
 * @param threads makes the threads of a download over several connections, and of digests
 */
public record TransferSettings(
        TransferLimits limits, Clock clock, Sleeper sleeper, ProgressListener listener, ThreadFactory threads) {

    public TransferSettings {
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(sleeper, "sleeper");
        Objects.requireNonNull(listener, "listener");
        Objects.requireNonNull(threads, "threads");
    }
}
