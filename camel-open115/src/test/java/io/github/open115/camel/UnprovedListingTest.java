/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.open115.camel.poll.DurableIdempotentRepository;
import io.github.open115.client.files.IncompleteListingException;
import io.github.open115.emulator.Fault;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.ConsumerTemplate;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A listing that does not add up may have missed files: the folder is not idle, and for long it is not healthy. */
class UnprovedListingTest extends PollFixture {

    private final AtomicInteger emptyMessages = new AtomicInteger();
    private final AtomicInteger miscounted = new AtomicInteger();

    @BeforeEach
    void fill() {
        for (int i = 0; i < 5; i++) {
            put("/inbox", i + ".txt");
        }
    }

    private Routes start() throws Exception {
        return route("sendEmptyMessageWhenIdle=true", exchange -> {
            if (exchange.getIn().getBody() == null) {
                emptyMessages.incrementAndGet();
            } else {
                deliveries.process(exchange);
            }
        });
    }

    /** The service counts too many files, and at each time another number. */
    private void miscount() {
        emulator()
                .faults()
                .arm(
                        "/open/ufile/files",
                        Fault.rewrite(reply ->
                                reply.put("count", reply.path("count").asInt() + 3 + miscounted.incrementAndGet())))
                .always();
    }

    @Test
    @DisplayName(
            "R1 a poll whose listing cannot be proved complete sends no empty message; three in a row are an error")
    void unprovedListingIsNotIdleAndThirdIsAnError() throws Exception {
        try (Routes routes = start()) {
            Open115Consumer consumer = routes.consumer("in");
            pollOn(routes, 1);
            pollOn(routes, 1);
            assertThat(emptyMessages).hasValue(1);
            miscount();
            pollOn(routes, 1);
            pollOn(routes, 1);
            assertThat(consumer.getLastError()).isNull();
            assertThat(consumer.getErrorCounter()).isZero();
            pollOn(routes, 1);
            assertThat(emptyMessages).hasValue(1);
            assertThat(consumer.getLastError())
                    .isInstanceOf(IncompleteListingException.class)
                    .hasMessageContaining("The last 3 polls")
                    .hasMessageEndingWith("The last complete listing: " + consumer.getLastCompleteListing());
            assertThat(consumer.getErrorCounter()).isPositive();

            emulator().faults().clear();
            pollOn(routes, 1);
            assertThat(consumer.getLastError()).isNull();
            assertThat(consumer.getErrorCounter()).isZero();
            assertThat(emptyMessages).hasValue(2);
        }
    }

    @Test
    @DisplayName("a poll that finds files reports no failure, whatever the service counts")
    void filesAreDeliveredWithoutAWarning() throws Exception {
        try (Routes routes = start()) {
            Open115Consumer consumer = routes.consumer("in");
            pollOn(routes, 1);
            miscount();
            for (int i = 0; i < 6; i++) {
                put("/inbox", "new-" + i + ".txt");
                pollOn(routes, 1);
                assertThat(consumer.getLastError()).isNull();
            }
            assertThat(delivered).hasSize(11).doesNotHaveDuplicates();
            assertThat(emptyMessages).hasValue(0);
        }
    }

    @Test
    @DisplayName("R1 a poll on demand throws when it finds no file and its listing cannot be proved complete")
    void pollOnDemandThrowsWithoutAProof() throws Exception {
        String uri = "open115:/inbox?sendEmptyMessageWhenIdle=true&idempotent=true&idempotentRepository=#memory";
        try (Routes routes = routes().start();
                ConsumerTemplate template = routes.context().createConsumerTemplate()) {
            routes.context().getRegistry().bind("memory", new DurableIdempotentRepository());
            for (int i = 0; i < 5; i++) {
                Exchange exchange = template.receiveNoWait(uri);
                deliveries.process(exchange);
                template.doneUoW(exchange);
                emulator().clock().advance(Duration.ofMinutes(1));
            }
            miscount();
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> template.receiveNoWait(uri))
                        .hasRootCauseInstanceOf(IncompleteListingException.class)
                        .hasStackTraceContaining("/inbox");
                emulator().clock().advance(Duration.ofMinutes(1));
            }
            emulator().faults().clear();
            assertThat(template.receiveNoWait(uri))
                    .satisfies(empty -> assertThat(empty.getIn().getBody()).isNull());
        }
        assertThat(delivered).hasSize(5).doesNotHaveDuplicates();
    }
}
