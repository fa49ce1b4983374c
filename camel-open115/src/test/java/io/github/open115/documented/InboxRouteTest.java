/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.documented;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.camel.Open115Component;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedDrive;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class InboxRouteTest {

    @RegisterExtension
    final Open115EmulatorExtension service = new Open115EmulatorExtension();

    @TempDir
    Path state;

    private final BlockingQueue<String> arrived = new LinkedBlockingQueue<>();
    private final DefaultCamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() throws Exception {
        Open115Component component = new Open115Component();
        component.setStateDirectory(state.toString());
        component.getConfiguration().setApiBaseUrl(service.emulator().apiBaseUrl());
        component.getConfiguration().setAuthBaseUrl(service.emulator().authBaseUrl());
        component
                .getConfiguration()
                .setRefreshToken(service.emulator().account().newRefreshToken());
        component.getConfiguration().setRequestsPerSecond(1000);
        context.addComponent("open115", component);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("open115:/inbox?delay=100")
                        .routeId("inbox")
                        .process(exchange -> arrived.add(exchange.getMessage().getBody(String.class)));
            }
        });
        service.emulator().drive().folder("/inbox");
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void aNewFileArrives() throws Exception {
        EmulatedDrive drive = service.emulator().drive();
        drive.addFile(drive.folder("/inbox"), "report.csv", Content.of("a;b"));

        assertThat(arrived.poll(5, TimeUnit.MINUTES)).isEqualTo("a;b");
    }

    @Test
    void aDamagedDownloadIsNotTakenForTheFile() throws Exception {
        Open115Emulator emulator = service.emulator();
        emulator.faults().arm("CDN", Fault.bitFlippedAt(1)).times(1);
        EmulatedDrive drive = emulator.drive();
        drive.addFile(drive.folder("/inbox"), "report.csv", Content.of("a;b"));

        assertThat(arrived.poll(5, TimeUnit.MINUTES)).isEqualTo("a;b");
    }
}
