/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.account;

import io.github.open115.client.account.LaneQueue.Turn;
import io.github.open115.client.http.Failure;
import io.github.open115.client.http.Sleeper;
import io.github.open115.client.http.SteadyClock;
import io.github.open115.client.http.ThrottledException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Gives the calls of an account their turns: evenly spaced, by lanes, within the calls of the day
 * (docs/promises.md R4). It hands out a block of calls that it has leased from the shared state, and asks there only
 * for the next block. Thread-safe.
 *
 * <p>Each waiting call sleeps on its own sleeper and asks again. No call has to wake another one.
 */
final class RequestBudget {

    /** The longest wait of a call; a call that would wait longer fails immediately. */
    private static final Duration LONGEST_QUEUE = Duration.ofMinutes(5);

    /** When the day is used up, another process may still return leased calls: look again after this time. */
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

    /** Calls that follow each other within this time, plus their spacing, are a series. */
    private static final Duration MAX_GAP_IN_SERIES = Duration.ofSeconds(1);

    /** A block is planned to begin when the store answers, but at most so much later than the request. */
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(5);

    /** A block that ended before the store answered is given back and another one is leased, at most so often for a call. */
    private static final int BLOCKS_FOR_A_CALL = 10;

    private static final Duration SHORTEST_WAIT = Duration.ofNanos(100_000);

    /** How soon a waiting call learns that the account was throttled. */
    private static final Duration MAX_SLEEP_STEP = Duration.ofSeconds(1);

    private final Limits limits;
    private final Duration spacing;
    private final SteadyClock clock;
    private final SharedState shared;
    private final BudgetLeaseAllocator allocator;
    private final Consumer<AccountState> onLook;
    private final ListingPace pace;
    private final LaneQueue queue = new LaneQueue();

    // guarded by this: what is left of the block, until when, and what was sent of it; times by the steady clock
    private BudgetLeaseAllocator.Lease lease = BudgetLeaseAllocator.Lease.NONE;
    private Instant leaseEnd = Instant.EPOCH;
    private int left;
    private int ordinary;
    private int unreported;
    private Instant nextSlot = Instant.EPOCH;
    private int wanted;
    /** How long the store took to answer last. */
    private Duration delay = Duration.ZERO;

    private Instant usedUpUntil = Instant.EPOCH;
    // of the last attempt to lease a block; null when it succeeded
    private volatile RuntimeException failure;

    /** @param onLook receives the state after each lease */
    RequestBudget(Limits limits, Clock clock, SharedState shared, Consumer<AccountState> onLook) {
        this.limits = limits;
        this.spacing = limits.spacing();
        this.clock = SteadyClock.of(clock);
        this.shared = shared;
        this.allocator = new BudgetLeaseAllocator(limits, shared.self());
        this.onLook = onLook;
        this.pace = new ListingPace(limits.ordinaryPerDay());
    }

    /**
     * Waits for a turn and takes it, unless the account is paused first.
     *
     * @param paused whether the account is paused; called with the budget locked, so it must not block
     * @return whether the turn was taken; false when the account is paused, within a second
     * @throws ThrottledException when the day is used up for this lane, or the wait would be too long; nothing was
     *     taken
     * @throws InterruptedException when the wait was interrupted; nothing was taken
     */
    boolean take(Lane lane, BooleanSupplier paused, Sleeper sleeper) throws InterruptedException {
        Turn turn = join(lane, paused);
        return turn == null || waitFor(turn, paused, sleeper);
    }

    /** The status, without using the store. */
    synchronized BudgetStatus status() {
        Instant now = clock.instant();
        boolean current = isCurrent();
        int used = current ? lease.leasedToday() - left : 0;
        Optional<Instant> held =
                current ? Optional.of(nextListing(now)).filter(now::isBefore).map(clock::toWall) : Optional.empty();
        Duration interval = current ? pace.interval(ordinary) : Duration.ZERO;
        return new BudgetStatus(limits.requestsPerDay(), used, held, interval);
    }

    private Instant nextListing(Instant now) {
        boolean usedUp = ordinary >= limits.ordinaryPerDay() || now.isBefore(usedUpUntil);
        return usedUp ? clock.fromWall(endOfDay()) : pace.next(ordinary, today());
    }

    private LocalDate today() {
        return ServiceDay.of(clock.wall());
    }

    private Instant endOfDay() {
        return ServiceDay.endAfter(clock.wall());
    }

    /** Whether the block is of this day, or of a later one by a clock that was ahead. */
    private boolean isCurrent() {
        return !lease.day().isBefore(today());
    }

