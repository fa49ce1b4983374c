/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.benchmarks;

import io.github.open115.camel.Open115Component;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.file.FileComponent;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * How long a context takes to start with nothing, with one route from {@code file:} and with one from {@code open115:}, in
 * a JVM that has started such contexts before. Prints the medians.
 */
public final class StartUp {

    private static final int WARM_UPS = 30;
    private static final int ROUNDS = 61;
    /** Nobody listens there, and the first poll comes after the context is stopped. */
    private static final String NOWHERE = "http://127.0.0.1:9";

    private StartUp() {}

    /** Measures for some seconds. */
    public static void main(String[] arguments) throws Exception {
        Path state = Files.createTempDirectory("open115-start-up");
        Path inbox = Files.createTempDirectory("inbox");
        Consumer<CamelContext> empty = context -> {};
        Consumer<CamelContext> file = context -> {
            context.addComponent("file", new FileComponent());
            route(context, "file:" + inbox + "?initialDelay=60000");
        };
        Consumer<CamelContext> open115 = context -> {
            context.addComponent("open115", component(state));
            route(context, "open115:/inbox?initialDelay=60000");
        };
        for (int i = 0; i < WARM_UPS; i++) {
            started(empty);
            started(file);
            started(open115);
        }
        Targets targets = new Targets();
        double[] times = {median(empty), median(file), median(open115)};
        System.out.printf(
                "empty context %.1f ms, with file: %.1f ms, with open115: %.1f ms%n", times[0], times[1], times[2]);
        System.out.printf(
                "open115: costs %s ms beyond an empty context, %.2f times what file: costs; the whole context %.2f times%n",
                targets.atMost(100, "ms beyond an empty context", times[2] - times[0]),
                (times[2] - times[0]) / (times[1] - times[0]),
                times[2] / times[1]);
        targets.exitIfMissed();
    }

    private static double median(Consumer<CamelContext> set) throws Exception {
        double[] times = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            times[i] = started(set);
        }
        Arrays.sort(times);
        return times[ROUNDS / 2];
    }

    /** From making the context to its start being over, in ms; stopping is not counted. */
    private static double started(Consumer<CamelContext> set) throws Exception {
        long begin = System.nanoTime();
        try (CamelContext context = new DefaultCamelContext()) {
            set.accept(context);
            context.start();
            return (System.nanoTime() - begin) / 1e6;
        }
    }

    private static Open115Component component(Path state) {
        Open115Component component = new Open115Component();
        component.setStateDirectory(state.toString());
        component.getConfiguration().setRefreshToken("none");
        component.getConfiguration().setApiBaseUrl(NOWHERE);
        component.getConfiguration().setAuthBaseUrl(NOWHERE);
        return component;
    }

    private static void route(CamelContext context, String uri) {
        try {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from(uri).routeId("in").process(exchange -> {});
                }
            });
        } catch (Exception e) {
            throw new IllegalStateException("Cannot add a route from " + uri, e);
        }
    }
}
