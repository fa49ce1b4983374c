/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Faults;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Routes of several folders that have one {@code localWorkDirectory}. */
class WorkFilesOfRoutesTest extends PollFixture {

    @TempDir
    Path work;

    private final Map<String, String> contents = new ConcurrentHashMap<>();

    private String from(String folder) {
        return "open115:/" + folder + "?startScheduler=false&localWorkDirectory=" + work;
    }

    private void read(Exchange exchange) throws Exception {
        contents.put(
                exchange.getFromRouteId(),
                Files.readString(((File) exchange.getIn().getBody()).toPath()));
    }

    /** Polls with another thread, so that the exchange of that poll ends before this one. */
    private static void pollMeanwhile(Routes routes, String routeId) {
        CompletableFuture.runAsync(() -> poll(routes, routeId)).join();
    }

    @Test
    @DisplayName("R11 R31 files of one name that are processed at the same time keep their own content")
    void keepsFilesOfOneNameApart() throws Exception {
        put("/inbox", "report.csv", "inbox");
        put("/other", "report.csv", "other");
        try (Routes routes = routes()) {
            routes.fromNamed("inbox", from("inbox"), exchange -> {
                        // fetches the file; its exchange waits for the end of this one, on the same thread
                        poll(routes, "other");
                        read(exchange);
                    })
                    .fromNamed("other", from("other"), this::read)
                    .start();
            poll(routes, "inbox");
            pollOn(routes, 1);
        }
        assertThat(contents).isEqualTo(Map.of("inbox", "inbox", "other", "other"));
        try (var left = Files.list(work)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    @DisplayName("R11 two routes of one folder do not delete each other's work file, also after a failure")
    void keepsTheFileOfTheOtherRoute() throws Exception {
        put("/inbox", "report.csv", "inbox");
        try (Routes routes = routes()) {
            routes.fromNamed("first", from("inbox"), exchange -> {
                        pollMeanwhile(routes, "second");
                        read(exchange);
                    })
                    .fromNamed("second", from("inbox") + "&noop=true", exchange -> {
                        read(exchange);
                        if (contents.size() == 1) {
                            throw new IllegalStateException("on purpose");
                        }
                    })
                    .start();
            poll(routes, "first");
            poll(routes, "second");
        }
        assertThat(contents).isEqualTo(Map.of("first", "inbox", "second", "inbox"));
        try (var left = Files.list(work)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    @DisplayName("R11 the name of a work file is free again when its download failed, or its exchange has ended")
    void freesTheName() throws Exception {
        put("/inbox", "report.csv", "inbox");
        emulator().faults().arm(Faults.CDN, Fault.bitFlippedAt(2)).times(4);
        List<String> names = new ArrayList<>();
        try (Routes routes = routes()) {
            routes.fromNamed("inbox", from("inbox") + "&idempotent=false", exchange -> {
                        names.add(((File) exchange.getIn().getBody()).getName());
                        throw new IllegalStateException("on purpose");
                    })
                    .start();
            pollOn(routes, 30);
        }
        assertThat(names).hasSizeGreaterThan(1).containsOnly("report.csv");
    }
}
