package io.github.open115.client.account;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/**
 * The rules by which processes share a budget: each leases a block of consecutive moments of the account's time, so that
 * two never send at once, and takes its calls from the count of the day.
 */
final class LeaseOffice {

    /** Alone, a process asks the store no more often than this; also the most that a crash keeps the others waiting. */
    private static final Duration LONGEST_BLOCK = Duration.ofSeconds(10);

    /** With others about, each takes turns as long as this: a link of one must not wait long for the listing of another. */
    private static final Duration BLOCK_AMONG_OTHERS = Duration.ofSeconds(2);

    private static final Duration OTHERS_ARE_ABOUT = Duration.ofMinutes(1);

    /** A thread wakes up late: the last call of a block may be sent so long after its slot, and the next block keeps off. */
    private static final Duration SLACK = Duration.ofMillis(20);

    /** A schedule that is further ahead was written by a clock that was wrong. */
    private static final Duration FURTHEST_SCHEDULE = Duration.ofMinutes(10);

    private static final int BLOCKS_OF_A_DAY = 100;

    private final Duration spacing;
    private final int perDay;
    private final String self;

    LeaseOffice(Limits limits, String self) {
        this.spacing = limits.spacing();
        this.perDay = limits.requestsPerDay();
        this.self = self;
    }

    /**
     * What a process gives back and asks for.
     *
     * @param now the time
     * @param wanted number of calls it would like to send; 0 to give back only
     * @param earliest when the process can send the first of them: not before the store has answered, and not too soon
     *     after its own last call; never before {@code now}
     * @param day the day of the lease it had
     * @param unused calls of that lease that were not sent
     * @param ordinary calls sent since the last report for something else than a link
     */
    record Request(Instant now, int wanted, Instant earliest, LocalDate day, int unused, int ordinary) {}

    /** The state after a request, and what was leased. */
    record Answer(BudgetUse use, Lease lease) {}

    /** Leases as much of what was asked for as there is; {@link Lease#permits()} is 0 when the day is used up. */
    Answer answer(BudgetUse use, Request request) {
        boolean mine = use.holder().equals(self);
        Instant start = mine ? request.earliest() : latest(request.earliest(), scheduled(use, request.now()));
        LocalDate day = day(use, start);
        boolean sameDay = day.equals(use.day());
        boolean reportsToday = day.equals(request.day());
        int gone = Math.max(0, (sameDay ? use.leased() : 0) - (reportsToday ? request.unused() : 0));
        int ordinary = (sameDay ? use.ordinary() : 0) + (reportsToday ? request.ordinary() : 0);
        Instant since = mine || use.holder().isEmpty() ? use.holderSince() : request.now();
        int permits = Math.min(
                Math.min(request.wanted(), perDay - gone), slots(start, day, longest(use, mine, request.now())));
        permits = Math.max(0, permits);
        Lease lease = new Lease(day, start, last(start, day, permits), permits, gone + permits, ordinary);
        if (permits == 0) {
            Instant scheduled = mine ? start : use.scheduledUntil();
            Instant written = mine ? request.now() : use.scheduledAt();
            return new Answer(
                    new BudgetUse(day, gone, ordinary, scheduled, written, use.holder(), use.holderSince()), lease);
        }
        Instant until = start.plus(spacing.multipliedBy(permits)).plus(spacing.isZero() ? Duration.ZERO : SLACK);
        return new Answer(new BudgetUse(day, gone + permits, ordinary, until, request.now(), self, since), lease);
    }

    /** No later than it was from when it was written down: a clock that was set back since does not make it longer. */
    private static Instant scheduled(BudgetUse use, Instant now) {
        if (use.scheduledUntil().isAfter(now.plus(FURTHEST_SCHEDULE))) {
            return now;
        }
        boolean setBack = now.plus(AccountState.CLOCK_SKEW).isBefore(use.scheduledAt());
        return setBack ? now.plus(Duration.between(use.scheduledAt(), use.scheduledUntil())) : use.scheduledUntil();
    }

    /** Around midnight, the clock of one host may still show the day that another one has left behind. */
    private static LocalDate day(BudgetUse use, Instant start) {
        LocalDate day = ServiceDay.of(start);
        return use.day().equals(day.plusDays(1)) ? use.day() : day;
    }

    private Duration longest(BudgetUse use, boolean mine, Instant now) {
        boolean othersWereHere = !use.holder().isEmpty()
                && use.holderSince().plus(OTHERS_ARE_ABOUT).isAfter(now);
        boolean othersAreHere =
                !mine && use.scheduledUntil().plus(OTHERS_ARE_ABOUT).isAfter(now);
        return othersWereHere || othersAreHere ? BLOCK_AMONG_OTHERS : LONGEST_BLOCK;
    }

    private int slots(Instant start, LocalDate day, Duration longest) {
        int most = Math.max(1, perDay / BLOCKS_OF_A_DAY);
        if (spacing.isZero()) {
            return most;
        }
        Duration untilMidnight = Duration.between(start, ServiceDay.end(day)).minusNanos(1);
        long fitting = Math.max(1, longest.dividedBy(spacing));
        long today = untilMidnight.dividedBy(spacing) + 1;
        return (int) Math.min(most, Math.min(fitting, today));
    }

    private Instant last(Instant start, LocalDate day, int permits) {
        Instant endOfDay = ServiceDay.end(day).minusNanos(1);
        if (spacing.isZero() || permits == 0) {
            return endOfDay;
        }
        Instant last = start.plus(spacing.multipliedBy(permits - 1L)).plus(SLACK);
        return last.isBefore(endOfDay) ? last : endOfDay;
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
