/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.emulator.Content;
import io.github.open115.emulator.Faults;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Folders that are renamed or moved while a poll of their tree is under way. */
class MovedFoldersTest extends DeletedFilesFixture {

    private static final String TREE = ON + "&recursive=true";

    private String fill(String folder, int files) {
        String id = drive().folder(folder);
        for (int i = 0; i < files; i++) {
            drive().addFile(id, folder.replace('/', '-') + i + ".txt", Content.of("content"));
            emulator().clock().advance(Duration.ofSeconds(1));
        }
        return id;
    }

    private void eachIsDeliveredOnce(int files) {
        assertThat(delivered.stream().map(name -> name.substring(name.lastIndexOf('/') + 1)))
                .doesNotHaveDuplicates()
                .hasSize(files);
        assertThat(reported).isEmpty();
    }

    @Test
    @DisplayName(
            "R21 a folder that leaves between its listing and its look-up, and comes back, is delivered after its return")
    void folderThatLeavesBeforeItsLookUpIsDeliveredWhenItIsBack() throws Exception {
        String sub = fill("/inbox/sub", 1);
        emulator()
                .faults()
                .before(LIST, 1, () -> drive().move(sub, drive().folder("/elsewhere")))
                .when(request -> request.parameter("cid").equals(sub));
        try (Routes routes = route(TREE)) {
            poll(routes);
            drive().move(sub, drive().folder("/inbox"));
            pollOn(routes, 12);
        }
        eachIsDeliveredOnce(1);
    }

    @ParameterizedTest(name = "before page {0}")
    @ValueSource(ints = {2, 3, 5})
    @DisplayName(
            "R1 R7 folders that change places between two pages: each file once in the end, no deletion is reported")
    void foldersExchangedBetweenPagesAreDeliveredOnce(int page) throws Exception {
        String waiting = fill("/elsewhere/in1", 6);
        String leaving = fill("/inbox/out1", 6);
        fill("/inbox/stays", 6);
        String leavingNext = fill("/inbox/out2", 6);
        String waitingNext = fill("/elsewhere/in2", 6);
        emulator().faults().before(LIST, page, () -> exchange(leaving, waiting));
        emulator().faults().before(LIST, page + 1, () -> exchange(leavingNext, waitingNext));
        try (Routes routes = route(TREE + "&pageSize=4")) {
            pollOn(routes, 10);
            Stream.of(leaving, leavingNext).forEach(id -> drive().move(id, drive().folder("/inbox")));
            pollOn(routes, 15);
            emulator().clock().advance(Duration.ofHours(7));
            pollOn(routes, 15);
        }
        eachIsDeliveredOnce(30);
    }

    private void exchange(String leaving, String coming) {
        drive().move(leaving, drive().folder("/elsewhere"));
        drive().move(coming, drive().folder("/inbox"));
    }

    @Test
    @DisplayName("R20 R21 a folder that arrives between the flat listing and the folder's own count causes no walk")
    void folderThatComesBeforeTheComparisonIsNoReasonToWalk() throws Exception {
        fill("/inbox", 3);
        String coming = fill("/elsewhere/sub", 3);
        for (int i = 0; i < 20; i++) {
            drive().folder("/inbox/empty" + i);
        }
        emulator().faults().before("/open/folder/get_info", 2, () -> drive().move(coming, drive().folder("/inbox")));
        try (Routes routes = route(TREE)) {
            pollOn(routes, 2);
            eachIsDeliveredOnce(6);
            assertThat(callsOfPolls(routes, 3)).containsOnly(1L);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"renamed", "moved", "deleted"})
    @DisplayName(
            "R29 a folder that changes while its first file is fetched: each file once, at the latest when it is back")
    void folderThatChangesDuringADownloadIsDeliveredOnce(String change, @TempDir Path work) throws Exception {
        String sub = fill("/inbox/sub", 3);
        emulator().faults().before(Faults.CDN, 2, () -> {
            switch (change) {
                case "renamed" -> drive().rename(sub, "other");
                case "moved" -> drive().move(sub, drive().folder("/elsewhere"));
                default -> drive().remove(sub);
            }
        });
        List<String> names = new CopyOnWriteArrayList<>();
        try (Routes routes = Routes.authorized(emulator(), state)
                .fromNamed(
                        "in",
                        "open115:/inbox?recursive=true&startScheduler=false&localWorkDirectory=" + work,
                        exchange -> {
                            assertThat(exchange.getIn().getBody(String.class)).isEqualTo("content");
                            names.add(exchange.getIn().getHeader(Exchange.FILE_NAME, String.class));
                        })
                .start()) {
            poll(routes);
            List<String> first = new ArrayList<>(names);
            pollOn(routes, 3);
            assertThat(names).isEqualTo(first);
            if (change.equals("moved")) {
                drive().move(sub, drive().folder("/inbox"));
            } else if (change.equals("deleted")) {
                drive().restore(sub);
            }
            pollOn(routes, 14);
        }
        assertThat(names).hasSize(3).doesNotHaveDuplicates();
    }
}
