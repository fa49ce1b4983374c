package io.github.open115.client.account;

import io.github.open115.client.http.SteadyClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Stretches listings when they come too often for the day: the first half of their share may be used at any speed, the
 * rest is spread over what is left of the day, so that polls become rare instead of coming to an end at noon. Not
 * thread-safe.
 */
final class ListingPace {

    private final int share;
    private Instant last = Instant.EPOCH;
    private LocalDate day = LocalDate.EPOCH;
    private Duration restOfDay = Duration.ZERO;

    /** @param share calls of a day that may be something else than a link */
    ListingPace(int share) {
        this.share = share;
    }

    /** A listing was sent, now. */
    void sent(SteadyClock clock) {
        Instant wall = clock.wall();
        last = clock.instant();
        day = ServiceDay.of(wall);
        restOfDay = Duration.between(wall, ServiceDay.end(day));
    }

    /**
     * When the next listing may be sent, by the steady clock; long ago when listings are not held up.
     *
     * @param used calls of the day's share that are gone
     * @param today the day
     */
    Instant next(int used, LocalDate today) {
        return day.equals(today) ? last.plus(interval(used)) : Instant.EPOCH;
    }

    /** The time between two listings; zero while they are not held up. */
    Duration interval(int used) {
        int remaining = share - used;
        return 2 * used <= share || remaining <= 0 ? Duration.ZERO : restOfDay.dividedBy(remaining + 1L);
    }
}
