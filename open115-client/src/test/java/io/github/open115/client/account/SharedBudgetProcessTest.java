/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.client.ChildProcess;
import io.github.open115.client.auth.StoreKind;
import io.github.open115.client.http.Failure;
import io.github.open115.client.http.Sleeper;
import io.github.open115.client.http.SteadyClock;
import io.github.open115.client.http.ThrottledException;
import io.github.open115.client.http.ThrottledException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real processes that share a state store. */
@Timeout(600)
@Tag("slow")
class SharedBudgetProcessTest {

    private static final int PER_DAY = 300;
    private static final Limits LIMITS = new Limits(50, PER_DAY, Duration.ofMinutes(5), Duration.ofHours(1));
    private static final Duration SPACING = Duration.ofMillis(20);

    @TempDir
    Path directory;

    private final List<Process> children = new ArrayList<>();

    @AfterEach
    void endChildren() {
        children.forEach(Process::destroyForcibly);
    }

    @ParameterizedTest
    @EnumSource(StoreKind.class)
    @DisplayName(
            "R4 two processes that share a store use up the calls of the day together, and stay within both limits")
    void processesStayWithinTheLimits(StoreKind kind) throws Exception {
        String address = kind.newAddress(directory);
        List<Path> outputs = List.of(directory.resolve("a.txt"), directory.resolve("b.txt"));
        for (Path output : outputs) {
            Path other = outputs.get(1 - outputs.indexOf(output));
            children.add(start("spend", address, output.toString(), other.toString()));
        }
        for (Process child : children) {
            assertThat(child.waitFor(5, TimeUnit.MINUTES)).isTrue();
            assertThat(child.exitValue()).isZero();
        }
        TreeSet<Instant> sent = new TreeSet<>();
        for (Path output : outputs) {
            List<Instant> own =
                    Files.readAllLines(output).stream().map(Instant::parse).collect(Collectors.toList());
            assertThat(own).as("calls of " + output).hasSizeGreaterThan(PER_DAY / 10);
            sent.addAll(own);
        }
        Map<LocalDate, Long> days = sent.stream().collect(Collectors.groupingBy(ServiceDay::of, Collectors.counting()));
        // run at midnight, each day has calls of its own
        assertThat(days.values()).allSatisfy(count -> assertThat(count).isLessThanOrEqualTo(PER_DAY));
        assertThat(sent).hasSizeGreaterThanOrEqualTo(PER_DAY);
        Instant before = null;
        for (Instant at : sent) {
            if (before != null) {
                assertThat(Duration.between(before, at)).isGreaterThanOrEqualTo(SPACING);
            }
            before = at;
        }
    }

    @ParameterizedTest
    @EnumSource(StoreKind.class)
    @DisplayName("R5 a process sees the pause that another one began, and its own budget is not touched meanwhile")
    void aNewProcessSeesThePauseOfAnother(StoreKind kind) throws Exception {
        String address = kind.newAddress(directory);
        throttleElsewhere(address);

        AccountScope scope = scope(address);
        assertThat(scope.breaker().enter()).isEmpty();
        assertThat(scope.breaker().refusal())
                .get()
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.PERSON_NEEDED));
    }

    @ParameterizedTest
    @EnumSource(StoreKind.class)
    @DisplayName("R5 a running process sees the pause of another when it leases its next calls")
    void aRunningProcessSeesThePauseAtItsNextLease(StoreKind kind) throws Exception {
        String address = kind.newAddress(directory);
        AccountScope scope = scope(address);
        scope.budget().take(Lane.LINKS, () -> false, Sleeper.SYSTEM);
        throttleElsewhere(address);
        assertThat(scope.breaker().enter()).as("before a look at the store").isPresent();

        assertThat(scope.budget().take(Lane.LINKS, () -> scope.breaker().until().isPresent(), Sleeper.SYSTEM))
                .isFalse();
        // run at midnight, none on the day that begins
        assertThat(scope.budget().status().usedToday()).isLessThanOrEqualTo(1);
        assertThat(scope.breaker().enter()).isEmpty();
    }

    private void throttleElsewhere(String address) throws Exception {
        Process child = start("throttle", address);
        children.add(child);
        assertThat(child.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(child.exitValue()).isZero();
    }

    private Process start(String... arguments) throws IOException {
        return ChildProcess.start(Child.class, List.of(), Files.createTempFile(directory, "child", ".out"), arguments);
    }

    private static AccountScope scope(String address) {
        return new AccountScope(
                new AccountScope.Identity("tests", "shared"), LIMITS, Clock.systemUTC(), StateStores.at(address));
    }

    /** The other process: spends the budget, or meets a throttle reply. */
    static final class Child {

        private Child() {}

        public static void main(String[] args) throws Exception {
            if (args[0].equals("throttle")) {
                AccountScope scope = scope(args[1]);
                scope.breaker()
                        .throttled(
                                scope.breaker().enter().orElseThrow(),
                                new ThrottledException("x", Failure.NONE, Reason.PERSON_NEEDED, null));
            } else {
                Files.write(Path.of(args[2]), spend(args[1], args[2], args[3]));
            }
        }

        private static List<String> spend(String address, String own, String other)
                throws IOException, InterruptedException {
            LastAsked clock = new LastAsked();
            SharedState shared = new SharedState(StateStores.at(address), "shared");
            RequestBudget budget = new RequestBudget(LIMITS, clock, shared, state -> {});
            List<String> sent = new ArrayList<>();
            awaitReadiness(own, other);
            try {
                while (true) {
                    budget.take(Lane.LINKS, () -> false, Sleeper.SYSTEM);
                    sent.add(clock.lastAnswer.toString());
                }
            } catch (ThrottledException e) {
                return sent;
            }
        }

        /** The calls of the day last for 6 s, in which a process that has nothing else to wait for may just start. */
        private static void awaitReadiness(String own, String other) throws IOException {
            Files.createFile(Path.of(own + ".ready"));
            await().atMost(Duration.ofMinutes(5))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> Files.exists(Path.of(other + ".ready")));
        }
    }

    /** Remembers the last answer of its steady clock: that is the time at which a budget gave a turn. */
    private static final class LastAsked extends Clock implements SteadyClock.Settable {

        private Instant lastAnswer;

        @Override
        public Instant instant() {
            return Clock.systemUTC().instant();
        }

        @Override
        public InstantSource steady() {
            return () -> {
                lastAnswer = instant();
                return lastAnswer;
            };
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
