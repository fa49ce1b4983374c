/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.client.account.AccountStatus;
import io.github.open115.client.account.BudgetStatus;
import io.github.open115.client.auth.AuthorizationUnavailableException;
import io.github.open115.client.auth.SettableClock;
import io.github.open115.client.auth.TokenLife;
import io.github.open115.client.http.SteadyClock;
import io.github.open115.client.http.ThrottledException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PollTurnsTest {

    private static final Instant START = Instant.parse("2026-10-01T12:00:00Z");

    private final PollTurns turns = new PollTurns();
    private final SettableClock clock = new SettableClock();
    private BudgetStatus budget = new BudgetStatus(8000, 100, Optional.empty(), Duration.ZERO);

    @Test
    @DisplayName(
            "R4 each consumer gets as many turns as any other, also when its polls always come after another one's")
    void everyConsumerGetsAsManyTurns() {
        int consumers = 10;
        Map<Integer, Integer> taken = new TreeMap<>();
        Duration interval = Duration.ofSeconds(26);
        Instant lastListing = Instant.EPOCH;
        // each polls once a minute, six seconds after the one before it
        for (int second = 0; second < 3 * 3600; second += 6) {
            Instant now = START.plusSeconds(second);
            budget = new BudgetStatus(
                    8000, 4000, Optional.of(lastListing.plus(interval)).filter(now::isBefore), interval);
            int consumer = second / 6 % consumers;
            if (take(consumer, now).isEmpty()) {
                lastListing = now;
                taken.merge(consumer, 1, Integer::sum);
            }
        }

        assertThat(taken).hasSize(consumers);
        assertThat(taken.values()).allSatisfy(count -> assertThat(count).isBetween(30, 42));
    }

    @Test
    @DisplayName("R4 two that come at once do not both get the same turn, though nothing was sent yet")
    void oneAtATime() {
        budget = new BudgetStatus(8000, 4000, Optional.empty(), Duration.ofSeconds(26));

        assertThat(take("a", START)).isEmpty();
        assertThat(take("b", START))
                .get()
                .satisfies(held -> assertThat(held.resumeAt()).contains(START.plusSeconds(26)));
        turns.leave("a");
        assertThat(take("b", START)).isEmpty();
    }

    @Test
    void holdsNobodyWhileThereIsEnough() {
        assertThat(take("a", START)).isEmpty();
        assertThat(take("a", START)).isEmpty();
    }

    @Test
    @DisplayName("R40 the reason names the account, the time, the option and what to do")
    void tellsWhatToDo() {
        Instant midnight = Instant.parse("2026-10-01T16:00:00Z");
        budget = new BudgetStatus(8000, 8000, Optional.of(midnight), Duration.ZERO);

        assertThat(take("a", START)).get().satisfies(held -> {
            assertThat(held)
                    .hasMessageContainingAll(
                            "'test'", "2026-10-01T16:00:00Z", "8000 calls (requestsPerDay)", "longer delay");
            assertThat(held.reason()).isEqualTo(ThrottledException.Reason.QUOTA);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"-PT40S", "-PT1H", "PT1H", "-P1D", "P1D"})
    @DisplayName("R41 a step of the clock holds no poll back, and lets none come early")
    void stepsOfTheClock(Duration step) {
        budget = new BudgetStatus(8000, 4000, Optional.empty(), Duration.ofSeconds(26));
        SteadyClock steady = SteadyClock.of(clock);
        assertThat(turns.take("a", new Status(), steady)).isEmpty();

        clock.step(step);

        clock.advance(Duration.ofSeconds(25));
        assertThat(turns.take("a", new Status(), steady))
                .get()
                .satisfies(held ->
                        assertThat(held.resumeAt()).contains(clock.instant().plusSeconds(1)));
        clock.advance(Duration.ofSeconds(1));
        assertThat(turns.take("a", new Status(), steady)).isEmpty();
    }

    private Optional<ThrottledException> take(Object consumer, Instant now) {
        clock.advance(Duration.between(clock.instant(), now));
        return turns.take(consumer, new Status(), SteadyClock.of(clock));
    }

    /** Knows its budget only. */
    private final class Status implements AccountStatus {

        @Override
        public String name() {
            return "test";
        }

        @Override
        public BudgetStatus budget() {
            return budget;
        }

        @Override
        public Optional<Instant> pausedUntil() {
            return Optional.empty();
        }

        @Override
        public Optional<ThrottledException> throttled() {
            return Optional.empty();
        }

        @Override
        public Optional<String> authorizationLost() {
            return Optional.empty();
        }

        @Override
        public boolean isLoginNeeded() {
            return false;
        }

        @Override
        public Optional<AuthorizationUnavailableException> renewalHeld() {
            return Optional.empty();
        }

        @Override
        public Optional<TokenLife> tokenLife() {
            return Optional.empty();
        }

        @Override
        public Map<String, Long> callCounts() {
            return Map.of();
        }

        @Override
        public long reusedLinks() {
            return 0;
        }
    }
}
