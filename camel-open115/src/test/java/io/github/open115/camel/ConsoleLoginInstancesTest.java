/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.client.auth.StoreKind;
import io.github.open115.client.auth.TokenStore;
import io.github.open115.client.login.LoginStatus.State;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Instances that share one store: one asks for a log-in, the others wait for its tokens. */
@Timeout(300)
class ConsoleLoginInstancesTest extends ConsoleLoginFixture {

    private static final Duration ONE_MINUTE = Duration.ofMinutes(1);

    @ParameterizedTest(name = "{0}")
    @EnumSource(StoreKind.class)
    @DisplayName("R2 R26 of two instances one asks for a code, and both continue after the scan")
    void oneAsksAndBothContinue(StoreKind kind) throws Exception {
        put("/inbox", "a.txt");
        String address = kind.newAddress(state);
        try (Routes one = instance("one", address)) {
            awaitState(one, State.CODE_SHOWN);
            try (Routes two = instance("two", address)) {
                awaitState(two, State.SHOWN_ELSEWHERE);
                time.run(ONE_MINUTE, 2);
                poll(two);
                assertThat(two.consumer().getSkippedReason()).contains("With login=console a QR code");
                assertThat(login(two).isCodeWaiting()).isFalse();
                assertThat(emulator().requests().count(CODE)).isEqualTo(1);

                phone().confirm(phone().newest());
                time.run(ONE_MINUTE, 2);
                awaitState(one, State.AUTHORIZED);
                awaitState(two, State.AUTHORIZED);
                poll(one);
                poll(two);
                assertThat(delivered).containsExactly("a.txt", "a.txt");
                assertThat(emulator().requests().count(CODE)).isEqualTo(1);
                assertThat(emulator().requests().count(TOKENS)).isEqualTo(1);
                assertThat(emulator().requests().refreshRequests()).isZero();
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(
            value = StoreKind.class,
            names = {"FILE", "H2"})
    @DisplayName("R26 when the instance that shows the code stops, the other one shows a code within seconds")
    void theOtherTakesOver(StoreKind kind) throws Exception {
        String address = kind.newAddress(state);
        Routes one = instance("one", address);
        try (Routes two = instance("two", address, one)) {
            awaitState(two, State.SHOWN_ELSEWHERE);
            one.close();
            // the emulated service still holds the poll of the first instance
            time.run(Duration.ofSeconds(5), 2);
            awaitState(two, State.CODE_SHOWN);
            assertThat(emulator().requests().count(CODE)).isEqualTo(2);
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(
            value = StoreKind.class,
            names = {"FILE", "H2"})
    @DisplayName("R26 two instances for which nobody comes make no more calls than one")
    void twoMakeNoMoreCallsThanOne(StoreKind kind) throws Exception {
        String address = kind.newAddress(state);
        Routes one = instance("one", address);
        try (one;
                Routes two = instance("two", address, one)) {
            awaitState(two, State.SHOWN_ELSEWHERE);
            time.run(Duration.ofMinutes(80), 2);
            assertThat(emulator().requests().count(CODE)).isEqualTo(6);
            assertThat(login(one).state()).isEqualTo(State.PAUSED);
            assertThat(login(two).state()).isEqualTo(State.PAUSED);
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(
            value = StoreKind.class,
            names = {"FILE", "H2"})
    @DisplayName(
            "R26 an operator who asks the waiting instance for a code gets it there, and the other one stops showing its own")
    void anOperatorChoosesTheInstance(StoreKind kind) throws Exception {
        String address = kind.newAddress(state);
        Routes one = instance("one", address);
        try (one;
                Routes two = instance("two", address, one)) {
            awaitState(two, State.SHOWN_ELSEWHERE);
            requestCode(two);
            time.run(Duration.ofSeconds(35), 2);
            awaitState(two, State.CODE_SHOWN);
            time.run(Duration.ofSeconds(10), 2);
            awaitState(one, State.SHOWN_ELSEWHERE);
            assertThat(emulator().requests().count(CODE)).isEqualTo(2);
        }
    }

    @ParameterizedTest(name = "{0} s")
    @ValueSource(longs = {20, 60, 180, -180})
    @DisplayName("R26 R41 instances whose clocks differ agree on one that asks, after two codes more at most")
    void clocksThatDiffer(long seconds) throws Exception {
        String address = StoreKind.FILE.newAddress(state);
        try (Routes one = instance("one", address)) {
            awaitState(one, State.CODE_SHOWN);
            Routes next = unauthorized(state.resolve("two")).with(component -> {
                component.setClock(Clock.offset(emulator().clock(), Duration.ofSeconds(seconds)));
                component.setTokenStore(StoreKind.at(address));
                return component;
            });
            try (Routes two = next.fromNamed("two", INBOX, processor()).start()) {
                time.run(Duration.ofMinutes(14), 2);
                assertThat(List.of(login(one).state(), login(two).state()))
                        .containsExactlyInAnyOrder(State.CODE_SHOWN, State.SHOWN_ELSEWHERE);
                assertThat(emulator().requests().count(CODE)).isLessThanOrEqualTo(3 + 2);
                phone().confirm(phone().newest());
                time.run(ONE_MINUTE, 2);
                awaitState(one, State.AUTHORIZED);
                awaitState(two, State.AUTHORIZED);
            }
        }
    }

    /** The second instance, after the first shows its code. */
    private Routes instance(String route, String address, Routes first) throws Exception {
        awaitState(first, State.CODE_SHOWN);
        return instance(route, address);
    }

    private Routes instance(String route, String address) throws Exception {
        TokenStore tokens = StoreKind.at(address);
        return unauthorized(state.resolve(route))
                .with(component -> {
                    component.setTokenStore(tokens);
                    return component;
                })
                .fromNamed(route, INBOX, processor())
                .start();
    }
}
