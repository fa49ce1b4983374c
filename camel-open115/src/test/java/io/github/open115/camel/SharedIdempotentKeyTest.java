/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.emulator.Content;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Two files that the idempotent key takes for one. */
class SharedIdempotentKeyTest extends PollFixture {

    private static final String BY_CONTENT = "idempotentKey=${header." + Open115Constants.SHA1 + "}";

    private final AtomicBoolean failing = new AtomicBoolean(true);

    @BeforeEach
    void fill() {
        drive().addFile(drive().folder("/inbox"), "a.txt", Content.of("same"));
        drive().addFile(drive().folder("/inbox"), "b.txt", Content.of("same"));
        deliveries.failingFor(name -> failing.get() && name.equals("a.txt"));
    }

    private static void pollOften(Routes routes) {
        for (int i = 0; i < 4; i++) {
            poll(routes);
        }
    }

    @Test
    @DisplayName("R10 where the first one fails, the second one comes")
    void deliversTheSecondFileWhenTheFirstFails() throws Exception {
        try (Routes routes = route(BY_CONTENT)) {
            pollOften(routes);
            assertThat(delivered).containsExactly("b.txt");
        }
    }

    @Test
    @DisplayName("R10 where the first one succeeds, the second one is done")
    void skipsTheSecondFileWhenTheFirstSucceeds() throws Exception {
        failing.set(false);
        try (Routes routes = route(BY_CONTENT)) {
            pollOften(routes);
            assertThat(delivered).containsExactly("a.txt");
            Open115Consumer consumer =
                    (Open115Consumer) routes.context().getRoute("in").getConsumer();
            assertThat(consumer.getPendingFiles()).isZero();
        }
    }

    @Test
    @DisplayName("R10 the same with a repository of the user's that is written before the exchange")
    void behavesTheSameWithAnEagerRepository() throws Exception {
        Map<String, ?> beans = Map.of("memory", MemoryIdempotentRepository.memoryIdempotentRepository(100));
        try (Routes routes = route(BY_CONTENT + "&idempotentRepository=#memory&idempotentEager=true", beans)) {
            pollOften(routes);
            assertThat(delivered).containsExactly("b.txt");
        }
    }
}
