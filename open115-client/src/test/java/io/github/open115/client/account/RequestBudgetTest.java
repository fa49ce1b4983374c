/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.open115.client.StoreOutage;
import io.github.open115.client.http.ThrottledException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestBudgetTest {

    private static final String NOON = "2026-10-01T04:00:00Z";
    private static final Instant MIDNIGHT = Instant.parse("2026-10-01T16:00:00Z");

    private final VirtualTime time = new VirtualTime(NOON);
    private final MemoryStateStore store = new MemoryStateStore();
    private final List<Instant> sent = Collections.synchronizedList(new ArrayList<>());

    @ParameterizedTest
    @ValueSource(doubles = {1, 3, 0.7})
    @DisplayName("R4 10 threads, 1000 calls, one account: no second ever holds more than requestsPerSecond")
    void keepsTheIntervalWithManyThreads(double perSecond) throws Exception {
        RequestBudget budget = budget(limits(perSecond, 8000));
        time.run(Collections.nCopies(10, () -> takeMany(budget, Lane.LISTING, 100)));

        assertThat(sent).hasSize(1000);
        assertSpaced(limits(perSecond, 8000).spacing());
    }

    @Test
    @DisplayName("R4 across midnight in UTC+8 no day holds more than requestsPerDay, and the new day begins at once")
    void keepsTheLimitOfADayAcrossMidnight() throws Exception {
        time.advance(Duration.between(time.instant(), MIDNIGHT.minusSeconds(300)));
        RequestBudget budget = budget(limits(1, 400));
        time.run(Collections.nCopies(10, () -> takeMany(budget, Lane.LINKS, 100)));

        Map<LocalDate, Long> days = sent.stream()
                .collect(Collectors.groupingBy(
                        at -> at.atOffset(ZoneOffset.ofHours(8)).toLocalDate(), Collectors.counting()));
        assertThat(days)
                .containsEntry(LocalDate.parse("2026-10-01"), 300L)
                .containsEntry(LocalDate.parse("2026-10-02"), 400L);
        assertSpaced(Duration.ofSeconds(1));
    }

    @Test
    @DisplayName("R4 the calls of the day end at requestsPerDay and start again at midnight in UTC+8")
    void endsTheCallsOfTheDayAndRestartsAtMidnight() throws Exception {
        RequestBudget budget = budget(limits(1000, 100));
        takeMany(budget, Lane.LINKS, 100);

        ThrottledException thrown = refused(budget, Lane.LINKS);
        assertThat(thrown).hasMessageContaining("requestsPerDay");
        assertThat(thrown.reason()).isEqualTo(ThrottledException.Reason.QUOTA);
        assertThat(thrown.resumeAt()).contains(MIDNIGHT);
        assertThat(budget.status().listingsHeldUntil()).contains(MIDNIGHT);

        time.advance(Duration.between(time.instant(), MIDNIGHT));
        budget.take(Lane.LINKS, () -> false, time.sleeper());
        assertThat(budget.status().usedToday()).isEqualTo(1);
    }

    @Test
    @DisplayName("R4 a fifth of the day is kept for links: changes end before it, links do not")
    void keepsAShareForLinks() throws Exception {
        RequestBudget budget = budget(limits(1000, 100));
        takeMany(budget, Lane.MUTATION, 80);

        assertThat(refused(budget, Lane.MUTATION)).hasMessageContaining("kept for links");
        assertThat(refused(budget, Lane.LISTING).resumeAt()).contains(MIDNIGHT);
        takeMany(budget, Lane.LINKS, 20);
        assertThat(refused(budget, Lane.LINKS).resumeAt()).contains(MIDNIGHT);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10})
    @DisplayName("R4 a link waits at most 2 s while a listing of 100 pages runs, and while ten of them run")
    void aLinkWaitsAtMostTwoSecondsBehindListings(int listings) throws Exception {
        RequestBudget budget = budget(limits(1, 8000));
        List<Duration> waits = Collections.synchronizedList(new ArrayList<>());
        List<Callable<?>> workers =
                new ArrayList<>(Collections.nCopies(listings, () -> takeMany(budget, Lane.LISTING, 100)));
        workers.add(() -> {
            for (int i = 0; i < 20; i++) {
                time.sleep(Duration.ofMillis(3700));
                Instant before = time.instant();
                budget.take(Lane.LINKS, () -> false, time.sleeper());
                waits.add(Duration.between(before, time.instant()));
            }
            return null;
        });
        time.run(workers);

        assertThat(waits).hasSize(20).allSatisfy(wait -> assertThat(wait).isLessThanOrEqualTo(Duration.ofSeconds(2)));
    }

    @Test
    @DisplayName("R4 many links leave every fourth turn to other calls")
    void linksDoNotStopEverythingElse() throws Exception {
        RequestBudget budget = budget(limits(1, 8000));
        Instant[] listed = new Instant[1];
        List<Callable<?>> workers = new ArrayList<>(Collections.nCopies(5, () -> takeMany(budget, Lane.LINKS, 20)));
        workers.add(() -> {
            takeMany(budget, Lane.LISTING, 10);
            listed[0] = time.instant();
            return null;
        });
        Instant before = time.instant();
        time.run(workers);

        assertThat(Duration.between(before, listed[0])).isLessThanOrEqualTo(Duration.ofSeconds(44));
    }

    @Test
    @DisplayName("R4 listings that would use up the day by noon are spread over the day, links are not")
    void stretchesListings() throws Exception {
        time.advance(Duration.between(time.instant(), MIDNIGHT));
        RequestBudget budget = budget(limits(1, 8000));
        takeMany(budget, Lane.LISTING, 3200);
        Instant half = time.instant();
        takeMany(budget, Lane.LISTING, 101);

        Duration each = Duration.between(half, time.instant()).dividedBy(100);
        assertThat(each).isBetween(Duration.ofSeconds(25), Duration.ofSeconds(27));
        assertThat(budget.status().listingsHeldUntil()).isPresent();
        Instant before = time.instant();
        budget.take(Lane.LINKS, () -> false, time.sleeper());
        assertThat(Duration.between(before, time.instant())).isLessThanOrEqualTo(Duration.ofSeconds(1));

        takeMany(budget, Lane.LISTING, 3000);
        assertThat(time.instant()).isBetween(MIDNIGHT.plus(Duration.ofHours(22)), MIDNIGHT.plus(Duration.ofHours(24)));
    }

    @Test
    @DisplayName(
            "R4 a listing that is held back takes no turns while it waits: they are for the links of other processes")
    void aListingHeldBackTakesNoTurns() throws Exception {
        RequestBudget budget = budget(limits(1, 1000));
        takeMany(budget, Lane.LISTING, 402);
        Instant before = time.instant();
        int updates = store.updates();
        take(budget, Lane.LISTING);

        assertThat(Duration.between(before, time.instant())).isGreaterThan(Duration.ofMinutes(1));
        assertThat(store.updates() - updates).isLessThanOrEqualTo(2);
    }

    @Test
    @DisplayName("R30 a call that would wait longer than five minutes is refused immediately")
    void refusesACallThatWouldWaitLongerThanFiveMinutes() throws Exception {
        RequestBudget budget = budget(limits(0.002, 8000));
        budget.take(Lane.LISTING, () -> false, time.sleeper());
        Instant before = time.instant();

        ThrottledException thrown = refused(budget, Lane.LISTING);
        assertThat(thrown.reason()).isEqualTo(ThrottledException.Reason.RATE);
        assertThat(thrown.resumeAt()).contains(before.plusSeconds(500));
        assertThat(time.instant()).isEqualTo(before);
    }

    @Test
    @DisplayName("R4 what is left of the day survives a restart, and a call costs no access to the store")
    void survivesARestart() throws Exception {
        RequestBudget first = budget(limits(1, 1000));
        takeMany(first, Lane.LISTING, 333);
        assertThat(store.updates()).isLessThan(60);
        first.close();

        RequestBudget second = budget(limits(1, 1000));
        second.take(Lane.LINKS, () -> false, time.sleeper());
        assertThat(second.status().usedToday()).isEqualTo(334);
    }

    @Test
    @DisplayName("R4 after a crash the calls that were leased and not sent stay counted: never too many")
    void survivesACrash() throws Exception {
        takeMany(budget(limits(1, 1000)), Lane.LISTING, 333);

        RequestBudget second = budget(limits(1, 1000));
        second.take(Lane.LINKS, () -> false, time.sleeper());
        assertThat(second.status().usedToday()).isBetween(334, 344);
        assertSpaced(Duration.ofSeconds(1));
    }

    @Test
    @DisplayName("R4 processes that share a store stay within both limits together")
    void processesShareBothLimits() throws Exception {
        Limits limits = limits(1, 900);
        time.advance(Duration.between(time.instant(), MIDNIGHT));
        List<Callable<?>> workers = new ArrayList<>();
        for (int process = 0; process < 3; process++) {
            RequestBudget budget = budget(limits);
            workers.add(() -> takeUntilRefused(budget));
            workers.add(() -> takeUntilRefused(budget));
        }
        time.run(workers);

        assertThat(sent).hasSizeBetween(880, 900);
        assertSpaced(Duration.ofSeconds(1));
    }

    @Test
    @DisplayName("R4 calls that wait while the store cannot be reached fail together, not one attempt after another")
    void waitingCallsFailTogetherWithTheStore() throws Exception {
        StoreOutage outage = new StoreOutage();
        AccountStateStore away = new AccountStateStore() {
            @Override
            public String location() {
                return "away";
            }

            @Override
            public String load(String account) {
                return "";
            }

            @Override
            public String update(String account, UnaryOperator<String> change) {
                outage.attempt();
                throw new AccountStateException("away", null);
            }
        };
        RequestBudget budget = new RequestBudget(limits(1, 8000), time, new SharedState(away, "one"), state -> {});
        Callable<Boolean> call = () -> budget.take(Lane.LINKS, () -> false, time.sleeper());

        assertThat(outage.callTogether(20, call)).hasSize(20).hasOnlyElementsOfType(AccountStateException.class);
        assertThat(outage.attempts()).isEqualTo(1);

        // a later call asks again
        assertThatThrownBy(call::call).isInstanceOf(AccountStateException.class);
        assertThat(outage.attempts()).isEqualTo(2);
    }

    private Void takeUntilRefused(RequestBudget budget) throws InterruptedException {
        try {
            while (true) {
                take(budget, Lane.LINKS);
            }
        } catch (ThrottledException e) {
            assertThat(e.reason()).isEqualTo(ThrottledException.Reason.QUOTA);
            return null;
        }
    }

    private Void takeMany(RequestBudget budget, Lane lane, int calls) throws InterruptedException {
        for (int i = 0; i < calls; i++) {
            try {
                take(budget, lane);
            } catch (ThrottledException e) {
                // the day is over for this worker
                return null;
            }
        }
        return null;
    }

    private void take(RequestBudget budget, Lane lane) throws InterruptedException {
        budget.take(lane, () -> false, time.sleeper());
        sent.add(time.instant());
    }

    private ThrottledException refused(RequestBudget budget, Lane lane) {
        return catchThrowableOfType(ThrottledException.class, () -> budget.take(lane, () -> false, time.sleeper()));
    }

    /** The store, with something that happens between a change and its answer. */
    private AccountStateStore watched(Runnable afterChange) {
        return new AccountStateStore() {
            @Override
            public String location() {
                return store.location();
            }

            @Override
            public String load(String account) {
                return store.load(account);
            }

            @Override
            public String update(String account, UnaryOperator<String> change) {
                String after = store.update(account, change);
                afterChange.run();
                return after;
            }
        };
    }

    private void assertSpaced(Duration spacing) {
        for (int i = 1; i < sent.size(); i++) {
            assertThat(Duration.between(sent.get(i - 1), sent.get(i))).isGreaterThanOrEqualTo(spacing);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-PT40S", "-PT1H", "PT1H", "-P1D", "P1D"})
    @DisplayName("R41 a step of the clock holds no call longer than one block of calls")
    void aStepOfTheClockDelaysACallByAtMostOneBlock(Duration step) throws Exception {
        RequestBudget mine = budget(limits(1, 8000));
        RequestBudget others = budget(limits(1, 8000));
        takeMany(mine, Lane.LISTING, 3);
        takeMany(others, Lane.LISTING, 3);

        time.step(step);

        Instant stepped = time.instant();
        mine.take(Lane.LISTING, () -> false, time.sleeper());
        others.take(Lane.LISTING, () -> false, time.sleeper());
        assertThat(Duration.between(stepped, time.instant())).isLessThan(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-PT1H", "PT1H", "-P1D", "P1D"})
    @DisplayName("R41 a step of the clock during a lease holds no call longer than one block of calls")
    void aStepOfTheClockDuringALeaseDelaysACallByAtMostOneBlock(Duration step) throws Exception {
        AccountStateStore stepping = watched(() -> time.step(step));
        RequestBudget budget = new RequestBudget(limits(1, 8000), time, new SharedState(stepping, "one"), state -> {});
        Instant before = time.steady().instant();
        for (int i = 0; i < 5; i++) {
            budget.take(Lane.LISTING, () -> false, time.sleeper());
        }

        assertThat(Duration.between(before, time.steady().instant())).isLessThan(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0.5S", "PT2S"})
    @DisplayName("R4 a block that ended before the store answered is not used: it would meet that of another process")
    void usesNoBlockThatEndedBeforeTheStoreAnswered(Duration delay) throws Exception {
        AccountStateStore slow = watched(() -> time.advance(delay));
        RequestBudget mine = new RequestBudget(limits(1, 8000), time, new SharedState(slow, "one"), state -> {});
        RequestBudget others = budget(limits(1, 8000));
        for (int i = 0; i < 3; i++) {
            take(mine, Lane.LINKS);
            take(others, Lane.LINKS);
        }

        assertSpaced(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-PT1H", "PT1H"})
    @DisplayName("R41 a step of the clock makes listings that are spread over the day neither rarer nor more frequent")
    void aStepOfTheClockKeepsTheSpreadOfListings(Duration step) throws Exception {
        RequestBudget budget = budget(limits(1000, 1000));
        takeMany(budget, Lane.LISTING, 500);
        Duration interval = budget.status().listingInterval();
        assertThat(interval).isGreaterThan(Duration.ofMinutes(1));

        time.step(step);

        assertThat(budget.status().listingsHeldUntil())
                .hasValueSatisfying(until -> assertThat(Duration.between(time.instant(), until))
                        .isLessThanOrEqualTo(interval)
                        .isGreaterThan(interval.minusSeconds(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-PT1H", "PT1H", "-P1D", "P1D"})
    @DisplayName("R41 a used-up day ends at midnight by the present clock")
    void aUsedUpDayEndsByThePresentClock(Duration step) throws Exception {
        RequestBudget budget = budget(limits(1000, 100));
        takeMany(budget, Lane.LINKS, 100);
        refused(budget, Lane.LINKS);

        time.step(step);

        time.advance(Duration.ofDays(2));
        budget.take(Lane.LINKS, () -> false, time.sleeper());
        assertThat(budget.status().usedToday()).isEqualTo(1);
    }

    private RequestBudget budget(Limits limits) {
        return new RequestBudget(limits, time, new SharedState(store, "one"), state -> {});
    }

    private static Limits limits(double perSecond, int perDay) {
        return new Limits(perSecond, perDay, Duration.ofMinutes(5), Duration.ofHours(1));
    }
}
