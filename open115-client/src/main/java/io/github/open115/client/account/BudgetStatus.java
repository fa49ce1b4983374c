package io.github.open115.client.account;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How much of the day's calls is gone.
 *
 * @param requestsPerDay ceiling for a calendar day in UTC+8
 * @param usedToday calls of this day so far, those of other processes as of the last look at the shared state
 * @param listingsHeldUntil when the next listing may be sent, because listings have had more than their part of the day,
 *     or all of it; empty when one may be sent as soon as it is its turn
 * @param listingInterval how far apart listings are because what is left of their part is spread over the day; zero while
 *     it is not, and when nothing is left
 */
public record BudgetStatus(
        int requestsPerDay, int usedToday, Optional<Instant> listingsHeldUntil, Duration listingInterval) {}
