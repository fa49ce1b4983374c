/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.client.files.RecycledFile;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedDrive;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.EmulatorClock;
import io.github.open115.emulator.Open115Emulator;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The routes that {@code docs/managing.md} shows. */
class ManagingDocumentTest extends PollFixture {

    @Test
    @DisplayName("the first route moves all that is in a folder, with two calls and those for the target")
    void archives() throws Exception {
        put("/inbox", "a.txt");
        put("/inbox", "b.txt");
        Routes routes = routes().add(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:archive")
                        .to("open115:/inbox?operation=list")
                        .setHeader("CamelOpen115TargetFolder", constant("archive/2026"))
                        .to("open115:/inbox?operation=move&autoCreate=true");
            }
        });
        try (Routes started = routes.start()) {
            started.template().requestBody("direct:archive", (Object) null);
        }
        assertThat(isAt("/archive/2026/a.txt")).isTrue();
        assertThat(isAt("/archive/2026/b.txt")).isTrue();
        assertThat(calls(MOVE)).isEqualTo(1);
    }

    @Test
    @DisplayName("the first recipe keeps the newest five files")
    void keepsTheNewest() throws Exception {
        for (int i = 0; i < 8; i++) {
            put("/backup", "b" + i);
            emulator().clock().advance(Duration.ofHours(1));
        }
        drive().folder("/backup/sub");
        Routes routes = routes().add(new RouteBuilder() {
            @Override
            public void configure() {
                from("timer:keep?period=24h&delay=0")
                        .to("open115:/backup?operation=list")
                        .setBody(exchange -> allButNewest(exchange.getMessage().getBody(Open115File[].class), 5))
                        .to("open115:/backup?operation=delete");
            }
        });
        try (Routes started = routes.start()) {
            await().until(() -> drive().binned().size() == 3);
            assertThat(started.context().getStatus().isStarted()).isTrue();
        }
        assertThat(drive().names(drive().folder("/backup")))
                .containsExactlyInAnyOrder("sub", "b3", "b4", "b5", "b6", "b7");
    }

    @Test
    @DisplayName("the second recipe deletes for ever what was deleted more than 30 days ago")
    void cleansTheRecycleBin() throws Exception {
        EmulatorClock clock = EmulatorClock.frozenAt(Instant.now().minus(Duration.ofDays(40)));
        try (Open115Emulator service = Open115Emulator.builder().clock(clock).start()) {
            EmulatedDrive drive = service.drive();
            EmulatedFile old = drive.addFile(drive.folder("/inbox"), "old", Content.of("old"));
            EmulatedFile young = drive.addFile(drive.folder("/inbox"), "young", Content.of("young"));
            drive.remove(old.id());
            clock.advance(Duration.ofDays(39));
            drive.remove(young.id());
            Routes routes = Routes.authorized(service, state).add(new RouteBuilder() {
                @Override
                public void configure() {
                    from("timer:clean?period=7d&delay=0")
                            .to("open115:/?operation=recycleBinList")
                            .setBody(exchange ->
                                    olderThan(30, exchange.getMessage().getBody(RecycledFile[].class)))
                            .to("open115:/?operation=recycleBinDelete");
                }
            });
            try (Routes started = routes.start()) {
                await().until(() -> drive.binned().size() == 1);
                assertThat(started.context().getStatus().isStarted()).isTrue();
            }
            assertThat(drive.isBinned(young.id())).isTrue();
        }
    }

    @Test
    @DisplayName("the third recipe brings files and deletions to another account")
    void mirrors() throws Exception {
        try (Open115Emulator two = Open115Emulator.start()) {
            EmulatedFile file = drive().addFile(drive().folder("/films/x"), "film.mkv", Content.generated(1, 200_000));
            Routes routes = new Routes(emulator(), state);
            routes.account("one", emulator());
            routes.account("two", two);
            routes.add(new RouteBuilder() {
                @Override
                public void configure() {
                    from("open115:/films?account=one&recursive=true&deletedFiles=true")
                            .routeId("mirror")
                            .choice()
                            .when(header("CamelOpen115Event").isEqualTo("DELETED"))
                            .filter(header("CamelFileName").isNotNull())
                            .toD("open115:/films?account=two&operation=delete&fileName=${header.CamelFileName}")
                            .endChoice()
                            .otherwise()
                            .to("open115:/films?account=two");
                }
            });
            AdviceWith.adviceWith(
                    routes.context(),
                    "mirror",
                    route -> route.replaceFromWith(
                            "open115:/films?account=one&recursive=true&deletedFiles=true&startScheduler=false"));
            try (Routes started = routes.start()) {
                poll(started);
                assertThat(two.drive().fileAt("/films/x/film.mkv").orElseThrow().sha1())
                        .isEqualTo(file.sha1());
                drive().purge(file.id());
                pollOn(started, 6);
                assertThat(two.drive().fileAt("/films/x/film.mkv")).isEmpty();
            }
        }
    }

    static List<Open115File> allButNewest(Open115File[] files, int kept) {
        return Stream.of(files)
                .filter(file -> !file.folder())
                .sorted(Comparator.comparing(Open115File::uploadedAt).reversed())
                .skip(kept)
                .toList();
    }

    static List<RecycledFile> olderThan(int days, RecycledFile[] files) {
        Instant limit = Instant.now().minus(Duration.ofDays(days));
        return Stream.of(files)
                .filter(file -> file.deletedAt() != null && file.deletedAt().isBefore(limit))
                .toList();
    }
}
