/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
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
 * Whose turn it is to list among the consumers of one account, while the rest of the day's listings is spread over the
 * day. Round robin: after its turn a consumer waits for one turn of each other consumer; otherwise one whose poll always
 * follows another's listing would starve. Thread-safe.
 */
public final class PollTurns {

    private final Map<Object, Instant> lastTurns = new HashMap<>();

    /** Removes a consumer. If it takes a turn after that, the others wait for its turns again. */
    public synchronized void leave(Object consumer) {
        lastTurns.remove(consumer);
    }

    /**
     * Takes a turn if there is one; returns otherwise why there is none, and until when. Sends no call.
     *
     * @param consumer a polling consumer; it shares the turns from its first one on
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
