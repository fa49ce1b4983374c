package io.github.open115.client.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.client.http.Failure;
import io.github.open115.client.http.Sleeper;
import io.github.open115.client.http.ThrottledException;
import io.github.open115.client.http.ThrottledException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes that share a state directory. */
@Timeout(120)
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

    @Test
    @DisplayName("R4 two processes that share a state directory stay within both limits together")
    void withinTheLimits() throws Exception {
        List<Path> outputs = List.of(directory.resolve("a.txt"), directory.resolve("b.txt"));
        for (Path output : outputs) {
            children.add(start("spend", output));
        }
        for (Process child : children) {
            assertThat(child.waitFor(100, TimeUnit.SECONDS)).isTrue();
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
        assertThat(days.values()).allSatisfy(count -> assertThat(count).isLessThanOrEqualTo(PER_DAY));
        Instant before = null;
        for (Instant at : sent) {
            if (before != null) {
                assertThat(Duration.between(before, at)).isGreaterThanOrEqualTo(SPACING);
            }
            before = at;
        }
    }

    @Test
    @DisplayName("R5 a process sees the pause that another one began, and its own budget is not touched meanwhile")
    void seesThePauseOfAnother() throws Exception {
        children.add(start("throttle", directory.resolve("a.txt")));
        assertThat(children.get(0).waitFor(60, TimeUnit.SECONDS)).isTrue();

        AccountScope scope = scope(directory);
        assertThat(scope.breaker().enter()).isEmpty();
        assertThat(scope.breaker().refusal())
                .get()
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.PERSON_NEEDED));
    }

    @Test
    @DisplayName("R5 a process that is running sees it when it leases its next calls")
    void seesItWhileRunning() throws Exception {
        AccountScope scope = scope(directory);
        scope.budget().take(Lane.LINKS, Sleeper.SYSTEM);
        children.add(start("throttle", directory.resolve("a.txt")));
        assertThat(children.get(0).waitFor(60, TimeUnit.SECONDS)).isTrue();

        scope.budget().take(Lane.LINKS, Sleeper.SYSTEM);
        assertThat(scope.breaker().enter()).isEmpty();
    }

    private Process start(String what, Path output) throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        Child.class.getName(),
                        what,
                        directory.toString(),
                        output.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static AccountScope scope(Path directory) {
        return new AccountScope("shared", LIMITS, Clock.systemUTC(), new FileAccountStateStore(directory));
    }

    /** The other process: spends the budget, or meets a throttle reply. */
    static final class Child {

        private Child() {}

        public static void main(String[] args) throws Exception {
            Path directory = Path.of(args[1]);
            if (args[0].equals("throttle")) {
                AccountScope scope = scope(directory);
                scope.breaker()
                        .throttled(
                                scope.breaker().enter().orElseThrow(),
                                Clock.systemUTC().instant(),
                                new ThrottledException("x", Failure.NONE, Reason.PERSON_NEEDED, null));
            } else {
                Files.write(Path.of(args[2]), spend(directory));
            }
        }

        private static List<String> spend(Path directory) throws InterruptedException {
            LastAsked clock = new LastAsked();
            SharedState shared = new SharedState(new FileAccountStateStore(directory), "shared");
            RequestBudget budget = new RequestBudget(LIMITS, clock, shared, state -> {});
            List<String> sent = new ArrayList<>();
            try {
                while (true) {
                    budget.take(Lane.LINKS, Sleeper.SYSTEM);
                    sent.add(clock.lastAnswer.toString());
                }
            } catch (ThrottledException e) {
                return sent;
            }
        }
    }

    /** Remembers its last answer: that is the time at which a budget gave a turn. */
    private static final class LastAsked extends Clock {

        private Instant lastAnswer;

        @Override
        public Instant instant() {
            lastAnswer = Clock.systemUTC().instant();
            return lastAnswer;
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
