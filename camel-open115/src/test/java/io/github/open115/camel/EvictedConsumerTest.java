/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.emulator.Fault;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.PollingConsumer;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.service.ServiceSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Consumers on demand that Camel's cache stops while somebody polls with them. */
@Timeout(600)
class EvictedConsumerTest extends PollFixture {

    private static final int FOLDERS = 12;
    private static final int ROUNDS = 5;

    private final ExecutorService threads = Executors.newFixedThreadPool(8);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    @DisplayName("R29 more threads than cacheSize, and a changing URI: every exchange of pollEnrich gets its file")
    void losesNoExchange() throws Exception {
        for (int i = 0; i < FOLDERS; i++) {
            put("/d" + i, "a.txt", "file " + i);
        }
        // so that polls overlap
        emulator()
                .faults()
                .arm("/open/ufile/files", Fault.delay(Duration.ofMillis(20)))
                .always();
        try (Routes routes = routes().add(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:in")
                                .pollEnrich()
                                .simple("open115:/d${header.n}")
                                .cacheSize(1)
                                .timeout(0);
                    }
                })
                .start()) {
            for (int round = 0; round < ROUNDS; round++) {
                List<CompletableFuture<String>> bodies = IntStream.range(0, FOLDERS)
                        .mapToObj(i -> CompletableFuture.supplyAsync(() -> enriched(routes, i), threads))
                        .toList();
                assertThat(bodies)
                        .extracting(CompletableFuture::join)
                        .containsExactlyElementsOf(IntStream.range(0, FOLDERS)
                                .mapToObj(i -> "file " + i)
                                .toList());
            }
        }
    }

    private static String enriched(Routes routes, int n) {
        return routes.template().requestBodyAndHeader("direct:in", "none", "n", n, String.class);
    }

    private Open115Endpoint endpoint(Routes routes) {
        return routes.context().getEndpoint("open115:/inbox?delay=3600000", Open115Endpoint.class);
    }

    @Test
    @DisplayName("R29 a consumer that is stopped during a poll ends it first, and then its state is closed")
    void endsThePollFirst() throws Exception {
        put("/inbox", "a.txt", "A");
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Void> goOn = new CompletableFuture<Void>().orTimeout(1, TimeUnit.MINUTES);
        emulator().faults().before(LIST, 1, () -> {
            begun.countDown();
            goOn.join();
        });
        try (Routes routes = routes().start()) {
            PollingConsumer consumer = endpoint(routes).createPollingConsumer();
            consumer.start();
            CompletableFuture<Exchange> received = CompletableFuture.supplyAsync(consumer::receiveNoWait, threads);
            begun.await();
            consumer.stop();
            goOn.complete(null);
            assertThat(received.join().getIn().getBody(String.class)).isEqualTo("A");
            assertThat(((ServiceSupport) consumer).isStopped()).isTrue();
        }
    }

    @Test
    @DisplayName(
            "R29 a consumer that was stopped between its choice and its use polls all the same, and is stopped then")
    void pollsOnceMore() throws Exception {
        put("/inbox", "a.txt", "A");
        try (Routes routes = routes().start()) {
            PollingConsumer consumer = endpoint(routes).createPollingConsumer();
            consumer.start();
            consumer.stop();
            assertThat(consumer.receiveNoWait().getIn().getBody(String.class)).isEqualTo("A");
            assertThat(((ServiceSupport) consumer).isStopped()).isTrue();
        }
    }

    @Test
    @DisplayName("R30 a stop of the consumer ends the wait of its callers at once")
    void letsGoOfThoseWhoWait() throws Exception {
        try (Routes routes = routes().start()) {
            PollingConsumer consumer = endpoint(routes).createPollingConsumer();
            consumer.start();
            CompletableFuture<Exchange> received = CompletableFuture.supplyAsync(consumer::receive, threads);
            await().until(() -> calls(LIST) >= 1);
            consumer.stop();
            assertThat(received)
                    .failsWithin(Duration.ofSeconds(60))
                    .withThrowableOfType(ExecutionException.class)
                    .withMessageContaining("was stopped while a caller waited for a file");
            assertThat(((ServiceSupport) consumer).isStopped()).isTrue();
        }
    }
}
