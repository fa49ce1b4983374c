package io.github.open115.client.account;

import io.github.open115.client.http.Failure;
import io.github.open115.client.http.ThrottledException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Spaces the calls of an account evenly, and counts them by day. Thread-safe. */
final class RequestBudget {

    /** The quota presumably starts anew at midnight there (section H.3). */
    private static final ZoneOffset SERVICE_ZONE = ZoneOffset.ofHours(8);

    /** Bounds the queue: a call that would wait longer has no chance in an ordinary route. */
    private static final Duration LONGEST_QUEUE = Duration.ofMinutes(5);

    private final Clock clock;
    private final Duration spacing;
    private final int perDay;

    private Instant nextFree = Instant.MIN;
    private LocalDate day = LocalDate.MIN;
    private int usedToday;

    RequestBudget(Limits limits, Clock clock) {
        this.clock = clock;
        this.spacing = Duration.ofNanos((long) (1_000_000_000 / limits.requestsPerSecond()));
        this.perDay = limits.requestsPerDay();
    }

    /**
     * Takes the next free moment.
     *
     * @return how long to wait until it comes, zero when it is now
     * @throws ThrottledException when the day is used up, or the queue is too long; nothing was taken then
     */
    synchronized Duration take() {
        Instant now = clock.instant();
        Instant mine = nextFree.isAfter(now) ? nextFree : now;
        Duration wait = Duration.between(now, mine);
        if (wait.compareTo(LONGEST_QUEUE) > 0) {
            throw new ThrottledException(
                    "more calls are waiting than requestsPerSecond allows in " + LONGEST_QUEUE,
                    Failure.NONE,
                    ThrottledException.Reason.RATE,
                    mine);
        }
        LocalDate today = mine.atOffset(SERVICE_ZONE).toLocalDate();
        if (!today.equals(day)) {
            day = today;
            usedToday = 0;
        }
        if (usedToday >= perDay) {
            throw new ThrottledException(
                    "the " + perDay + " calls of the day (requestsPerDay) are used up",
                    Failure.NONE,
                    ThrottledException.Reason.QUOTA,
                    today.plusDays(1).atStartOfDay().toInstant(SERVICE_ZONE));
        }
        usedToday++;
        nextFree = mine.plus(spacing);
        return wait;
    }
}
