/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Objects;

/**
 * A clock for intervals: it runs evenly when a person or a time server sets the clock of the machine. Its instants can
 * only be compared with each other, within this process. Times that are stored, shared with other processes or received
 * from the service use the time of day; {@link #toWall} and {@link #fromWall} translate.
 */
public final class SteadyClock extends Clock {

    private static final Instant START = Instant.now();
    private static final long START_NANOS = System.nanoTime();
    private static final InstantSource SYSTEM = () -> START.plusNanos(System.nanoTime() - START_NANOS);

    private final Clock wall;
    private final InstantSource steady;

    /** A clock that tests can set, with the time that has really passed beside it. */
    public interface Settable {

        /** The passed time, from any origin. */
        InstantSource steady();
    }

    private SteadyClock(Clock wall, InstantSource steady) {
        this.wall = wall;
        this.steady = steady;
    }

    /**
     * The steady clock that belongs to a clock of the time of day. For the clock of the machine it uses {@link
     * System#nanoTime()}; any other clock counts as steady itself unless it is {@link Settable}.
     */
    public static SteadyClock of(Clock wall) {
        Objects.requireNonNull(wall, "wall");
        if (wall instanceof SteadyClock itself) {
            return itself;
        }
        if (wall instanceof Settable settable) {
            return new SteadyClock(wall, settable.steady());
        }
        boolean isOfTheMachine = wall.getClass().equals(Clock.systemUTC().getClass());
        return new SteadyClock(wall, isOfTheMachine ? SYSTEM : wall);
    }

    /** The steady time. */
    @Override
    public Instant instant() {
        return steady.instant();
    }

    /** The time of day. */
    public Instant wall() {
        return wall.instant();
    }

    /** The time of day of an instant of this clock. */
    public Instant toWall(Instant time) {
        return wall().plus(Duration.between(instant(), time));
    }

    /** The instant of this clock at a time of day. */
    public Instant fromWall(Instant time) {
        return instant().plus(Duration.between(wall(), time));
    }

    @Override
    public ZoneId getZone() {
        return wall.getZone();
    }

    /** Instants have no zone. */
    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
