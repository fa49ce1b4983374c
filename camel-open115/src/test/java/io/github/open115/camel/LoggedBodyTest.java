/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.emulator.Content;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ProcessorDefinition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;

/** What it costs to log a message whose body is the content of a file. */
class LoggedBodyTest extends PollFixture {

    private static final int SIZE = 200_000;

    private final List<String> logged = new CopyOnWriteArrayList<>();

    /** A logger that is on, whatever the logging of the tests is. */
    private final Logger logger = (Logger) Proxy.newProxyInstance(
            Logger.class.getClassLoader(), new Class<?>[] {Logger.class}, (proxy, method, arguments) -> {
                if (method.getName().equals("info")) {
                    logged.add(String.valueOf(arguments[arguments.length - 1]));
                }
                return method.getReturnType() == boolean.class
                        ? Boolean.TRUE
                        : method.getReturnType() == String.class ? "test" : null;
            });

    @FunctionalInterface
    private interface Step {
        ProcessorDefinition<?> add(ProcessorDefinition<?> route);
    }

    private void log(Step step, int links, int downloads) throws Exception {
        drive().addFile(drive().folder("/inbox"), "a.txt", Content.generated(1, SIZE));
        Routes routes = routes();
        routes.context().getRegistry().bind("logger", Logger.class, logger);
        routes.add(new RouteBuilder() {
            @Override
            public void configure() {
                step.add(from(inbox(""))).process(deliveries);
            }
        });
        try (Routes started = routes.start()) {
            poll(started);
            assertThat(delivered).hasSize(1);
            Leaks.assertNoConnection(started);
        }
        assertThat(logged).hasSize(1);
        assertThat(emulator().requests().linkRequests()).isEqualTo(links);
        assertThat(emulator().requests().cdnRequests()).isEqualTo(downloads);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "&showAll=true&multiline=true",
                "&showStreams=true&showFiles=true&showCachedStreams=true",
                "&maxChars=0&showBody=true&showBodyType=true"
            })
    @DisplayName("R15 the log endpoint shows what the body is, and makes no call, with any of its options")
    void logEndpointMakesNoCall(String options) throws Exception {
        log(route -> route.to("log:test?logger=#logger" + options), 0, 0);
        assertThat(logged.get(0)).contains("a.txt");
    }

    @Test
    @DisplayName("R15 the Log EIP with headers makes no call")
    void logEipWithHeaders() throws Exception {
        log(route -> route.log(LoggingLevel.INFO, logger, "${header.CamelFileName}"), 0, 0);
        assertThat(logged).containsExactly("a.txt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"${body}", "${bodyAs(String)}"})
    @DisplayName("R15 the Log EIP with the body reads it: one download of the whole file")
    void logEipWithBody(String message) throws Exception {
        log(route -> route.log(LoggingLevel.INFO, logger, message), 1, 1);
        // the service counts when it has sent
        await().until(() -> emulator().requests().contentBytes() == SIZE);
    }
}
