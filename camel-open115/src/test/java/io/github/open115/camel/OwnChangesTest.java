/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What routes change by operations, and what polls make of it. */
class OwnChangesTest extends PollFixture {

    private static void send(Routes routes, String operation, Object body, Map<String, Object> headers) {
        routes.template().requestBodyAndHeaders("open115:/inbox?operation=" + operation, body, headers);
    }

    private Map<String, Object> into(String folder) {
        return Map.of("CamelOpen115TargetFolderId", drive().folder(folder));
    }

    @Test
    @DisplayName("R8 a file that a route moves, copies or restores into a polled folder is delivered exactly once")
    void deliversWhatComes() throws Exception {
        EmulatedFile moved = put("/other", "moved.txt");
        EmulatedFile copied = put("/other", "copied.txt");
        EmulatedFile restored = put("/inbox", "restored.txt");
        try (Routes routes = route("")) {
            send(routes, "delete", List.of(restored.id()), Map.of());
            poll(routes);
            assertThat(delivered).isEmpty();
            emulator().clock().advance(Duration.ofMinutes(2));
            send(routes, "move", List.of(moved.id()), into("/inbox"));
            send(routes, "copy", List.of(copied.id()), into("/inbox"));
            send(routes, "recycleBinRestore", List.of(restored.id()), Map.of());
            pollOn(routes, 5);
            assertThat(delivered).containsExactlyInAnyOrder("moved.txt", "copied.txt", "restored.txt");
        }
    }

    @Test
    @DisplayName("a file that waits and is deleted or moved away by a route is not delivered")
    void doesNotDeliverWhatHasLeft() throws Exception {
        List<EmulatedFile> files = List.of(put("/inbox", "1"), put("/inbox", "2"), put("/inbox", "3"));
        try (Routes routes = route("maxMessagesPerPoll=1&preSort=name")) {
            poll(routes);
            assertThat(delivered).containsExactly("1");
            send(routes, "delete", List.of(files.get(1).id()), Map.of());
            send(routes, "move", List.of(files.get(2).id()), into("/other"));
            pollOn(routes, 3);
            assertThat(delivered).containsExactly("1");
        }
    }

    @Test
    @DisplayName("what routes take out of a folder of 3000 files costs a poll no more than nothing would")
    void costsNothing() throws Exception {
        Content content = Content.of("x");
        String inbox = drive().folder("/inbox");
        for (int i = 0; i < 3000; i++) {
            drive().addFile(inbox, "f" + i, content);
            emulator().clock().advance(Duration.ofSeconds(1));
        }
        List<EmulatedFile> files = drive().filesBelow(inbox);
        try (Routes routes = route("download=false")) {
            pollOn(routes, 10);
            assertThat(delivered.size()).isEqualTo(3000);
            assertThat(callsOfPoll(routes)).isEqualTo(1);
            send(
                    routes,
                    "delete",
                    files.subList(0, 500).stream().map(EmulatedFile::id).toList(),
                    Map.of());
            send(
                    routes,
                    "move",
                    files.subList(500, 1000).stream().map(EmulatedFile::id).toList(),
                    into("/other"));
            assertThat(callsOfPoll(routes)).isEqualTo(1);
            emulator().clock().advance(Duration.ofMinutes(2));
            assertThat(callsOfPoll(routes)).isEqualTo(1);
            assertThat(callsOfPoll(routes)).isEqualTo(1);
        }
    }

    @Test
    @DisplayName(
            "R8 an old file that a route brings into a folder of 3000, while it takes another one out, is delivered")
    void findsWhatHidesInTheCount() throws Exception {
        EmulatedFile brought = put("/other", "brought.txt");
        Content content = Content.of("x");
        String inbox = drive().folder("/inbox");
        for (int i = 0; i < 3000; i++) {
            drive().addFile(inbox, "f" + i, content);
            emulator().clock().advance(Duration.ofSeconds(1));
        }
        EmulatedFile taken = drive().filesBelow(inbox).get(0);
        try (Routes routes = route("download=false")) {
            pollOn(routes, 10);
            send(routes, "delete", List.of(taken.id()), Map.of());
            send(routes, "move", List.of(brought.id()), into("/inbox"));
            emulator().clock().advance(Duration.ofSeconds(20));
            assertThat(callsOfPoll(routes)).as("the newest rows, then all").isEqualTo(1 + 3);
            assertThat(delivered.size()).isEqualTo(3001);
            assertThat(delivered.get(3000)).isEqualTo("brought.txt");
            emulator().clock().advance(Duration.ofSeconds(20));
            assertThat(callsOfPoll(routes)).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("R22 a file that a route of this component deletes is no deletion by somebody else")
    void reportsNoOwnDeletion() throws Exception {
        EmulatedFile own = put("/inbox", "own.txt");
        EmulatedFile foreign = put("/inbox", "foreign.txt");
        List<String> events = new ArrayList<>();
        try (Routes routes = route(
                "deletedFiles=true",
                exchange -> events.add(exchange.getIn().getHeader("CamelOpen115Event") + " "
                        + exchange.getIn().getHeader("CamelFileName")))) {
            poll(routes);
            send(routes, "delete", List.of(own.id()), Map.of());
            drive().purge(foreign.id());
            pollOn(routes, 6);
        }
        assertThat(events).containsExactlyInAnyOrder("null own.txt", "null foreign.txt", "DELETED foreign.txt");
    }

    @Test
    @DisplayName("R22 a file that its own route deletes by an operation is not reported, and no poll searches for it")
    void deletesWithinTheExchange() throws Exception {
        put("/inbox", "a.txt");
        try (Routes routes = routes()) {
            routes.add(new RouteBuilder() {
                @Override
                public void configure() {
                    from(inbox("deletedFiles=true"))
                            .process(deliveries)
                            .choice()
                            .when(header("CamelOpen115Event").isNull())
                            .to("open115:/inbox?operation=delete");
                }
            });
            routes.start();
            poll(routes);
            pollOn(routes, 6);
        }
        assertThat(delivered).containsExactly("a.txt");
    }
}
