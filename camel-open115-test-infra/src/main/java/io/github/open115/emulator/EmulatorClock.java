/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;

/**
 * The time of the emulated service. It starts at the real time and runs with it; a test may stop it and push it
 * forward, and may hand the same clock to the client.
 */
public final class EmulatorClock extends Clock {

    private final Clock source;
    private Duration ahead = Duration.ZERO;
    private Instant frozenAt;

    /** Creates a clock that runs with the real time. */
    public EmulatorClock() {
        this(Clock.systemUTC());
    }

    private EmulatorClock(Clock source) {
        this.source = Objects.requireNonNull(source, "source");
    }

    /** Returns a new clock that stands still at the given time until it is {@linkplain #advance advanced}. */
    public static EmulatorClock frozenAt(Instant time) {
        EmulatorClock clock = new EmulatorClock();
        clock.frozenAt = Objects.requireNonNull(time, "time");
        return clock;
    }

    /** Stops this clock at its present time and returns it. */
    public synchronized EmulatorClock freeze() {
        frozenAt = instant();
        return this;
    }

    /** Pushes this clock forward by the given time, whether it runs or stands still, and returns it. */
    public synchronized EmulatorClock advance(Duration time) {
        if (frozenAt != null) {
            frozenAt = frozenAt.plus(time);
        } else {
            ahead = ahead.plus(time);
        }
        return this;
    }

    @Override
    public synchronized Instant instant() {
        return frozenAt != null ? frozenAt : source.instant().plus(ahead);
    }

    /** The present time in Unix seconds, the only resolution that the service knows (docs/115-open-api.md I.1). */
    long seconds() {
        return instant().getEpochSecond();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /** The service speaks in Unix seconds, hence this clock has one zone. */
    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