    /** Returns the unused rest of the block. */
    synchronized void close() {
        if (left > 0 || unreported > 0) {
            exchange(0);
        }
    }

    /** Takes a turn immediately if possible and returns null; else returns the place in the queue. */
    private Turn join(Lane lane, BooleanSupplier paused) {
        return join(lane, paused, failure);
    }

    private synchronized Turn join(Lane lane, BooleanSupplier paused, RuntimeException failedBefore) {
        Turn turn = queue.join(lane, clock.instant());
        boolean waiting = false;
        try {
            waiting = !ask(turn, paused, failedBefore).isZero();
            return waiting ? turn : null;
        } finally {
            if (!waiting) {
                queue.leave(turn);
            }
        }
    }

    private boolean waitFor(Turn turn, BooleanSupplier paused, Sleeper sleeper) throws InterruptedException {
        try {
            while (!paused.getAsBoolean()) {
                Duration wait = ask(turn, paused, failure);
                if (wait.isZero()) {
                    return true;
                }
                sleep(wait, paused, sleeper);
            }
            return false;
        } finally {
            leave(turn);
        }
    }

    /**
     * Sleeps in steps and stops when the account is paused. Asks for no turn in between: that could lease a block that
     * nobody uses.
     */
    private static void sleep(Duration wait, BooleanSupplier paused, Sleeper sleeper) throws InterruptedException {
        Duration left = wait;
        while (left.compareTo(MAX_SLEEP_STEP) > 0 && !paused.getAsBoolean()) {
            sleeper.sleep(MAX_SLEEP_STEP);
            left = left.minus(MAX_SLEEP_STEP);
        }
        if (!paused.getAsBoolean()) {
            sleeper.sleep(left);
        }
    }

    private synchronized void leave(Turn turn) {
        queue.leave(turn);
    }

    /**
     * Zero when the call may be sent and has been counted; else the time until the next attempt.
     *
     * @param failedBefore the last failure of the store when the call began to wait for this lock
     */
    private synchronized Duration ask(Turn turn, BooleanSupplier paused, RuntimeException failedBefore) {
        Instant now = clock.instant();
        refuseWhenUsedUp(turn.lane(), now);
        for (int i = 0; i < BLOCKS_FOR_A_CALL && (left == 0 || now.isAfter(leaseEnd)); i++) {
            renew(now, failedBefore);
            // if the store was slow, the block may be over, and the next one may be that of another process
            now = clock.instant();
            refuseWhenUsedUp(turn.lane(), now);
        }
        Instant listings = pace.next(ordinary, today());
        int ahead = queue.ahead(turn, listings.isAfter(now));
        Instant mine = latest(now, nextSlot).plus(spacing.multipliedBy(ahead));
        if (turn.lane() == Lane.LISTING) {
            mine = latest(mine, listings.plus(pace.interval(ordinary).multipliedBy(queue.aheadInLane(turn))));
        }
        // checked last, because the lease may have brought a pause of another process
        if (ahead == 0 && !mine.isAfter(now) && !paused.getAsBoolean()) {
            send(turn, now);
            return Duration.ZERO;
        }
        if (Duration.between(turn.since(), mine).compareTo(LONGEST_QUEUE) > 0) {
            throw throttled(
                    "more calls are waiting than requestsPerSecond and requestsPerDay allow in " + LONGEST_QUEUE,
                    ThrottledException.Reason.RATE,
                    clock.toWall(mine));
        }
        Duration wait = Duration.between(now, mine);
        return wait.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : wait;
    }

    private void send(Turn turn, Instant now) {
        queue.sent(turn);
        left--;
        nextSlot = now.plus(spacing);
        if (turn.lane() != Lane.LINKS) {
            ordinary++;
            unreported++;
        }
        if (turn.lane() == Lane.LISTING) {
            pace.sent(clock);
        }
    }

    private void refuseWhenUsedUp(Lane lane, Instant now) {
        if (now.isBefore(usedUpUntil)) {
            throw throttled(
                    "the " + limits.requestsPerDay() + " calls of the day (requestsPerDay) are used up",
                    ThrottledException.Reason.QUOTA,
                    endOfDay());
        }
        if (lane != Lane.LINKS && isCurrent() && ordinary >= limits.ordinaryPerDay()) {
            throw throttled(
                    "the calls of the day (requestsPerDay=" + limits.requestsPerDay()
                            + ") are used up, but for those that are kept for links",
                    ThrottledException.Reason.QUOTA,
                    endOfDay());
        }
    }

