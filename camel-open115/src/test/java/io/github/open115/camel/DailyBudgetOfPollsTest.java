/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
class DailyBudgetOfPollsTest extends SkippedPollFixture {

    /** 16 of them are for listings and the like, and 8 of these may be used at any speed. */
    private static final int PER_DAY = 20;

    private static final int CALLS_UNTIL_HELD = 9;

    /** Polls when the test says so. */
    private static final String WAITING = "open115:/inbox?startScheduler=false";

    /** Calls that must last until midnight in UTC+8 come the sooner one after the other the nearer it is. */
    @BeforeEach
    void noon() {
        Instant noon = now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(28));
        emulator().clock().advance(Duration.between(now(), noon));
    }

    @Test
    @DisplayName("R4 polls that use up the day are skipped: no wait, no failure, no empty message, the reason is kept")
    void skipsPollsThatWouldUseUpTheDay() throws Exception {
        try (Routes routes = startIdling(routes().with(component -> {
            component.getConfiguration().setRequestsPerDay(PER_DAY);
            return component;
        }))) {
            Open115Consumer consumer = consumer(routes);
            await().until(() -> consumer.getLastError() instanceof ThrottledException);
            Instant resumeAt =
                    ((ThrottledException) consumer.getLastError()).resumeAt().orElseThrow();
            assertThat(callsOfTheBudget()).hasSize(CALLS_UNTIL_HELD);
            int before = messages.size();
            awaitTurns(consumer, 5);

            assertThat(callsOfTheBudget()).hasSize(CALLS_UNTIL_HELD);
            assertThat(messages).hasSize(before);
            assertThat(consumer.getErrorCounter()).isZero();
            assertThat(consumer.getSkippedReason())
                    .contains("until " + resumeAt, "20 calls", "requestsPerDay", "longer delay");
            assertThat(Duration.between(now(), resumeAt))
                    .as("7 listings are left for 12 h")
                    .isEqualTo(Duration.ofHours(12).dividedBy(7 + 1));

            put("/inbox", "a.txt", "a");
            long listings = calls(LIST);
            emulator().clock().advance(Duration.between(now(), resumeAt));
            await().until(() -> messages.contains("a"));
            assertThat(calls(LIST)).isEqualTo(listings + 1);
        }
    }

    @Test
    @DisplayName("R4 a poll on demand takes no turn, so a route leaves none to it")
    void pollOnDemandTakesNoTurn() throws Exception {
        try (Routes routes = startWaiting();
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
        try (Routes routes = startWaiting().fromNamed("stopped", WAITING + "&recursive=true", this::note)) {
            Open115Consumer stopped = routes.consumer("stopped");
            routes.context().getRouteController().stopRoute("stopped");
            stopped.prePollCheck();
            assertHasEveryTurn(routes);
        }
    }

    private Routes startWaiting() throws Exception {
        return routes().with(component -> {
                    component.getConfiguration().setRequestsPerDay(2 * PER_DAY);
                    return component;
                })
                .fromNamed("inbox", WAITING, this::note)
                .start();
    }

    private void assertHasEveryTurn(Routes routes) {
        Instant listed = pollAtTheNextTurn(consumer(routes));
        Duration interval = account(routes).budget().listingInterval();
        assertThat(interval).isGreaterThan(Duration.ofMinutes(5));

        assertThat(pollAtTheNextTurn(consumer(routes))).isEqualTo(listed.plus(interval));
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
                .getEndpoint(WAITING, Open115Endpoint.class)
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
