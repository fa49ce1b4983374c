/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.client.ChildProcess;
import io.github.open115.emulator.Open115Emulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A process of its own that works on an emulated drive until it is gone, as by {@code kill -9}. */
final class DyingProcess {

    static final int EXIT_CODE = 137;

    private DyingProcess() {}

    /**
     * Runs a class until it dies.
     *
     * @param main gets what {@link #start} needs, and the further arguments from the fifth on
     * @param directory for the state, in {@code state}, and the log
     */
    static void run(Class<?> main, Open115Emulator emulator, Path directory, String... further)
            throws IOException, InterruptedException {
        Path output = directory.resolve("child.log");
        Stream<String> first = Stream.of(
                emulator.apiBaseUrl(),
                emulator.authBaseUrl(),
                emulator.account().newRefreshToken(),
                directory.resolve("state").toString());
        int exit = ChildProcess.run(
                main,
                List.of("-Xmx64m"),
                output,
                Stream.concat(first, Stream.of(further)).toArray(String[]::new));
        assertThat(exit).as(Files.readString(output)).isEqualTo(EXIT_CODE);
    }

    /** In the process: hands what an endpoint delivers to a processor; {@code main} must not return meanwhile. */
    static void start(String[] arguments, String uri, Processor processor) throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        context.addComponent("open115", component(arguments, arguments[3]));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).process(processor);
            }
        });
        context.start();
    }

    /** @param arguments API, authorization server and refresh token come first */
    static Open115Component component(String[] arguments, String stateDirectory) {
        Open115Component component = new Open115Component();
        component.setStateDirectory(stateDirectory);
        Open115Configuration configuration = component.getConfiguration();
        configuration.setApiBaseUrl(arguments[0]);
        configuration.setAuthBaseUrl(arguments[1]);
        configuration.setRefreshToken(arguments[2]);
        configuration.setRequestsPerSecond(1000);
        return component;
    }

    /** In the process: nothing is closed, nothing is cleaned up. */
    static void die() {
        Runtime.getRuntime().halt(EXIT_CODE);
    }
}
