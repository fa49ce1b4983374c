/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Faults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An account that stops working in the middle of a batch loses no file, and has none twice. */
class InterruptedBatchTest extends PollFixture {

    private static final int FILES = 35;

    private final List<String> names = new ArrayList<>();
    private final List<String> contents = new CopyOnWriteArrayList<>();

    @BeforeEach
    void fill() {
        for (int i = 0; i < FILES; i++) {
            String name = "f" + i + ".txt";
            put("/inbox", name);
            names.add(name);
        }
    }

    private void read(Exchange exchange) {
        String content = exchange.getIn().getBody(String.class);
        contents.add(content);
        deliveries.process(exchange);
    }

    /** Polls after each pause of the service, until no file is left. */
    private void pollUntilAllAreChanged(Routes routes) {
        for (int polls = 0; names.stream().anyMatch(name -> isAt("/inbox/" + name)); polls++) {
            assertThat(polls).as("polls").isLessThan(20);
            emulator().clock().advance(Duration.ofMinutes(10));
            poll(routes);
        }
    }

    private void assertEachOnce() {
        assertThat(delivered).containsExactlyInAnyOrderElementsOf(names);
        assertThat(contents).hasSize(FILES).allMatch(content -> content.startsWith("/inbox/f"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/open/ufile/downurl", "/open/ufile/delete", "/open/ufile/move"})
    @DisplayName("R5 R38 the service throttles in the middle of a batch: each file is read and changed once in the end")
    void throttledBatchReadsAndChangesEachFileOnce(String endpoint) throws Exception {
        Faults.Armed armed = emulator()
                .faults()
                .arm(endpoint, Fault.error(770004, "已达到当前访问上限"))
                .after(1)
                .times(3);
        String change = endpoint.endsWith("delete") ? "delete=true" : "move=.done";
        try (Routes routes = route(change + "&maxMessagesPerPoll=12", this::read)) {
            pollUntilAllAreChanged(routes);
            pollOn(routes, 2);
        }
        assertThat(armed.fired()).isEqualTo(3);
        assertEachOnce();
    }

    @Test
    @DisplayName(
            "R6 R38 the authorization is lost in the middle of a batch: after a log-in the rest comes, nothing twice")
    void deliversTheRestAfterANewLogIn() throws Exception {
        AtomicBoolean revoked = new AtomicBoolean();
        try (Routes routes = route("move=.done", exchange -> {
            if (delivered.size() == 15 && revoked.compareAndSet(false, true)) {
                emulator().account().revoke();
                emulator().clock().advance(Duration.ofHours(3));
            }
            read(exchange);
        })) {
            poll(routes);
            assertThat(routes.component().monitoring().accounts())
                    .anyMatch(account -> account.authorizationProblem() != null);
            int before = delivered.size();
            assertThat(before).isBetween(15, FILES - 1);
            AccountStates.authorizeElsewhere(emulator(), state);
            pollUntilAllAreChanged(routes);
            pollOn(routes, 2);
        }
        assertEachOnce();
    }
}
