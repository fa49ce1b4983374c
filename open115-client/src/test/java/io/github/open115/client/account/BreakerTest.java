/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.client.account.Breaker.Permit;
import io.github.open115.client.http.Failure;
import io.github.open115.client.http.ThrottledException;
import io.github.open115.client.http.ThrottledException.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BreakerTest {

    private static final Limits LIMITS = Limits.DEFAULT;

    private final VirtualTime time = new VirtualTime("2026-10-01T04:00:00Z");
    private final MemoryStateStore store = new MemoryStateStore();
    private final Breaker breaker = breaker();

    @Test
    @DisplayName("R5 after the pause exactly one probe is sent; its success ends the pause for all calls")
    void sendsOneProbeAfterThePause() {
        throttled(breaker, Reason.RATE, 200);
        assertThat(breaker.enter()).isEmpty();
        time.advance(Duration.ofMinutes(5));

        Permit probe = breaker.enter().orElseThrow();
        assertThat(probe.isProbe()).isTrue();
        for (int i = 0; i < 10; i++) {
            assertThat(breaker.enter()).isEmpty();
        }
        assertThat(breaker.until()).contains(time.instant().plusSeconds(1));
        assertThat(breaker.cooldown()).as("no pause of its own").isEmpty();

        breaker.passed(probe);
        assertThat(breaker.enter()).get().returns(false, Permit::isProbe);
        assertThat(breaker.until()).isEmpty();
    }

    @Test
    @DisplayName("R5 a probe without a result is followed by another one")
    void probesAgainAfterAnUndecidedProbe() {
        throttled(breaker, Reason.RATE, 200);
        time.advance(Duration.ofMinutes(5));
        breaker.undecided(breaker.enter().orElseThrow());

        assertThat(breaker.enter()).get().returns(true, Permit::isProbe);
    }

    @Test
    @DisplayName("R5 replies to calls in progress when the pause began do not double it")
    void callsInProgressDoNotDoubleThePause() {
        Permit one = breaker.enter().orElseThrow();
        Permit two = breaker.enter().orElseThrow();
        time.advance(Duration.ofSeconds(2));
        Instant until =
                breaker.throttled(one, reply(Reason.RATE, 200, null)).resumeAt().orElseThrow();

        assertThat(breaker.throttled(two, reply(Reason.RATE, 200, null)).resumeAt())
                .contains(until);
    }

    @Test
    @DisplayName("R5 the pause and its length survive a restart")
    void survivesARestart() {
        throttled(breaker, Reason.RATE, 200);
        Breaker second = breaker();
        assertThat(second.enter()).isEmpty();
        assertThat(second.until()).contains(time.instant().plus(Duration.ofMinutes(5)));

        time.advance(Duration.ofMinutes(5));
        throttled(second, Reason.RATE, 200);
        assertThat(breaker().until()).contains(time.instant().plus(Duration.ofMinutes(10)));
    }

    @Test
    @DisplayName("R5 other processes see the pause at their next look, and one of them sends the probe")
    void otherProcessesSeeThePauseAndOneProbes() {
        Breaker other = breaker();
        throttled(breaker, Reason.RATE, 200);
        other.look(AccountState.parse(store.load("one")));
        assertThat(other.enter()).isEmpty();

        time.advance(Duration.ofMinutes(5));
        Permit probe = other.enter().orElseThrow();
        assertThat(probe.isProbe()).isTrue();
        assertThat(breaker.enter()).isEmpty();
        other.passed(probe);
        time.advance(Duration.ofSeconds(1));
        assertThat(breaker.enter()).get().returns(false, Permit::isProbe);
    }

    @Test
    @DisplayName(
            "R5 the call of a process that had not looked yet confirms the pause; only a throttled probe doubles it")
    void doublesOnceForAllProcesses() {
        Breaker other = breaker();
        throttled(breaker, Reason.RATE, 200);
        Instant until = breaker.until().orElseThrow();
        time.advance(Duration.ofSeconds(5));
        assertThat(throttled(other, Reason.RATE, 200).resumeAt()).contains(until);

        time.advance(Duration.between(time.instant(), until));
        Permit probe = other.enter().orElseThrow();
        assertThat(breaker.enter()).isEmpty();
        other.throttled(probe, reply(Reason.RATE, 200, null));
        time.advance(Duration.ofSeconds(1));
        assertThat(breaker.enter()).isEmpty();

        assertThat(breaker.until()).contains(until.plus(Duration.ofMinutes(10)));
        assertThat(other.until()).isEqualTo(breaker.until());
    }

    @Test
    @DisplayName("R5 a probe whose process was killed is given up after five minutes")
    void givesUpTheProbeOfAKilledProcess() {
        throttled(breaker, Reason.RATE, 200);
        time.advance(Duration.ofMinutes(5));
        assertThat(breaker.enter()).isPresent();

        Breaker restarted = breaker();
        assertThat(restarted.enter()).isEmpty();
        time.advance(Duration.ofMinutes(5));
        assertThat(restarted.enter()).get().returns(true, Permit::isProbe);
    }

    @Test
    @DisplayName("R5 a used-up quota causes the longest pause, or one until the end of the day if that is shorter")
    void pausesForAQuotaAtMostUntilTheEndOfTheDay() {
        throttled(breaker, Reason.QUOTA, 200);
        assertThat(breaker.until()).contains(time.instant().plus(Duration.ofHours(1)));

        time.advance(Duration.ofHours(11).plusMinutes(40));
        throttled(breaker, Reason.QUOTA, 200);
        assertThat(breaker.until()).contains(Instant.parse("2026-10-01T16:00:00Z"));
    }

    @Test
    @DisplayName("R5 a second page of the firewall, and code 911, ask for a person and say what to do")
    void asksForAPersonAfterTheSecondFirewallPage() {
        assertThat(throttled(breaker, Reason.PERSON_NEEDED, 405).reason()).isEqualTo(Reason.RATE);
        time.advance(Duration.ofMinutes(5));
        ThrottledException second = throttled(breaker, Reason.PERSON_NEEDED, 405);
        assertThat(second.reason()).isEqualTo(Reason.PERSON_NEEDED);
        assertThat(second).hasMessageContaining("open 115.com or the 115 app");
        assertThat(breaker.refusal())
                .get()
                .satisfies(refusal -> assertThat(refusal).hasMessageContaining("open 115.com or the 115 app"));

        time.advance(Duration.ofMinutes(10));
        breaker.passed(breaker.enter().orElseThrow());
        assertThat(throttled(breaker, Reason.PERSON_NEEDED, 200).reason()).isEqualTo(Reason.PERSON_NEEDED);
    }

    @Test
    @DisplayName("R5 X-RateLimit-Reset is respected, up to a day, and not when it is in the past")
    void respectsXRateLimitResetUpToADay() {
        Instant now = time.instant();
        assertThat(told(now.plusSeconds(90))).isEqualTo(Duration.ofSeconds(90));
        assertThat(told(now.plus(Duration.ofHours(3)))).isEqualTo(Duration.ofHours(3));
        assertThat(told(now.plus(Duration.ofDays(20_000)))).isEqualTo(Duration.ofDays(1));
        assertThat(told(now)).isEqualTo(Duration.ofMinutes(5));
    }

    private Duration told(Instant resumeAt) {
        Pause pause = Pause.NONE.next(LIMITS, reply(Reason.RATE, 429, resumeAt), time.instant());
        return Duration.between(time.instant(), pause.until());
    }

    private ThrottledException throttled(Breaker by, Reason reason, int status) {
        Permit pass = by.enter().orElseThrow();
        return by.throttled(pass, reply(reason, status, null));
    }

    private static ThrottledException reply(Reason reason, int status, Instant resumeAt) {
        return new ThrottledException("x", new Failure(status, "text/html", 0, "", ""), reason, resumeAt);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-PT1H", "PT1H", "-P1D", "P1D"})
    @DisplayName("R41 a step of the clock makes a pause neither longer nor shorter")
    void aStepOfTheClockDoesNotChangeAPause(Duration step) {
        throttled(breaker, Reason.RATE, 200);
        time.advance(Duration.ofMinutes(1));

        time.step(step);

        assertThat(breaker.until()).contains(time.instant().plus(Duration.ofMinutes(4)));
        time.advance(Duration.ofMinutes(4).minusNanos(1));
        assertThat(breaker.enter()).isEmpty();
        time.advance(Duration.ofNanos(1));
        Permit probe = breaker.enter().orElseThrow();
        assertThat(probe.isProbe()).isTrue();
        breaker.throttled(probe, reply(Reason.RATE, 200, null));
        assertThat(breaker.until()).contains(time.instant().plus(Duration.ofMinutes(10)));
        time.advance(Duration.ofMinutes(10));
        assertThat(breaker.enter()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-PT1H", "PT1H", "-P1D", "P1D"})
    @DisplayName("R41 after a restart, or for another process, a pause lasts no longer than it was to last")
    void aStepOfTheClockBeforeARestartDoesNotLengthenAPause(Duration step) {
        throttled(breaker, Reason.RATE, 200);

        time.step(step);

        Breaker restarted = breaker();
        time.advance(Duration.ofMinutes(5));
        assertThat(restarted.enter()).get().returns(true, Permit::isProbe);
        assertThat(breaker.enter()).isEmpty();
        // the one that probes has died
        time.advance(Duration.ofMinutes(5));
        time.step(step);
        assertThat(breaker.enter()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT20S", "-PT20S", "PT6M", "-PT6M", "P1D", "-P1D"})
    @DisplayName("R5 R41 processes whose clocks differ do not probe at the same time")
    void processesWithDifferentClocksDoNotBothProbe(Duration difference) {
        Breaker other = breaker(Clock.offset(time, difference));
        throttled(breaker, Reason.RATE, 200);
        other.look(AccountState.parse(store.load("one")));
        time.advance(Duration.ofMinutes(5));

        assertThat(breaker.enter()).get().returns(true, Permit::isProbe);
        assertThat(other.enter()).isEmpty();
        time.advance(Duration.ofMinutes(5).minusNanos(1));
        assertThat(other.enter()).isEmpty();
        // the process that probes was killed
        time.advance(Duration.ofSeconds(1));
        assertThat(other.enter()).get().returns(true, Permit::isProbe);
    }

    private Breaker breaker() {
        return breaker(time);
    }

    private Breaker breaker(Clock clock) {
        return new Breaker(LIMITS, clock, new SharedState(store, "one"));
    }
}
