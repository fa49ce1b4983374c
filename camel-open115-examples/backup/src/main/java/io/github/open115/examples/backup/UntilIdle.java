/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.backup;

import java.util.Optional;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.RouteAddedEvent;
import org.apache.camel.spi.PollingConsumerPollStrategy;
import org.apache.camel.support.ScheduledPollConsumer;
import org.apache.camel.support.SimpleEventNotifierSupport;

/** Ends the program after a look at the local folder that brought nothing new. A route that shall run for good needs none of this. */
final class UntilIdle extends SimpleEventNotifierSupport implements PollingConsumerPollStrategy {

    /** After so many looks at which every file failed, trying on is left to the next run. */
    private static final int MAX_FUTILE = 2;

    private final Outcomes outcomes;
    private final Runnable end;

    // written by the one thread that polls
    private volatile boolean ended;
    private volatile String failure;
    private long filesBefore;
    private int futile;

    UntilIdle(Outcomes outcomes, Runnable end) {
        this.outcomes = outcomes;
        this.end = end;
    }

    /** Whether the end was reached, by itself or by a failure. */
    boolean ended() {
        return ended;
    }

    /** Why the local folder could not be read, if so. */
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
        if (((RouteAddedEvent) event).getRoute().getConsumer() instanceof ScheduledPollConsumer consumer) {
            consumer.setPollStrategy(this);
        }
    }

    @Override
    public boolean begin(Consumer consumer, Endpoint endpoint) {
        filesBefore = outcomes.snapshot().files();
        return !ended;
    }

    @Override
    public void commit(Consumer consumer, Endpoint endpoint, int polledMessages) {
        futile = outcomes.snapshot().files() == filesBefore ? futile + 1 : 0;
        if (polledMessages == 0 || futile == MAX_FUTILE) {
            end();
        }
    }

    @Override
    public boolean rollback(Consumer consumer, Endpoint endpoint, int retryCounter, Exception cause) {
        failure = String.valueOf(cause.getMessage());
        end();
        return false;
    }

    private void end() {
        ended = true;
        end.run();
    }
}
