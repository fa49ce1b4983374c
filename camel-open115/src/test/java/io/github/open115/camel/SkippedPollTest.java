/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.open115.client.auth.AuthorizationLostException;
import io.github.open115.client.auth.TokenStoreException;
import io.github.open115.client.http.ThrottledException;
import io.github.open115.emulator.Fault;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.ConsumerTemplate;
import org.apache.camel.Exchange;
import org.apache.camel.health.HealthCheck;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A poll that is skipped knows nothing of the folder: it is neither idle nor a failure. */
class SkippedPollTest extends PollFixture {

    @Test
    @DisplayName("R5 R1 while the service throttles, polls are skipped: no call, no empty message, the reason is kept")
    void skipsPollsWhileThrottled() throws Exception {
        try (Routes routes = route("sendEmptyMessageWhenIdle=true")) {
            poll(routes);
            assertThat(delivered).as("empty messages").containsOnlyNulls().hasSize(1);
            emulator()
                    .faults()
                    .arm("/open/ufile/files", Fault.error(770004, "已达到当前访问上限"))
                    .always();
            Open115Consumer consumer = routes.consumer();
            poll(routes);
            assertThat(consumer.getLastError()).isInstanceOf(ThrottledException.class);
            long calls = calls(LIST);
            poll(routes, 5);
            assertThat(calls(LIST)).isEqualTo(calls);
            assertThat(delivered).hasSize(1);
            assertThat(consumer.getLastError()).hasMessageContaining("because the service throttles it");

            emulator().faults().clear();
            put("/inbox", "a.txt", "a");
            emulator().clock().advance(Duration.ofMinutes(6));
            poll(routes);
            assertThat(delivered).containsExactly(null, "a.txt");
            assertThat(consumer.getLastError()).isNull();
        }
    }

    @Test
    @DisplayName("R6 without an authorization polls are skipped and say what to do, until somebody authorizes again")
    void skipsPollsWithoutAuthorization() throws Exception {
        try (Routes routes = route("sendEmptyMessageWhenIdle=true")) {
            poll(routes);
            assertThat(delivered).as("empty messages").containsOnlyNulls().hasSize(1);
            emulator().account().revoke();
            emulator().clock().advance(Duration.ofHours(3));
            Open115Consumer consumer = routes.consumer();
            poll(routes);
            assertThat(consumer.getLastError()).isInstanceOf(AuthorizationLostException.class);
            poll(routes, 2);
            long refreshes = emulator().requests().refreshRequests();
            poll(routes, 5);
            assertThat(emulator().requests().refreshRequests()).isEqualTo(refreshes);
            assertThat(delivered).hasSize(1);
            assertThat(consumer.getErrorCounter()).isPositive();
        }
    }

    @Test
    @DisplayName("R40 a token store that fails while polls are skipped makes the consumer down, with its own reason")
    void reportsAStoreThatFailsAfterASkippedPoll() throws Exception {
        try (Routes routes = route("")) {
            poll(routes);
            emulator().account().revoke();
            emulator().clock().advance(Duration.ofHours(3));
            poll(routes, 2);
            Open115Consumer consumer = routes.consumer();
            assertThat(consumer.getLastError()).isInstanceOf(AuthorizationLostException.class);
            Files.writeString(state.resolve("tokens/account-default.json"), "not a token file");

            HealthCheck.Result before = readiness(consumer);
            poll(routes);
            HealthCheck.Result after = readiness(consumer);

            assertThat(before.getState()).isEqualTo(HealthCheck.State.DOWN);
            assertThat(after.getState()).isEqualTo(HealthCheck.State.DOWN);
            assertThat(after.getError())
                    .hasValueSatisfying(reason -> assertThat(reason).isInstanceOf(TokenStoreException.class));
            assertThat(consumer.getSkippedReason()).isNull();
        }
    }

    private static HealthCheck.Result readiness(Open115Consumer consumer) {
        return consumer.getHealthCheck().call(Map.of(HealthCheck.CHECK_KIND, HealthCheck.Kind.READINESS));
    }

    @Test
    @DisplayName("R5 a polling consumer throws what makes a poll impossible, it does not answer 'nothing there'")
    void pollOnDemandThrowsTheReason() throws Exception {
        try (Routes routes = routes().start()) {
            emulator()
                    .faults()
                    .arm("/open/ufile/files", Fault.error(770004, "已达到当前访问上限"))
                    .always();
            ConsumerTemplate consumer = routes.context().createConsumerTemplate();
            assertThatThrownBy(() -> consumer.receiveNoWait("open115:/inbox"))
                    .hasStackTraceContaining("ThrottledException");
            long calls = calls(LIST);
            assertThatThrownBy(() -> consumer.receiveNoWait("open115:/inbox"))
                    .hasStackTraceContaining("because the service throttles it");
            assertThat(calls(LIST)).isEqualTo(calls);
        }
    }

    @Test
    @DisplayName(
            "R5 after a poll on demand that could not be made, the next one decides by itself whether there is no file")
    void nextPollOnDemandDecidesAnew() throws Exception {
        String uri = "open115:/inbox?sendEmptyMessageWhenIdle=true";
        try (Routes routes = routes().start();
                ConsumerTemplate consumer = routes.context().createConsumerTemplate()) {
            assertThat(consumer.receiveNoWait(uri)).satisfies(SkippedPollTest::isEmptyMessage);
            emulator().faults().arm("/open/ufile/files", Fault.error(770004, "已达到当前访问上限"));
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> consumer.receiveNoWait(uri)).hasStackTraceContaining("throttles it");
            }
            emulator().clock().advance(Duration.ofMinutes(6));

            assertThat(consumer.receiveNoWait(uri)).satisfies(SkippedPollTest::isEmptyMessage);
        }
    }

    private static void isEmptyMessage(Exchange exchange) {
        assertThat(exchange.getIn().getBody()).isNull();
    }
}
