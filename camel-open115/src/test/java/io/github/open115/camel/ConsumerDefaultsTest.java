/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.open115.camel.poll.DurableIdempotentRepository;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.nio.file.Path;
import org.apache.camel.Processor;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The defaults that differ from Camel's file component, and what cannot go together. */
class ConsumerDefaultsTest {

    private static final Processor NOTHING = exchange -> {};

    @RegisterExtension
    final Open115EmulatorExtension service = new Open115EmulatorExtension();

    @TempDir
    Path state;

    private Routes routes;

    @BeforeEach
    void start() {
        Open115Emulator emulator = service.emulator();
        routes = Routes.authorized(emulator, state).start();
    }

    @AfterEach
    void stop() {
        routes.close();
    }

    @Test
    @DisplayName("a poll a minute by default, whatever unit the endpoint counts in")
    void pollsOnceAMinute() throws Exception {
        assertThat(endpoint("open115:/a").createConsumer(NOTHING).getDelay()).isEqualTo(60_000);
        assertThat(endpoint("open115:/a?timeUnit=SECONDS")
                        .createConsumer(NOTHING)
                        .getDelay())
                .isEqualTo(60);
        assertThat(endpoint("open115:/a?delay=7").createConsumer(NOTHING).getDelay())
                .isEqualTo(7);
    }

    @Test
    @DisplayName("a poll delivers 500 files at most")
    void delivers500FilesAtMost() throws Exception {
        assertThat(endpoint("open115:/a").createConsumer(NOTHING).getMaxMessagesPerPoll())
                .isEqualTo(500);
    }

    @Test
    @DisplayName("a consumer is durably idempotent by default, and files stay where they are")
    void isDurablyIdempotentAndLeavesFilesInPlace() throws Exception {
        Open115Endpoint endpoint = endpoint("open115:/a");
        endpoint.createConsumer(NOTHING);
        assertThat(endpoint.isIdempotent()).isTrue();
        assertThat(endpoint.isIdempotentEager()).isTrue();
        assertThat(endpoint.getIdempotentRepository()).isInstanceOf(DurableIdempotentRepository.class);
        assertThat(endpoint.isDelete()).isFalse();
        assertThat(endpoint.getMove()).isNull();
        assertThat(endpoint.isAutoCreate()).isFalse();
    }

    @Test
    @DisplayName("R10 a repository of the user's own is written after the exchange, unless the user says otherwise")
    void writesOwnRepositoryAfterTheExchange() throws Exception {
        routes.context().getRegistry().bind("own", new MemoryIdempotentRepository());
        Open115Endpoint silent = endpoint("open115:/a?idempotentRepository=#own");
        silent.createConsumer(NOTHING);
        assertThat(silent.isIdempotentEager()).isFalse();
        Open115Endpoint eager = endpoint("open115:/a?idempotentRepository=#own&idempotentEager=true");
        eager.createConsumer(NOTHING);
        assertThat(eager.isIdempotentEager()).isTrue();
    }

    @Test
    @DisplayName("delete, move and noop exclude each other, and the message says so")
    void refusesContradictoryOptions() {
        assertThatThrownBy(() -> endpoint("open115:/a?delete=true&move=.done").createConsumer(NOTHING))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("delete=true")
                .hasMessageContaining("move");
        assertThatThrownBy(() -> endpoint("open115:/a?noop=true&delete=true").createConsumer(NOTHING))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("noop=true");
    }

    private Open115Endpoint endpoint(String uri) {
        return routes.context().getEndpoint(uri, Open115Endpoint.class);
    }
}
