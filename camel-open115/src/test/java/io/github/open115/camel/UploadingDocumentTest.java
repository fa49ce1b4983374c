/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedDrive;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The routes that {@code docs/uploading.md} shows. */
class UploadingDocumentTest {

    @RegisterExtension
    final Open115EmulatorExtension service = new Open115EmulatorExtension();

    @TempDir
    Path state;

    @TempDir
    Path reports;

    @Test
    @DisplayName("the first route brings a local tree into the drive")
    void uploadsATree() throws Exception {
        Files.writeString(Files.createDirectories(reports.resolve("2026")).resolve("may.pdf"), "content");
        Routes routes = Routes.authorized(service.emulator(), state);
        routes.context().getPropertiesComponent().addInitialProperty("reports", reports.toString());
        routes.add(new RouteBuilder() {
            @Override
            public void configure() {
                from("file:{{reports}}?noop=true&recursive=true").to("open115:/backup");
            }
        });
        EmulatedDrive drive = service.emulator().drive();
        try (Routes started = routes.start()) {
            await().until(() -> drive.fileAt("/backup/2026/may.pdf").isPresent());
            assertThat(started.context().getStatus().isStarted()).isTrue();
        }
    }

    @Test
    @DisplayName("the route between two accounts brings a new file from one drive to the other")
    void copiesBetweenAccounts() throws Exception {
        try (Open115Emulator two = Open115Emulator.start()) {
            EmulatedDrive drive = service.emulator().drive();
            drive.addFile(drive.folder("/films"), "film.mkv", Content.generated(1, 200_000));
            Routes routes = new Routes(service.emulator(), state);
            routes.account("one", service.emulator());
            routes.account("two", two);
            routes.add(new RouteBuilder() {
                @Override
                public void configure() {
                    from("open115:/films?account=one").to("open115:/films?account=two");
                }
            });
            try (Routes started = routes.start()) {
                await().until(() -> two.drive().fileAt("/films/film.mkv").isPresent());
                assertThat(two.drive().fileAt("/films/film.mkv").orElseThrow().sha1())
                        .isEqualTo(drive.fileAt("/films/film.mkv").orElseThrow().sha1());
                assertThat(started.context().getStatus().isStarted()).isTrue();
            }
        }
    }
}
