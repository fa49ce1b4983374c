/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.kafka;

import io.github.open115.camel.Open115Component;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A broker and a drive for the tests of a class, and contexts in this process whose work fails on request. */
abstract class WorkersOnABroker {

    @RegisterExtension
    static final Open115EmulatorExtension service = new Open115EmulatorExtension();

    @TempDir
    static Path directory;

    static Broker broker;

    /** The contents that a route has processed, in their order. */
    final List<String> worked = new CopyOnWriteArrayList<>();
    /** The names that those files had then. */
    final List<String> names = new CopyOnWriteArrayList<>();
    /** How often a route shall yet fail at a content. */
    final Map<String, Integer> failures = new ConcurrentHashMap<>();
    /** Each attempt, also those that failed. */
    final List<String> attempts = new CopyOnWriteArrayList<>();

    private final List<CamelContext> contexts = new ArrayList<>();

    @BeforeAll
    static void startBroker() throws Exception {
        broker = new Broker(directory.resolve("broker"));
    }

    @AfterAll
    static void stopBroker() {
        broker.stop();
    }

    @AfterEach
    void stopContexts() {
        contexts.forEach(CamelContext::stop);
    }

    Open115Emulator emulator() {
        return service.emulator();
    }

    /** A context with both components and {@code direct:work}; not started. */
    DefaultCamelContext newContext() throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        contexts.add(context);
        context.getShutdownStrategy().setTimeout(10);
        Open115Component open115 = new Open115Component();
        open115.setStateDirectory(directory
                .resolve("state-" + contexts.size() + "-" + System.nanoTime())
                .toString());
        open115.getConfiguration().setApiBaseUrl(emulator().apiBaseUrl());
        open115.getConfiguration().setAuthBaseUrl(emulator().authBaseUrl());
        open115.getConfiguration().setRefreshToken(emulator().account().newRefreshToken());
        open115.getConfiguration().setRequestsPerSecond(1000);
        open115.getConfiguration().setThrottleCooldown(1000);
        open115.getConfiguration().setThrottleMaxWait(0);
        context.addComponent("open115", open115);
        KafkaComponent kafka = new KafkaComponent();
        kafka.getConfiguration().setBrokers(broker.address());
        kafka.getConfiguration().setPollTimeoutMs(200L);
        context.addComponent("kafka", kafka);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:work")
                        .routeId("work")
                        .errorHandler(noErrorHandler())
                        .process(exchange -> {
                            work(exchange.getMessage().getBody(String.class));
                            names.add(exchange.getMessage().getHeader("CamelFileName", String.class));
                        });
            }
        });
        return context;
    }

    void work(String content) {
        attempts.add(content);
        int left = failures.getOrDefault(content, 0);
        if (left > 0) {
            failures.put(content, left - 1);
            throw new IllegalStateException("cannot process " + content);
        }
        worked.add(content);
    }

    /** Puts a file into the drive. */
    EmulatedFile file(String content) {
        return emulator().drive().addFile(emulator().drive().folder("/inbox"), content + ".txt", Content.of(content));
    }

    /** Sends the reference to a file as the leader does. */
    static void send(CamelContext context, String topic, EmulatedFile file) {
        send(context, topic, file, file.name());
    }

    static void send(CamelContext context, String topic, EmulatedFile file, String name) {
        context.createProducerTemplate()
                .sendBodyAndHeaders(
                        "kafka:" + topic,
                        file.id(),
                        Map.of("pickCode", file.pickCode(), "name", name, "CamelKafkaKey", file.id()));
    }
}
