/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.open115.client.EmulatedAccountFixture;
import io.github.open115.client.Open115Client;
import io.github.open115.client.auth.AuthorizationLostException;
import io.github.open115.client.http.NoReplyException;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.ThrottledException;
import io.github.open115.emulator.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AccountTest {

    private static final String USER_INFO = "/open/user/info";

    @TempDir
    Path directory;

    private EmulatedAccountFixture fixture;

    @BeforeEach
    void begin() {
        fixture = new EmulatedAccountFixture(directory);
    }

    @AfterEach
    void end() {
        fixture.close();
    }

    static Stream<Named<Fault>> throttleReplies() {
        return Stream.of(
                Named.of("770004", Fault.error(770004, "已达到当前访问上限，请稍后再试")),
                Named.of("590075", Fault.error(590075, "x")),
                Named.of("911", Fault.error(911, "x")),
                Named.of("swapped", Fault.swappedError(770004, "已达到当前访问上限，请稍后再试")),
                Named.of("errno only", Fault.errnoError(770004, "x")),
                Named.of("no reason", Fault.emptyError()),
                Named.of("page with 405", Fault.html(405)),
                Named.of("page with 200", Fault.html(200)),
                Named.of("429", Fault.tooManyRequests(null)));
    }

    @ParameterizedTest
    @MethodSource("throttleReplies")
    @DisplayName("R5 after a throttle reply nothing is sent until the pause ends")
    void sendsNothingDuringThePauseAfterAThrottleReply(Fault reply) {
        Open115Client client = fixture.client();
        client.accountInfo();
        fixture.emulator().requests().reset();
        fixture.emulator().faults().arm(USER_INFO, reply);
        Instant resumeAt = fixture.clock().instant().plus(Duration.ofMinutes(5));

        for (int i = 0; i < 10; i++) {
            assertThat(throttled(client).resumeAt()).contains(resumeAt);
        }
        assertThat(fixture.emulator().requests().all()).hasSize(1);
        assertThat(client.account().pausedUntil()).contains(resumeAt);

        fixture.clock().advance(Duration.ofMinutes(5));
        client.accountInfo();
        assertThat(client.account().pausedUntil()).isEmpty();
    }

    @Test
    @DisplayName("R5 the pause doubles up to its maximum, and a success resets it")
    void doublesThePauseUpToItsMaximum() {
        Open115Client client = fixture.client();
        fixture.emulator().faults().arm(USER_INFO, Fault.error(770004, "x")).times(6);

        for (int minutes : new int[] {5, 10, 20, 40, 60, 60}) {
            assertThat(pauseOf(throttled(client))).isEqualTo(Duration.ofMinutes(minutes));
            fixture.clock().advance(Duration.ofMinutes(minutes));
        }
        client.accountInfo();
        fixture.emulator().faults().arm(USER_INFO, Fault.error(770004, "x"));
        assertThat(pauseOf(throttled(client))).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    @DisplayName("R5 a used-up quota causes the longest pause; X-RateLimit-Reset is respected")
    void pausesLongestForAUsedUpQuota() {
        Open115Client client = fixture.client();
        fixture.emulator().faults().arm(USER_INFO, Fault.error(406, "x"));
        ThrottledException quota = throttled(client);
        assertThat(quota.reason()).isEqualTo(ThrottledException.Reason.QUOTA);
        assertThat(pauseOf(quota)).isEqualTo(Duration.ofMinutes(60));

        fixture.clock().advance(Duration.ofMinutes(60));
        fixture.emulator().faults().arm(USER_INFO, Fault.tooManyRequests(90L));
        assertThat(pauseOf(throttled(client))).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    @DisplayName("R5 a call that may wait longer than the pause is sent after it")
    void waitsForTheEndOfThePause() {
        Open115Client client = fixture.client();
        fixture.emulator().faults().arm(USER_INFO, Fault.tooManyRequests(45L));
        Instant before = fixture.clock().instant();

        client.with(WaitPolicy.waitAtMost(Duration.ofMinutes(1))).accountInfo();

        assertThat(Duration.between(before, fixture.clock().instant())).isEqualTo(Duration.ofSeconds(45));
        fixture.emulator().faults().arm(USER_INFO, Fault.tooManyRequests(45L));
        assertThatThrownBy(() -> client.with(WaitPolicy.failAtOnce()).accountInfo())
                .isInstanceOf(ThrottledException.class);
        assertThat(fixture.clock().instant()).isEqualTo(before.plusSeconds(45));
    }

    @Test
    @DisplayName("R4 calls are spaced by requestsPerSecond, also a fraction")
    void spacesCalls() {
        Open115Client client = fixture.client(new Limits(0.5, 1000, Duration.ofMinutes(5), Duration.ofMinutes(60)));
        Instant before = fixture.clock().instant();

        for (int i = 0; i < 10; i++) {
            client.accountInfo();
        }

        assertThat(Duration.between(before, fixture.clock().instant())).isEqualTo(Duration.ofSeconds(18));
    }

    @Test
    void aLostAuthorizationUsesNoBudget() {
        Open115Client client = fixture.client(EmulatedAccountFixture.UNHURRIED);
        fixture.emulator().account().revoke();
        Instant before = fixture.clock().instant();
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(client::accountInfo).isInstanceOf(AuthorizationLostException.class);
        }
        assertThat(fixture.clock().instant()).isEqualTo(before);

        fixture.client();
        for (int i = 0; i < 3; i++) {
            client.accountInfo();
        }
    }

    @Test
    void sendsAReadOnceMoreWhenItsConnectionWasLost() {
        Open115Client client = fixture.client();
        client.accountInfo();
        fixture.emulator().requests().reset();
        fixture.emulator().faults().arm(USER_INFO, Fault.lostReply());
        client.accountInfo();
        assertThat(fixture.emulator().requests().count(USER_INFO)).isEqualTo(2);

        fixture.emulator().faults().arm(USER_INFO, Fault.lostReply()).times(2);
        assertThatThrownBy(client::accountInfo).isInstanceOf(NoReplyException.class);
        assertThat(fixture.emulator().requests().count(USER_INFO)).isEqualTo(4);
    }

    @Test
    void anUndocumentedCodeIsNoThrottleReply() {
        Open115Client client = fixture.client();
        fixture.emulator().faults().arm(USER_INFO, Fault.error(4711, "x"));

        assertThatThrownBy(client::accountInfo)
                .isInstanceOf(Open115Exception.class)
                .hasMessageContaining("4711");
        assertThat(client.account().pausedUntil()).isEmpty();
    }

    private Duration pauseOf(ThrottledException thrown) {
        return Duration.between(fixture.clock().instant(), thrown.resumeAt().orElseThrow());
    }

    private static ThrottledException throttled(Open115Client client) {
        return catchThrowableOfType(ThrottledException.class, client::accountInfo);
    }
}