    /** Blocks grow while calls follow each other, so that a single call does not make other processes wait. */
    private void renew(Instant now, RuntimeException failedBefore) {
        // an attempt on a database that is away takes long: calls that waited for it do not try one by one
        if (failure != null && failure != failedBefore) {
            throw failure;
        }
        boolean busy = left == 0 && !now.isAfter(nextSlot.plus(spacing).plus(MAX_GAP_IN_SERIES));
        wanted = busy ? Math.max(1, Math.min(2 * wanted, limits.requestsPerDay())) : 1;
        AccountState state;
        try {
            state = exchange(wanted);
            failure = null;
        } catch (RuntimeException e) {
            // an interrupted thread fails alone
            failure = Thread.currentThread().isInterrupted() ? failure : e;
            throw e;
        }
        wanted = Math.max(1, lease.permits());
        if (left == 0) {
            usedUpUntil = earliest(now.plus(LOOK_AGAIN), clock.fromWall(endOfDay()));
        }
        onLook.accept(state);
    }

    private AccountState exchange(int number) {
        BudgetLeaseAllocator.Answer[] answer = new BudgetLeaseAllocator.Answer[1];
        ClockReading[] reading = new ClockReading[1];
        AccountState after = shared.update(state -> {
            // read when this process has the lock of the store, not when it began to wait for it
            reading[0] = read();
            Instant wall = reading[0].wall();
            Instant before = reading[0].before();
            // no call can be sent before the store has answered
            Instant earliest = wall.plus(Duration.between(before, latest(nextSlot, before.plus(delay))));
            answer[0] = allocator.answer(
                    state.budget(),
                    new BudgetLeaseAllocator.Request(wall, number, earliest, lease.day(), left, unreported));
            return state.with(answer[0].use());
        });
        lease = answer[0].lease();
        left = lease.permits();
        ordinary = lease.ordinaryToday();
        unreported = 0;
        leaseEnd = reading[0].noLaterThan(lease.last());
        nextSlot = latest(nextSlot, reading[0].noEarlierThan(lease.first()));
        Duration taken = Duration.between(reading[0].before(), clock.instant());
        delay = taken.compareTo(LONGEST_DELAY) < 0 ? taken : LONGEST_DELAY;
        return after;
    }

    private ClockReading read() {
        return new ClockReading(clock.instant(), clock.wall(), clock.instant());
    }

    /**
     * Both clocks at one moment. All times of one lease are translated by one reading, because the clock may be set
     * between two readings. If the thread is delayed within a reading, the block seems shorter, never longer.
     *
     * @param before the steady clock, read before the time of day
     * @param wall the time of day
     * @param after the steady clock, read after the time of day
     */
    private record ClockReading(Instant before, Instant wall, Instant after) {

        Instant noLaterThan(Instant time) {
            return before.plus(Duration.between(wall, time));
        }

        Instant noEarlierThan(Instant time) {
            return after.plus(Duration.between(wall, time));
        }
    }

    private ThrottledException throttled(String what, ThrottledException.Reason reason, Instant resumeAt) {
        return new ThrottledException(
                "Account '" + shared.account() + "': " + what + "; calls go on at " + resumeAt,
                Failure.NONE,
                reason,
                resumeAt);
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earliest(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /**
     * Spreads listings when they come too often for the day: the first half of their share may be used at any speed,
     * the rest is spread over the rest of the day, so that polls become rare instead of ending at noon. Not
     * thread-safe.
     */
    private static final class ListingPace {

        private final int share;
        private Instant last = Instant.EPOCH;
        private LocalDate day = LocalDate.EPOCH;
        private Duration restOfDay = Duration.ZERO;

        /** @param share calls of a day that need not be links */
        ListingPace(int share) {
            this.share = share;
        }

        /** Records that a listing is sent now. */
        void sent(SteadyClock clock) {
            Instant wall = clock.wall();
            last = clock.instant();
            day = ServiceDay.of(wall);
            restOfDay = Duration.between(wall, ServiceDay.end(day));
        }

        /**
         * When the next listing may be sent, by the steady clock; in the past when listings are not held back.
         *
         * @param used used calls of the day's share
         * @param today the day
         */
        Instant next(int used, LocalDate today) {
            return day.equals(today) ? last.plus(interval(used)) : Instant.EPOCH;
        }

        /** The interval between two listings; zero while they are not held back. */
        Duration interval(int used) {
            int remaining = share - used;
            return 2 * used <= share || remaining <= 0 ? Duration.ZERO : restOfDay.dividedBy(remaining + 1L);
        }
    }
}
