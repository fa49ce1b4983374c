/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.client.http.Open115Exception;
import io.github.open115.emulator.Fault;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PollScheduleTest extends PollFixture {

    /** From Java 25 on, two tasks that wait for each other do not run side by side in the common pool of two processors. */
    private static final Executor OWN_THREAD = task -> new Thread(task).start();

    @Test
    @DisplayName("an idle poll sends an empty message when asked to")
    void sendsEmptyMessages() throws Exception {
        List<Object> bodies = new CopyOnWriteArrayList<>();
        try (Routes routes = route(
                "sendEmptyMessageWhenIdle=true",
                exchange -> bodies.add(String.valueOf(exchange.getIn().getBody())))) {
            poll(routes, 2);
        }
        assertThat(bodies).containsExactly("null", "null");
    }

    @Test
    @DisplayName("greedy polls on at once while there are files")
    void greedyConsumerPollsAgainAtOnce() throws Exception {
        for (int i = 0; i < 7; i++) {
            put("/inbox", i + ".txt");
        }
        try (Routes routes = route("greedy=true&maxMessagesPerPoll=2")) {
            poll(routes);
            assertThat(delivered).hasSize(7);
        }
        assertThat(delivered).hasSize(7).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("R29 a file that always fails does not make a greedy consumer poll without end")
    void isNotGreedyForFailures() throws Exception {
        put("/inbox", "bad.txt");
        put("/inbox", "good.txt");
        List<String> attempts = new CopyOnWriteArrayList<>();
        try (Routes routes = route("greedy=true", exchange -> {
            attempts.add(exchange.getIn().getHeader(Exchange.FILE_NAME, String.class));
            if (attempts.get(attempts.size() - 1).equals("bad.txt")) {
                throw new IllegalStateException("on purpose");
            }
            deliveries.process(exchange);
        })) {
            poll(routes);
        }
        assertThat(attempts).hasSize(3).containsOnlyOnce("good.txt");
        assertThat(calls(LIST)).isEqualTo(3);
    }

    @Test
    @DisplayName("a suspended route makes no call; resumed, it delivers what came meanwhile")
    void suspendedRouteMakesNoCall() throws Exception {
        put("/inbox", "a.txt");
        try (Routes routes = routes().add(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(inbox("")).routeId("polls").process(deliveries);
                    }
                })
                .start()) {
            poll(routes);
            assertThat(delivered).hasSize(1);
            routes.context().getRouteController().suspendRoute("polls");
            await().until(() -> !routes.consumer("polls").isPollUnderWay());
            long calls = emulator().requests().all().size();
            put("/inbox", "b.txt");
            pollOn(routes, 3);
            assertThat(emulator().requests().all()).hasSize((int) calls);
            routes.context().getRouteController().resumeRoute("polls");
            poll(routes);
            assertThat(delivered).hasSize(2);
        }
        assertThat(delivered).containsExactly("a.txt", "b.txt");
    }

    @Test
    @DisplayName("R29 a route suspended in the middle of a batch delivers the rest of it when it is resumed")
    void suspendsInTheMiddleOfABatch() throws Exception {
        for (int i = 0; i < 6; i++) {
            put("/inbox", i + ".txt");
        }
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (Routes routes = routes().fromNamed("polls", inbox(""), exchange -> {
                    begun.countDown();
                    goOn.await();
                    deliveries.process(exchange);
                })
                .start()) {
            CompletableFuture<Void> polled = CompletableFuture.runAsync(() -> poll(routes), OWN_THREAD);
            begun.await();
            CompletableFuture<Void> suspended = CompletableFuture.runAsync(() -> suspend(routes), OWN_THREAD);
            await().until(() -> !routes.consumer().isBatchAllowed());
            goOn.countDown();
            suspended.join();
            polled.join();
            assertThat(delivered).hasSize(1);
            routes.context().getRouteController().resumeRoute("polls");
            poll(routes);
            assertThat(delivered).hasSize(6);
        }
        assertThat(delivered).hasSize(6).doesNotHaveDuplicates();
    }

    private static void suspend(Routes routes) {
        try {
            routes.context().getRouteController().suspendRoute("polls");
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }

    @Test
    @DisplayName("R40 bridgeErrorHandler hands a failed poll to the route's error handler")
    void failedPollReachesTheErrorHandler() throws Exception {
        put("/inbox", "a.txt");
        emulator().faults().arm(LIST, Fault.errnoError(999, "broken")).times(2);
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        try (Routes routes = routes().add(new RouteBuilder() {
                    @Override
                    public void configure() {
                        onException(Exception.class)
                                .handled(true)
                                .process(exchange ->
                                        failures.add(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class)));
                        from(inbox("bridgeErrorHandler=true")).process(deliveries);
                    }
                })
                .start()) {
            poll(routes, 2);
            assertThat(delivered).isEmpty();
            poll(routes);
        }
        assertThat(failures)
                .hasSize(2)
                .allSatisfy(failure -> assertThat(failure).isInstanceOf(Open115Exception.class));
        assertThat(delivered).containsExactly("a.txt");
    }
}
