package io.github.open115.client.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Objects;

/**
 * A clock for intervals: it goes on evenly while somebody, or a time server, sets the clock of the machine. Its instants
 * begin near the time of day, and mean something only in comparison with each other, within this process. What is written
 * down, shared with other processes or told by the service is in the time of day instead; {@link #toWall} and
 * {@link #fromWall} translate.
 */
public final class SteadyClock extends Clock {

    private static final Instant START = Instant.now();
    private static final long START_NANOS = System.nanoTime();
    private static final InstantSource SYSTEM = () -> START.plusNanos(System.nanoTime() - START_NANOS);

    private final Clock wall;
    private final InstantSource steady;

    /** A clock that can be set, with another one beside it that shows the time that has really passed; for tests. */
    public interface Settable {

        /** The time that has passed, since whenever. */
        InstantSource steady();
    }

    private SteadyClock(Clock wall, InstantSource steady) {
        this.wall = wall;
        this.steady = steady;
    }

    /**
     * The steady clock that goes with a clock of the time of day. With that of the machine it counts what the processor
     * counts; any other clock is taken to be steady itself unless it is {@link Settable}.
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

    /** The time of day at which this clock will show a time, as things stand. */
    public Instant toWall(Instant time) {
        return wall().plus(Duration.between(instant(), time));
    }

    /** What this clock will show at a time of day, as things stand. */
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
