/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.auth;

import io.github.open115.client.http.SteadyClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until a test moves it, or sets it as a person sets the clock of a machine. */
public final class SettableClock extends Clock implements SteadyClock.Settable {

    private volatile Instant now = Instant.parse("2026-10-01T12:00:00Z");
    private volatile Duration steps = Duration.ZERO;

    /** Lets time pass. */
    public synchronized void advance(Duration duration) {
        now = now.plus(duration);
    }

    /** Sets the clock forward or back, while no time passes. */
    public synchronized void step(Duration step) {
        now = now.plus(step);
        steps = steps.plus(step);
    }

    @Override
    public InstantSource steady() {
        return () -> now.minus(steps);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
