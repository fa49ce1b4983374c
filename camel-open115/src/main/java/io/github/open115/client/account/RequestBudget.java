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
 * Gives the calls of an account their turns: evenly spaced, by lanes, within the calls of the day (requirement R4). It
 * hands out a block of calls that it has leased from the shared state, and asks there only for the next block.
 * Thread-safe.
 *
 * <p>Every wait goes through the sleeper of the call, and ends with it: whoever wakes up asks again, and nobody has to
 * be woken by another.
 */
final class RequestBudget {

    /** Bounds every wait: a call that would wait longer has no chance in an ordinary route. */
    private static final Duration LONGEST_QUEUE = Duration.ofMinutes(5);

    /** A day that is used up may get back what another process has leased and not used. */
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

    /** Calls that follow each other within this time, besides their distance, are a series. */
    private static final Duration BREATH = Duration.ofSeconds(1);

    /** A block is planned to begin when the store answers, but at most so much later than the request. */
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(5);

    /** A block that ended before the store answered is given back and another one is leased, at most so often for a call. */
    private static final int BLOCKS_FOR_A_CALL = 10;

    private static final Duration SHORTEST_WAIT = Duration.ofNanos(100_000);

    /** How soon a call that waits for its turn learns that the account was throttled meanwhile. */
    private static final Duration LONGEST_NAP = Duration.ofSeconds(1);

    private final Limits limits;
    private final Duration spacing;
    private final SteadyClock clock;
    private final SharedState shared;
    private final LeaseOffice office;
    private final Consumer<AccountState> onLook;
    private final ListingPace pace;
    private final LaneQueue queue = new LaneQueue();

    // guarded by this: what is left of the block, until when, and what was sent of it; times by the steady clock
    private Lease lease = Lease.NONE;
    private Instant leaseEnd = Instant.EPOCH;
    private int left;
    private int ordinary;
    private int unreported;
    private Instant nextSlot = Instant.EPOCH;
    private int wanted;
    /** How long the store took to answer last. */
    private Duration delay = Duration.ZERO;

    private Instant usedUpUntil = Instant.EPOCH;

    /**
     * @param onLook is told the state whenever a block was leased
     */
    RequestBudget(Limits limits, Clock clock, SharedState shared, Consumer<AccountState> onLook) {
        this.limits = limits;
        this.spacing = limits.spacing();
        this.clock = SteadyClock.of(clock);
        this.shared = shared;
        this.office = new LeaseOffice(limits, shared.self());
        this.onLook = onLook;
        this.pace = new ListingPace(limits.ordinaryPerDay());
    }

    /**
     * Waits for a turn and takes it, unless the account is paused first.
     *
     * @param paused whether the call must not be sent now; asked with the budget locked, so it must not wait
     * @return whether the turn was taken; false when the account is paused, at once or within a second
     * @throws ThrottledException when the day is used up for this lane, or the wait would be too long; nothing was taken
     * @throws InterruptedException when the wait was interrupted; nothing was taken
     */
    boolean take(Lane lane, BooleanSupplier paused, Sleeper sleeper) throws InterruptedException {
        Turn turn = join(lane, paused);
        return turn == null || waitFor(turn, paused, sleeper);
    }

    /** What can be told without asking the store. */
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

    /** Whether the block is of this day; one of tomorrow was counted by a clock that is ahead, or was then. */
    private boolean isCurrent() {
        return !lease.day().isBefore(today());
    }

    /** Gives back what is left of the block. */
    synchronized void close() {
        if (left > 0 || unreported > 0) {
            exchange(0);
        }
    }

    /** Takes a turn at once if there is one; else queues up for one. Null when it was taken. */
    private synchronized Turn join(Lane lane, BooleanSupplier paused) {
        Turn turn = queue.join(lane, clock.instant());
        boolean waiting = false;
        try {
            waiting = !ask(turn, paused).isZero();
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
                Duration wait = ask(turn, paused);
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

    /** In naps that end with a pause, and without asking meanwhile: that might lease a block which nobody uses. */
    private static void sleep(Duration wait, BooleanSupplier paused, Sleeper sleeper) throws InterruptedException {
        Duration left = wait;
        while (left.compareTo(LONGEST_NAP) > 0 && !paused.getAsBoolean()) {
            sleeper.sleep(LONGEST_NAP);
            left = left.minus(LONGEST_NAP);
        }
        if (!paused.getAsBoolean()) {
            sleeper.sleep(left);
        }
    }

    private synchronized void leave(Turn turn) {
        queue.leave(turn);
    }

    /** Zero when the call may be sent, and has been counted; else how long to wait before asking again. */
    private synchronized Duration ask(Turn turn, BooleanSupplier paused) {
        Instant now = clock.instant();
        refuseWhenUsedUp(turn.lane(), now);
        for (int i = 0; i < BLOCKS_FOR_A_CALL && (left == 0 || now.isAfter(leaseEnd)); i++) {
            renew(now);
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
        // asked as late as this, because a block that was just leased may have brought the news of a pause
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

    /** Blocks grow while calls come one after another, so that a single call does not keep other processes waiting. */
    private void renew(Instant now) {
        boolean busy = left == 0 && !now.isAfter(nextSlot.plus(spacing).plus(BREATH));
        wanted = busy ? Math.max(1, Math.min(2 * wanted, limits.requestsPerDay())) : 1;
        AccountState state = exchange(wanted);
        wanted = Math.max(1, lease.permits());
        if (left == 0) {
            usedUpUntil = earliest(now.plus(LOOK_AGAIN), clock.fromWall(endOfDay()));
        }
        onLook.accept(state);
    }

    private AccountState exchange(int number) {
        LeaseOffice.Answer[] answer = new LeaseOffice.Answer[1];
        Reading[] reading = new Reading[1];
        AccountState after = shared.update(state -> {
            // read when this process has the lock of the store, not when it began to wait for it
            reading[0] = read();
            Instant wall = reading[0].wall();
            Instant before = reading[0].before();
            // no call can be sent before the store has answered
            Instant earliest = wall.plus(Duration.between(before, latest(nextSlot, before.plus(delay))));
            answer[0] = office.answer(
                    state.budget(), new LeaseOffice.Request(wall, number, earliest, lease.day(), left, unreported));
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

    private Reading read() {
        return new Reading(clock.instant(), clock.wall(), clock.instant());
    }

    /**
     * Both clocks at one moment. All times of one lease are translated by one reading, because the clock may be set between
     * two readings. If the thread is delayed within a reading, the block seems shorter, never longer.
     *
     * @param before the steady clock, read before the time of day
     * @param wall the time of day
     * @param after the steady clock, read after the time of day
     */
    private record Reading(Instant before, Instant wall, Instant after) {

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
}
