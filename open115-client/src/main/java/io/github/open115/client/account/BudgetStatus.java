/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.account;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The used part of the day's calls.
 *
 * @param requestsPerDay ceiling for a calendar day in UTC+8
 * @param usedToday calls of this day so far; those of other processes as of the last look at the shared state
 * @param listingsHeldUntil when the next listing may be sent because listings have used too much of the day; empty when
 *     listings are not held back
 * @param listingInterval the interval between listings while the rest of their share is spread over the day; zero while
 *     it is not, and when nothing is left
 */
public record BudgetStatus(
        int requestsPerDay, int usedToday, Optional<Instant> listingsHeldUntil, Duration listingInterval) {}
