/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.consumer;

import io.github.open115.camel.Open115File;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.component.file.GenericFilePollingConsumer;

/**
 * Polls for callers that ask for one file each. Camel's cache of polling consumers stops the least recently used one, even
 * while a caller polls with it, or has just taken it from the cache. So the last caller carries out a stop, and a stopped
 * consumer still serves a caller that holds it.
 */
public final class OnDemandPollingConsumer extends GenericFilePollingConsumer {

    private final GenericFileEndpoint<Open115File> endpoint;
    private final Object monitor = new Object();
    // guarded by the monitor
    private int callers;
    private boolean stopsAfterwards;

    public OnDemandPollingConsumer(GenericFileEndpoint<Open115File> endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    public void start() {
        synchronized (monitor) {
            stopsAfterwards = false;
            super.start();
        }
    }

    @Override
    public void stop() {
        synchronized (monitor) {
            if (callers == 0) {
                super.stop();
            } else {
                stopsAfterwards = true;
                monitor.notifyAll();
            }
        }
    }

    @Override
    public Exchange receive(Exchange dynamic) {
        return serve(() -> super.receive(dynamic));
    }

    @Override
    public Exchange receive(Exchange dynamic, long timeout) {
        return serve(() -> super.receive(dynamic, timeout));
    }

    @Override
    public Exchange receiveNoWait(Exchange dynamic) {
        return serve(() -> super.receiveNoWait(dynamic));
    }

    private Exchange serve(Supplier<Exchange> receive) {
        synchronized (monitor) {
            if (isStopped() && !isContextStopping()) {
                super.start();
                stopsAfterwards = true;
            }
            callers++;
        }
        try {
            return receive.get();
        } finally {
            synchronized (monitor) {
                if (--callers == 0 && stopsAfterwards) {
                    super.stop();
                }
            }
        }
    }

    private boolean isContextStopping() {
        return endpoint.getCamelContext().isStopping()
                || endpoint.getCamelContext().isStopped();
    }

    /** The same as Camel's loop, but for its sleep, which no stop ends. */
    @Override
    protected int doReceive(Exchange dynamic, long timeout) {
        long begun = System.nanoTime();
        int polled = super.doReceive(dynamic, 0);
        while (polled == 0 && mayPollAgain(timeout, begun)) {
            polled = super.doReceive(dynamic, 0);
        }
        return polled;
    }

    /** Waits for the time of the next poll. */
    private boolean mayPollAgain(long timeout, long begun) {
        long left = timeout - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        if (left <= 0) {
            return false;
        }
        long delay = endpoint.getDelay() > 0 ? endpoint.getDelay() : endpoint.getDefaultDelay();
        long next = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Math.min(left, delay));
        synchronized (monitor) {
            for (long pause = next - System.nanoTime(); pause > 0; pause = next - System.nanoTime()) {
                if (isContextStopping()) {
                    return false;
                }
                if (stopsAfterwards && timeout == Long.MAX_VALUE) {
                    throw new RejectedExecutionException("The consumer of " + endpoint
                            + " was stopped while a caller waited for a file without a time limit. In a route, raise"
                            + " the cacheSize of pollEnrich above the number of threads, or give it a timeout");
                }
                try {
                    TimeUnit.NANOSECONDS.timedWait(monitor, pause);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
        }
        return true;
    }
}
