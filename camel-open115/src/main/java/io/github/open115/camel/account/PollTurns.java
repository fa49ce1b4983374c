package io.github.open115.camel.account;

import io.github.open115.client.account.AccountStatus;
import io.github.open115.client.account.BudgetStatus;
import io.github.open115.client.http.Failure;
import io.github.open115.client.http.SteadyClock;
import io.github.open115.client.http.ThrottledException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whose turn it is to list, among the consumers of one account, while what is left of the day's listings is spread over
 * the day. After a turn a consumer leaves as many turns to the others as there are others: else those would go without
 * whose polls always fall into the time after somebody else's listing. Thread-safe.
 */
public final class PollTurns {

    private final Map<Object, Instant> lastTurns = new HashMap<>();

    /** A consumer polls no more; it must not take a turn after that, or the others would go on leaving it some. */
    public synchronized void leave(Object consumer) {
        lastTurns.remove(consumer);
    }

    /**
     * Takes a turn if there is one; else tells why there is none, and until when. No call is made.
     *
     * @param consumer one that polls; with its first turn it is among those who share
     * @param account whose listings are counted
     * @param clock the time: turns go by the steady one, because a clock that is set back would hold them all
     */
    public synchronized Optional<ThrottledException> take(Object consumer, AccountStatus account, SteadyClock clock) {
        lastTurns.putIfAbsent(consumer, Instant.EPOCH);
        BudgetStatus budget = account.budget();
        Instant now = clock.instant();
        Instant next = next(consumer, budget, clock);
        if (!next.isAfter(now)) {
            lastTurns.put(consumer, now);
            return Optional.empty();
        }
        Instant until = clock.toWall(next);
        return Optional.of(new ThrottledException(
                "Account '" + account.name() + "' lists nothing here until " + until
                        + " because listings have used up so"
                        + " much of the day's " + budget.requestsPerDay() + " calls (requestsPerDay) that the rest is"
                        + " spread over the day: give the consumers a longer delay",
                Failure.NONE,
                ThrottledException.Reason.QUOTA,
                until));
    }

    private Instant next(Object consumer, BudgetStatus budget, SteadyClock clock) {
        Duration interval = budget.listingInterval();
        // its listing may not have been sent yet
        Instant afterTheLast = Collections.max(lastTurns.values()).plus(interval);
        Instant afterTheOthers = lastTurns.get(consumer).plus(interval.multipliedBy(lastTurns.size()));
        Instant next = afterTheLast.isAfter(afterTheOthers) ? afterTheLast : afterTheOthers;
        return budget.listingsHeldUntil()
                .map(clock::fromWall)
                .filter(next::isBefore)
                .orElse(next);
    }
}
