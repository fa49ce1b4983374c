/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.transfer;

import io.github.open115.client.http.Interruptible;
import io.github.open115.client.internal.StallWatch;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import okhttp3.Call;
import okhttp3.Response;

/**
 * A connection whose body is read by one thread at a time. Any other thread may abort it at any time. If a read is in
 * progress, that read fails and releases the connection; otherwise it is released at once.
 */
final class CdnConnection implements ConnectionPermits.PermitOwner {

    /** The connection was given to another reader; this reader can go on with a new one. */
    static final class PreemptedException extends IOException {

        private static final long serialVersionUID = 1L;

        private PreemptedException() {
            super("the connection was given to another reader");
        }
    }

    private final Call call;
    private final ConnectionPermits.Permit permit;
    private final StallWatch stallWatch;

    // guarded by this
    private Response response;
    private InputStream body;
    private boolean busy;
    private boolean aborted;
    private long idleSince = System.nanoTime();

    /**
     * @param minimumRate bytes per second
     * @param window the time over which the rate is measured
     */
    CdnConnection(Call call, ConnectionPermits.Permit permit, long minimumRate, Duration window) {
        this.call = call;
        this.permit = permit;
        this.stallWatch = new StallWatch(minimumRate, window);
        permit.ownedBy(this);
    }

    /** The host that the request goes to. */
    String host() {
        return call.request().url().host();
    }

    /** Sends the request and waits for the head of the answer. */
    Response connect() throws IOException {
        enter();
        try {
            Response answer = Interruptible.execute(call);
            // the socket keeps its own timeout; this one would wake a thread for every 8 KiB
            answer.body().source().timeout().clearTimeout();
            synchronized (this) {
                response = answer;
                body = answer.body().byteStream();
            }
            permit.beginTurn();
            return answer;
        } finally {
            leave();
        }
    }

    int read(byte[] buffer, int offset, int length) throws IOException {
        InputStream in = enter();
        try {
            long start = System.nanoTime();
            int count = in.read(buffer, offset, length);
            stallWatch.transferred(count, System.nanoTime() - start);
            return count;
        } finally {
            leave();
        }
    }

    /** How many bytes can be read without waiting; 0 when the connection was preempted. */
    int available() throws IOException {
        InputStream in;
        try {
            in = enter();
        } catch (PreemptedException e) {
            return 0;
        }
        try {
            return in.available();
        } finally {
            leave();
        }
    }

    /** Whether the reader must give the connection up, because its turn is over and another reader waits. */
    boolean mustGiveWay() {
        return permit.mustGiveWay();
    }

    /** Releases the connection after the whole body was read; OkHttp may use it again. */
    void finish() {
        closeResponse();
        permit.close();
    }

    /** Closes the connection. Reading the rest, so that OkHttp can use it again, could take for ever. */
    @Override
    public void abort() {
        boolean idle;
        synchronized (this) {
            aborted = true;
            idle = !busy;
        }
        call.cancel();
        if (idle) {
            finish();
        }
    }

    @Override
    public synchronized boolean releaseIfIdle(long nanos) {
        if (busy || aborted || System.nanoTime() - idleSince < nanos) {
            return false;
        }
        aborted = true;
        call.cancel();
        closeResponse();
        return true;
    }

    private synchronized InputStream enter() throws PreemptedException {
        if (aborted) {
            throw new PreemptedException();
        }
        busy = true;
        return body;
    }

    private void leave() {
        boolean abortedMeanwhile;
        synchronized (this) {
            busy = false;
            idleSince = System.nanoTime();
            abortedMeanwhile = aborted;
        }
        if (abortedMeanwhile) {
            finish();
        }
    }

    private synchronized void closeResponse() {
        if (response != null) {
            response.close();
        }
    }
}
