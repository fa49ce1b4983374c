/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.emulator.Content;
import io.github.open115.emulator.Fault;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.spi.BrowsableEndpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Two folders of one name: whether the first is still there decides what the second is called. */
class FoldersOfOneNameTest extends PollFixture {

    private static final Duration PATHS_GROW_OLD = Duration.ofMinutes(11);

    private String first;
    private String second;

    @BeforeEach
    void makeTwins() {
        first = folder();
        second = folder();
    }

    private String folder() {
        return drive().createFolder(drive().folder("/inbox"), "x");
    }

    private void add(String folderId, String name, String content) {
        drive().addFile(folderId, name, Content.of(content));
    }

    @Test
    @DisplayName("R21 what is browsed costs no call, also where the path of a twin is old")
    void browsingMakesNoCall() throws Exception {
        add(first, "a.txt", "A");
        add(second, "b.txt", "B");
        try (Routes routes = route("recursive=true")) {
            poll(routes);
            assertThat(delivered).containsExactly("x/a.txt", "x~" + second + "/b.txt");

            emulator().clock().advance(PATHS_GROW_OLD);
            assertThat(callsOfPoll(routes)).isEqualTo(1);
            assertThat(browsed(routes)).containsExactlyInAnyOrder("x/a.txt", "x~" + second + "/b.txt");
        }
    }

    private static Object[] browsed(Routes routes) {
        return ((BrowsableEndpoint) routes.context().getRoute("in").getEndpoint())
                .getExchanges().stream()
                        .map(exchange -> exchange.getIn().getHeader(Exchange.FILE_NAME))
                        .toArray();
    }

    @Test
    @DisplayName("R29 a poll that has handed its files over does not fail for what would be browsed")
    void browsingFailsNoPollThatHandedFilesOver() throws Exception {
        add(first, "a.txt", "A");
        add(second, "b.txt", "B");
        try (Routes routes = route("recursive=true")) {
            poll(routes);
            emulator().clock().advance(PATHS_GROW_OLD);
            put("/inbox", "c.txt");
            emulator()
                    .faults()
                    .arm("GET /open/ufile/files", Fault.html(500))
                    .when(request -> request.parameter("cid").equals(first))
                    .always();
            poll(routes);
            assertThat(routes.consumer("in").getErrorCounter()).isZero();
        }
        assertThat(delivered).hasSize(3).contains("c.txt");
    }

    @Test
    @DisplayName(
            "R21 files of a twin that a filter leaves out cost no call while it is another folder's turn to be asked for")
    void heldFilesMakeNoCallOutOfTurn() throws Exception {
        add(first, "a.txt", "A");
        put("/inbox/y", "b.txt");
        emulator().clock().advance(Duration.ofMinutes(1));
        add(second, "c.txt", "C");
        try (Routes routes = route("recursive=true&antInclude=x/*")) {
            poll(routes);
            emulator().clock().advance(PATHS_GROW_OLD);
            assertThat(callsOfPoll(routes)).as("a listing, and a look-up of y").isEqualTo(2);
        }
        assertThat(delivered).containsExactly("x/a.txt");
    }
}
