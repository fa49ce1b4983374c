/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import io.github.open115.client.Open115Client;
import io.github.open115.client.account.Limits;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedDrive;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.Open115Emulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.ScheduledPollConsumer;

/** An emulated drive with a tree below {@code /inbox}, at a time that stands still, and a route that polls it on demand. */
final class PolledDrive implements AutoCloseable {

    private final Open115Emulator emulator = Open115Emulator.builder().start();
    private final Path directory;
    private final List<EmulatedFile> tree = new ArrayList<>();
    private DefaultCamelContext context;
    private int delivered;

    PolledDrive(int files, int folders) throws IOException {
        directory = Files.createTempDirectory("open115-figures");
        emulator.clock().freeze();
        String inbox = drive().folder("/inbox");
        Content content = Content.of("x");
        for (int i = 0; i < files; i++) {
            tree.add(drive().addFile(folders == 0 ? inbox : folder(i % folders), "old-" + i + ".bin", content));
            emulator.clock().advance(Duration.ofMillis(200));
        }
        emulator.clock().advance(Duration.ofHours(1));
    }

    private String folder(int number) {
        return drive().folder("/inbox/f" + number);
    }

    EmulatedDrive drive() {
        return emulator.drive();
    }

    EmulatedFile file(int number) {
        return tree.get(number);
    }

    void upload(int folder, String name) {
        drive().addFile(folder(folder), name, Content.of(name));
    }

    void advance(Duration time) {
        emulator.clock().advance(time);
    }

    /** Starts the route anew, with what it remembers from before. */
    void start(String options) throws Exception {
        stop();
        Open115Component component = new Open115Component();
        component.setStateDirectory(directory.toString());
        component.setClock(emulator.clock());
        Open115Configuration configuration = component.getConfiguration();
        configuration.setApiBaseUrl(emulator.apiBaseUrl());
        configuration.setAuthBaseUrl(emulator.authBaseUrl());
        configuration.setRequestsPerSecond(1e9);
        configuration.setRequestsPerDay(Integer.MAX_VALUE);
        configuration.setRefreshToken(emulator.account().newRefreshToken());
        context = new DefaultCamelContext();
        context.addComponent("open115", component);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("open115:/inbox?startScheduler=false&download=false&" + options)
                        .routeId("inbox")
                        .process(exchange -> delivered++);
            }
        });
        context.start();
    }

    /** Polls once. */
    void poll() {
        ((ScheduledPollConsumer) context.getRoute("inbox").getConsumer()).run();
    }

    int delivered() {
        return delivered;
    }

    /** How many API calls some work costs, log-in aside. */
    long calls(Runnable work) {
        long before = calls();
        work.run();
        return calls() - before;
    }

    private long calls() {
        return emulator.requests().all().stream()
                .filter(request -> !request.path().contains("refreshToken"))
                .count();
    }

    /** How many calls a client makes that walks folder by folder. */
    long callsOfWalk(int pageSize) {
        try (Open115Client client = Open115Client.builder()
                .stateDirectory(directory.resolve("walk"))
                .refreshToken(emulator.account().newRefreshToken())
                .apiBaseUrl(emulator.apiBaseUrl())
                .authBaseUrl(emulator.authBaseUrl())
                .clock(emulator.clock())
                .limits(new Limits(1e9, Integer.MAX_VALUE, Duration.ofMinutes(5), Duration.ofHours(1)))
                .build()) {
            String inbox = drive().folder("/inbox");
            return calls(() -> new NaiveWalk(client.files(), pageSize).poll(inbox));
        }
    }

    private void stop() {
        if (context != null) {
            context.stop();
        }
    }

    @Override
    public void close() {
        stop();
        emulator.close();
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
