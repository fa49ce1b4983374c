/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.ingest;

import io.github.open115.camel.Open115Consumer;
import io.github.open115.client.auth.AuthorizationLostException;
import java.util.Optional;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.RouteAddedEvent;
import org.apache.camel.spi.PollingConsumerPollStrategy;
import org.apache.camel.support.SimpleEventNotifierSupport;

/**
 * Watches the polls and ends the program after one that found nothing new. A route that shall run for good needs none of
 * this.
 */
final class UntilIdle extends SimpleEventNotifierSupport implements PollingConsumerPollStrategy {

    /** After so many polls in which every file failed, trying on is left to the next run. */
    private static final int MAX_FUTILE_POLLS = 2;

    private final Progress progress;
    private final boolean once;
    private final Runnable end;

    // written by the one thread that polls
    private volatile int polls;
    private volatile boolean ended;
    private volatile String failure;
    private long filesBefore;
    private int futilePolls;

    /**
     * @param once whether to end after the first poll in any case
     * @param end is called once, from the thread that polls
     */
    UntilIdle(Progress progress, boolean once, Runnable end) {
        this.progress = progress;
        this.once = once;
        this.end = end;
    }

    /** How many polls were made. */
    int polls() {
        return polls;
    }

    /** Whether the polls came to an end, by themselves or by a failure. */
    boolean ended() {
        return ended;
    }

    /** Why the last poll failed, if it did. */
    Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public boolean isEnabled(CamelEvent event) {
        return event instanceof RouteAddedEvent;
    }

    /** The consumer exists by now, and does not poll yet. */
    @Override
    public void notify(CamelEvent event) {
        if (((RouteAddedEvent) event).getRoute().getConsumer() instanceof Open115Consumer consumer) {
            consumer.setPollStrategy(this);
        }
    }

    @Override
    public boolean begin(Consumer consumer, Endpoint endpoint) {
        filesBefore = progress.snapshot().files();
        return !ended;
    }

    @Override
    public void commit(Consumer consumer, Endpoint endpoint, int polledMessages) {
        Throwable skipped = polledMessages == 0 ? ((Open115Consumer) consumer).getLastError() : null;
        if (skipped instanceof AuthorizationLostException) {
            fail(skipped);
        } else if (skipped == null) {
            polls++;
            futilePolls = progress.snapshot().files() == filesBefore ? futilePolls + 1 : 0;
            if (once || polledMessages == 0 || futilePolls == MAX_FUTILE_POLLS) {
                end();
            }
        }
    }

    @Override
    public boolean rollback(Consumer consumer, Endpoint endpoint, int retryCounter, Exception cause) {
        fail(cause);
        return false;
    }

    private void fail(Throwable cause) {
        failure = Reasons.of(cause);
        end();
    }

    private void end() {
        ended = true;
        end.run();
    }
}
