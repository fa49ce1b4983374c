/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.open115.client.auth.AuthorizationLostException;
import io.github.open115.client.http.ThrottledException;
import io.github.open115.emulator.Fault;
import java.time.Duration;
import org.apache.camel.ConsumerTemplate;
import org.apache.camel.Exchange;
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
