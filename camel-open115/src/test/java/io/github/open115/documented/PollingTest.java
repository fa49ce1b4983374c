/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.documented;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.camel.Open115Component;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedDrive;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The routes that "Poll a folder" shows. */
class PollingTest extends EmulatedRoutes {

    @TempDir
    Path target;

    @BeforeEach
    void prepare() {
        context.addComponent("open115", emulated(new Open115Component()));
        context.getPropertiesComponent().addInitialProperty("target", target.toString());
    }

    @Test
    @DisplayName("all new files of a tree arrive")
    void deliversNewFilesOfTheTree() throws Exception {
        add("/inbox/deep", "a.txt", Duration.ZERO);
        start(new RouteBuilder() {
            @Override
            public void configure() {
                from("open115:/inbox?recursive=true&localWorkDirectory={{target}}/.work")
                        .routeId("inbox")
                        .to("file:{{target}}");
            }
        });

        await().untilAsserted(() -> assertThat(target.resolve("deep/a.txt")).hasContent("a.txt"));
    }

    @Test
    @DisplayName("only files of the pattern arrive, when they are old enough")
    void deliversOldFilesOfThePattern() throws Exception {
        Duration hour = Duration.ofHours(1);
        add("/reports/2026", "young.csv", Duration.ZERO);
        add("/reports/2026", "other.txt", hour);
        add("/reports/2025", "early.csv", hour);
        add("/reports/2026/may", "report.csv", hour);
        start(new RouteBuilder() {
            @Override
            public void configure() {
                from("open115:/reports?recursive=true&antInclude=2026/**/*.csv&minAge=5m&localWorkDirectory={{target}}/.work")
                        .routeId("reports")
                        .to("file:{{target}}");
            }
        });

        await().untilAsserted(
                        () -> assertThat(target.resolve("2026/may/report.csv")).hasContent("report.csv"));
        assertThat(target.resolve("2026").toFile().list()).containsExactly("may");
        assertThat(target.resolve("2025")).doesNotExist();
    }

    @Test
    @DisplayName("a file is moved into a folder beside it after its exchange")
    void movesAfterProcessing() throws Exception {
        add("/orders", "order.xml", Duration.ZERO);
        start(new RouteBuilder() {
            @Override
            public void configure() {
                from("open115:/orders?move=done&moveFailed=failed&localWorkDirectory={{target}}/.work")
                        .routeId("orders")
                        .to("file:{{target}}");
            }
        });

        await().until(() -> emulator().drive().fileAt("/orders/done/order.xml").isPresent());
        assertThat(target.resolve("order.xml")).hasContent("order.xml");
    }

    private void add(String folder, String name, Duration age) {
        EmulatedDrive drive = emulator().drive();
        drive.addFile(
                drive.folder(folder), name, Content.of(name), Instant.now().minus(age));
    }

    private void start(RouteBuilder routes) throws Exception {
        context.addRoutes(routes);
        context.start();
    }
}
