/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What follows an exchange follows what the error handler of its route makes of it. */
class RouteErrorHandlingTest extends PollFixture {

    private final List<String> attempts = new CopyOnWriteArrayList<>();

    /** What the route does about an exception. */
    private enum Handling {
        HANDLED,
        CONTINUED
    }

    @BeforeEach
    void fill() {
        put("/inbox", "a.txt");
        put("/inbox", "b.txt");
    }

    private void attempt(String name) {
        attempts.add(name);
        if (name.equals("a.txt")) {
            throw new IllegalStateException("on purpose");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("R38 an exception that the route has handled is a success: the file is moved, and comes once")
    void handledExceptionIsASuccess(Handling handling) throws Exception {
        try (Routes routes = routes().add(new RouteBuilder() {
                    @Override
                    public void configure() {
                        var on = onException(IllegalStateException.class);
                        (handling == Handling.HANDLED ? on.handled(true) : on.continued(true)).process(deliveries);
                        from(inbox("move=.done&moveFailed=.failed"))
                                .process(exchange ->
                                        attempt(exchange.getIn().getHeader(Open115Constants.NAME, String.class)));
                    }
                })
                .start()) {
            poll(routes);
            assertThat(isAt("/inbox/.done/a.txt")).isTrue();
            assertThat(isAt("/inbox/.done/b.txt")).isTrue();
            pollOn(routes, 3);
        }
        assertThat(attempts).containsExactlyInAnyOrder("a.txt", "b.txt");
        assertThat(delivered).containsExactly("a.txt");
        assertThat(calls(MOVE)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete=true", "move=.done", "idempotent=false&delete=true"})
    @DisplayName("R38 a file whose exchange is being redelivered is not polled again, and is changed once at the end")
    void fileInRedeliveryIsNotPolledAgain(String options) throws Exception {
        CountDownLatch polled = new CountDownLatch(1);
        try (Routes routes = routes().add(new RouteBuilder() {
                    @Override
                    public void configure() {
                        errorHandler(defaultErrorHandler()
                                .maximumRedeliveries(4)
                                .redeliveryDelay(1)
                                .asyncDelayedRedelivery());
                        from(inbox(options)).process(exchange -> {
                            int redelivery = exchange.getIn().getHeader("CamelRedeliveryCounter", 0, int.class);
                            if (redelivery > 0) {
                                polled.await(5, TimeUnit.MINUTES);
                            }
                            if (redelivery < 4) {
                                attempt(exchange.getIn().getHeader(Open115Constants.NAME, String.class));
                            }
                            deliveries.process(exchange);
                        });
                    }
                })
                .start()) {
            poll(routes);
            pollOn(routes, 5);
            polled.countDown();
            await().until(() -> !isAt("/inbox/a.txt") && !isAt("/inbox/b.txt"));
            pollOn(routes, 5);
        }
        assertThat(attempts).filteredOn("a.txt"::equals).hasSize(4);
        assertThat(attempts).filteredOn("b.txt"::equals).hasSize(1);
        assertThat(delivered).containsExactlyInAnyOrder("a.txt", "b.txt");
        assertThat(calls(MOVE) + calls(DELETE)).as("changes").isBetween(1L, 2L);
    }
}
