/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.account;

import io.github.open115.client.account.AccountStatus;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.StartupListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds up, when the context has started, how many calls a day the polls of all routes need at least. Warns when an
 * account would spend more than half of {@code requestsPerDay} on them: its listings will be spread over the day then,
 * and little is left for anything else.
 */
public final class PollCosts implements StartupListener {

    private static final Logger LOG = LoggerFactory.getLogger(PollCosts.class);
    private static final double MILLIS_OF_A_DAY = 86_400_000;

    private final Supplier<Stream<Poll>> polls;

    /**
     * What one route polls.
     *
     * @param account whose calls are spent
     * @param listing equal for polls that share one listing
     * @param delay the time between two polls
     * @param endpoint the polled endpoint, as messages name it
     */
    public record Poll(AccountStatus account, String listing, Duration delay, String endpoint) {

        private double perDay() {
            return MILLIS_OF_A_DAY / millis();
        }

        private long millis() {
            return Math.max(1, delay.toMillis());
        }

        private String arithmetic() {
            return String.format(Locale.ROOT, "86400 s / %.3g s (%s)", millis() / 1000.0, endpoint);
        }
    }

    /** @param polls the polls with a fixed delay; asked once, when all routes have started */
    public PollCosts(Supplier<Stream<Poll>> polls) {
        this.polls = polls;
    }

    @Override
    public void onCamelContextStarted(CamelContext context, boolean alreadyStarted) {
        // the routes start later
    }

    @Override
    public void onCamelContextFullyStarted(CamelContext context, boolean alreadyStarted) {
        Map<String, Map<String, Poll>> byAccount = new TreeMap<>();
        polls.get()
                .forEach(poll -> byAccount
                        .computeIfAbsent(poll.account().name(), name -> new LinkedHashMap<>())
                        .merge(poll.listing(), poll, (one, other) -> one.millis() <= other.millis() ? one : other));
        byAccount.values().forEach(listings -> check(listings.values()));
    }

    private static void check(Collection<Poll> polls) {
        AccountStatus account = polls.iterator().next().account();
        int requestsPerDay = account.budget().requestsPerDay();
        double needed = polls.stream().mapToDouble(Poll::perDay).sum();
        if (needed > requestsPerDay / 2.0) {
            LOG.warn(
                    "The polls of account '{}' alone need at least {} calls a day, which is more than half of"
                            + " requestsPerDay={}: {}, one call a poll. Listings will be stretched over the day when"
                            + " they have used up their part: give the consumers a longer delay",
                    account.name(),
                    Math.round(needed),
                    requestsPerDay,
                    polls.stream().map(Poll::arithmetic).collect(Collectors.joining(" + ")));
        }
    }
}
