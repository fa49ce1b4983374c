/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.transfer;

import io.github.open115.client.http.Sleeper;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.Executor;
import okhttp3.OkHttpClient;

/** What all transfers of one account share: limits, connections, statistics, and the listener. Thread-safe. */
public final class TransferContext implements AutoCloseable {

    private final TransferLimits limits;
    private final Clock clock;
    private final Sleeper sleeper;
    private final Executor executor;
    private final CdnClient cdn;
    private final ConnectionPermits permits;
    private final TransferMonitor monitor;

    /**
     * @param http its proxy, TLS settings and connections are used; its cache, cookies and call timeout are not
     * @param limits bounds of all transfers together
     * @param clock tells when a link has expired
     * @param sleeper waits before the CDN is asked again
     * @param listener is notified of each transfer
     * @param executor runs digests and the connections of a file, each task at once; it is not shut down
     */
    public TransferContext(
            OkHttpClient http,
            TransferLimits limits,
            Clock clock,
            Sleeper sleeper,
            ProgressListener listener,
            Executor executor) {
        this.limits = Objects.requireNonNull(limits, "limits");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.sleeper = Objects.requireNonNull(sleeper, "sleeper");
        this.executor = Objects.requireNonNull(executor, "executor");
        this.cdn = new CdnClient(http, limits);
        this.permits = new ConnectionPermits(limits);
        this.monitor = new TransferMonitor(Objects.requireNonNull(listener, "listener"));
    }

    TransferLimits limits() {
        return limits;
    }

    Clock clock() {
        return clock;
    }

    Sleeper sleeper() {
        return sleeper;
    }

    Executor executor() {
        return executor;
    }

    CdnClient cdn() {
        return cdn;
    }

    ConnectionPermits permits() {
        return permits;
    }

    TransferMonitor monitor() {
        return monitor;
    }

    /**
     * Starts an upload: the listener is notified of it, and it is among the transfers in progress.
     *
     * @param name exact name of the file
     * @param size bytes
     * @param sha1 upper-case hex
     * @param present bytes that the storage has already
     */
    public UploadProgress startUpload(String name, long size, String sha1, long present) {
        return new UploadProgress(monitor.startUpload(new ContentSource("", "", name, size, sha1), present), monitor);
    }

    /** Ends all transfers; later ones fail. */
    @Override
    public void close() {
        permits.close();
    }
}
