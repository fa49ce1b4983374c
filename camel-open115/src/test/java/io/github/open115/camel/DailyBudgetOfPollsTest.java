/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.client.account.AccountStatus;
import io.github.open115.client.http.ThrottledException;
import io.github.open115.emulator.LoggedRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.camel.ConsumerTemplate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Polls on a day whose listings are nearly used up: they become rare, they do not fail. */
class DailyBudgetOfPollsTest extends PollFixture {

    /** 16 of them are for listings and the like, and 8 of these may be used at any speed. */
    private static final int PER_DAY = 20;

    private static final int CALLS_UNTIL_HELD = 9;

    /** Calls that must last until midnight in UTC+8 come the sooner one after the other the nearer it is. */
    @BeforeEach
    void noon() {
        Instant noon = now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(28));
        emulator().clock().advance(Duration.between(now(), noon));
    }

    @Test
    @DisplayName("R4 polls that use up the day are skipped: no wait, no failure, no empty message, the reason is kept")
    void skipsPollsThatWouldUseUpTheDay() throws Exception {
        try (Routes routes = start(PER_DAY, "sendEmptyMessageWhenIdle=true")) {
            Open115Consumer consumer = routes.consumer();
            // the first poll costs two calls, and the last one is skipped
            poll(routes, CALLS_UNTIL_HELD);
            assertThat(delivered).as("empty messages").containsOnlyNulls().hasSize(CALLS_UNTIL_HELD - 1);
            assertThat(consumer.getLastError()).isInstanceOf(ThrottledException.class);
            Instant resumeAt =
                    ((ThrottledException) consumer.getLastError()).resumeAt().orElseThrow();
            assertThat(callsOfTheBudget()).hasSize(CALLS_UNTIL_HELD);
            poll(routes, 5);

            assertThat(callsOfTheBudget()).hasSize(CALLS_UNTIL_HELD);
            assertThat(delivered).hasSize(CALLS_UNTIL_HELD - 1);
            assertThat(consumer.getErrorCounter()).isZero();
            assertThat(consumer.getSkippedReason())
                    .contains("until " + resumeAt, "20 calls", "requestsPerDay", "longer delay");
            assertThat(Duration.between(now(), resumeAt))
                    .as("7 listings are left for 12 h")
                    .isEqualTo(Duration.ofHours(12).dividedBy(7 + 1));

            put("/inbox", "a.txt", "a");
            long listings = calls(LIST);
            emulator().clock().advance(Duration.between(now(), resumeAt));
            poll(routes);
            assertThat(delivered).last().isEqualTo("a.txt");
            assertThat(calls(LIST)).isEqualTo(listings + 1);
        }
    }

    @Test
    @DisplayName("R4 a poll on demand takes no turn, so a route leaves none to it")
    void pollOnDemandTakesNoTurn() throws Exception {
        try (Routes routes = start(2 * PER_DAY, "");
                ConsumerTemplate template = routes.context().createConsumerTemplate()) {
            for (int i = 0; i < 5; i++) {
                assertThat(template.receiveNoWait("open115:/inbox?fileName=none-" + i))
                        .isNull();
            }
            assertHasEveryTurn(routes);
        }
    }

    @Test
    @DisplayName("R4 a poll that outlives its route takes no turn, so the others need not leave any to it")
    void pollOfAStoppedRouteTakesNoTurn() throws Exception {
        try (Routes routes = start(2 * PER_DAY, "").fromNamed("stopped", inbox("recursive=true"), deliveries)) {
            Open115Consumer stopped = routes.consumer("stopped");
            routes.context().getRouteController().stopRoute("stopped");
            stopped.prePollCheck();
            assertHasEveryTurn(routes);
        }
    }

    @Test
    @DisplayName("R4 a suspended route takes no turn, so the others need not leave any to it until it is resumed")
    void suspendedRouteTakesNoTurn() throws Exception {
        try (Routes routes = start(2 * PER_DAY, "").fromNamed("suspended", inbox("recursive=true"), deliveries)) {
            poll(routes, "suspended");
            routes.context().getRouteController().suspendRoute("suspended");
            assertHasEveryTurn(routes);

            routes.context().getRouteController().resumeRoute("suspended");
            poll(routes, "suspended");
            assertThat(routes.consumer("suspended").getSkippedReason()).contains("lists nothing here until ");
            Instant listed = now();
            Duration interval = account(routes).budget().listingInterval();
            assertThat(pollAtTheNextTurn(routes.consumer("in"))).isAfter(listed.plus(interval));
        }
    }

    private Routes start(int requestsPerDay, String options) throws Exception {
        return routes().with(component -> {
                    component.getConfiguration().setRequestsPerDay(requestsPerDay);
                    return component;
                })
                .fromNamed("in", inbox(options), deliveries)
                .start();
    }

    private void assertHasEveryTurn(Routes routes) {
        Instant listed = pollAtTheNextTurn(routes.consumer());
        Duration interval = account(routes).budget().listingInterval();
        assertThat(interval).isGreaterThan(Duration.ofMinutes(5));

        assertThat(pollAtTheNextTurn(routes.consumer())).isEqualTo(listed.plus(interval));
    }

    /** Polls until a poll is skipped, and once more at the time that this one tells; that time. */
    private Instant pollAtTheNextTurn(Open115Consumer consumer) {
        do {
            consumer.run();
        } while (consumer.getSkippedReason() == null);
        Instant turn = ((ThrottledException) consumer.getLastError()).resumeAt().orElseThrow();
        emulator().clock().advance(Duration.between(now(), turn));
        consumer.run();
        assertThat(consumer.getSkippedReason()).isNull();
        return turn;
    }

    private static AccountStatus account(Routes routes) {
        return routes.context()
                .getEndpoint(INBOX, Open115Endpoint.class)
                .client()
                .account();
    }

    private List<LoggedRequest> callsOfTheBudget() {
        return emulator().requests().all().stream()
                .filter(request -> !request.path().equals("/open/refreshToken"))
                .toList();
    }

    private Instant now() {
        return emulator().clock().instant();
    }
}
