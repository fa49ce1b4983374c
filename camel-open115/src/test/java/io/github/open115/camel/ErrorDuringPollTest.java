/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.component.file.GenericFileFilter;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.spi.ExceptionHandler;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Errors of the JVM in the middle of a poll, which Camel's scheduler takes as the end of all polls. Therefore the polls of
 * this class are scheduled.
 */
@Timeout(600)
class ErrorDuringPollTest extends PollFixture {

    @RegisterExtension
    final RecordedLog log = RecordedLog.ofPackages(Level.WARN, "io.github.open115.camel", "org.apache.camel");

    private final AtomicReference<Error> thrown = new AtomicReference<>();
    private final GenericFileFilter<Open115File> filter = file -> {
        if (thrown.get() != null) {
            throw thrown.get();
        }
        return true;
    };

    static List<Error> errors() {
        return List.of(
                new OutOfMemoryError("Java heap space"),
                new StackOverflowError(),
                new NoClassDefFoundError("org/example/Missing"),
                new AssertionError("on purpose"));
    }

    private Routes scheduled(String options, Map<String, ?> beans) throws Exception {
        Routes routes = routes();
        beans.forEach((name, bean) -> routes.context().getRegistry().bind(name, bean));
        return routes.fromNamed("in", "open115:/inbox?" + Routes.QUICK + "&filter=#filter" + options, deliveries)
                .start();
    }

    @ParameterizedTest
    @MethodSource("errors")
    @DisplayName("R41 an Error during a poll fails that poll: health reports it, and the next polls are made")
    void pollsAgainAfterAnError(Error error) throws Exception {
        put("/inbox", "a.txt");
        thrown.set(error);
        try (Routes routes = scheduled("", Map.of("filter", filter))) {
            Open115Consumer consumer = routes.consumer("in");
            await().until(() -> consumer.getErrorCounter() >= 2);
            assertThat(consumer.getLastError()).hasRootCause(error);
            assertThat(consumer.getHealthCheck()
                            .call(Map.of(HealthCheck.CHECK_KIND, HealthCheck.Kind.READINESS))
                            .getState())
                    .isEqualTo(HealthCheck.State.DOWN);
            thrown.set(null);
            await().until(() -> delivered.size() == 1);
            await().until(() -> consumer.getErrorCounter() == 0);
        }
        assertThat(delivered).containsExactly("a.txt");
    }

    @Test
    @DisplayName("R41 an Error of what handles a failed poll does not end the polls either")
    void pollsOnAfterTheHandlerFailed() throws Exception {
        put("/inbox", "a.txt");
        thrown.set(new StackOverflowError());
        ExceptionHandler failing = new ExceptionHandler() {
            @Override
            public void handleException(Throwable exception) {
                throw new OutOfMemoryError("while the failure was handled");
            }

            @Override
            public void handleException(String message, Throwable exception) {
                handleException(exception);
            }

            @Override
            public void handleException(String message, org.apache.camel.Exchange exchange, Throwable exception) {
                handleException(exception);
            }
        };
        try (Routes routes = scheduled("&exceptionHandler=#failing", Map.of("filter", filter, "failing", failing))) {
            Open115Consumer consumer = routes.consumer("in");
            await().until(() -> consumer.getCounter() >= 3);
            await().until(() -> consumer.getLastError() instanceof OutOfMemoryError);
            await().until(() -> consumer.getErrorCounter() > 0);
            thrown.set(null);
            await().until(() -> delivered.size() == 1);
            await().until(() -> consumer.getErrorCounter() == 0 && consumer.getLastError() == null);
        }
    }
}
