/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.emulator.EmulatedFile;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Two routes that report deletions, in one folder or in folders that overlap. */
class DeletedFilesOfTwoRoutesTest extends DeletedFilesFixture {

    /** Route, plus for a file or minus for a deletion, and path. */
    private final List<String> events = new CopyOnWriteArrayList<>();

    private void note(Exchange exchange) {
        events.add(exchange.getFromRouteId()
                + (exchange.getIn().getHeader("CamelOpen115Event") == null ? "+" : "-")
                + exchange.getIn().getHeader(Exchange.FILE_NAME));
    }

    private Routes twoRoutes(String one, String two) throws Exception {
        String options = "startScheduler=false&download=false&" + ON;
        return Routes.authorized(emulator(), state)
                .fromNamed("one", "open115:" + one + "&" + options, this::note)
                .fromNamed("two", "open115:" + two + "&" + options, this::note)
                .start();
    }

    private void pollBoth(Routes routes, int times) {
        for (int i = 0; i < times; i++) {
            emulator().clock().advance(Duration.ofMinutes(1));
            poll(routes, "one");
            poll(routes, "two");
        }
    }

    @Test
    @DisplayName(
            "R22 a move by one route is no deletion for the other; a deletion by somebody else is reported by both")
    void moveByOneRouteIsNoDeletionForTheOther() throws Exception {
        try (Routes routes = twoRoutes("/inbox?idempotent=true", "/inbox?move=../done&exclude=b.*")) {
            put("/inbox", "a.txt");
            EmulatedFile deleted = put("/inbox", "b.txt");
            pollBoth(routes, 5);
            drive().purge(deleted.id());
            pollBoth(routes, 6);
        }
        assertThat(events).containsExactlyInAnyOrder("one+a.txt", "one+b.txt", "two+a.txt", "one-b.txt");
    }

    @Test
    @DisplayName(
            "R22 a move out of the inner of two folders is no deletion for either route; a deletion is reported by both")
    void moveOutOfTheInnerFolderIsNoDeletion() throws Exception {
        try (Routes routes = twoRoutes("/inbox?recursive=true", "/inbox/sub?recursive=true")) {
            EmulatedFile moved = put("/inbox/sub", "a.txt");
            EmulatedFile deleted = put("/inbox/sub", "b.txt");
            pollBoth(routes, 2);
            drive().move(moved.id(), drive().folder("/inbox/other"));
            pollBoth(routes, 6);
            drive().purge(deleted.id());
            pollBoth(routes, 5);
            assertThat(events.subList(4, events.size())).containsExactlyInAnyOrder("one-sub/b.txt", "two-b.txt");
            drive().purge(moved.id());
            pollBoth(routes, 5);
        }
        assertThat(events).hasSize(7).endsWith("one-sub/a.txt");
    }

    @Test
    @DisplayName(
            "R22 a file that moves to and fro between two folders is delivered once in each, and reported by the route of its last folder")
    void deletionIsReportedByTheRouteOfTheLastFolder() throws Exception {
        drive().folder("/second");
        try (Routes routes = twoRoutes("/inbox?recursive=false", "/second?recursive=false")) {
            EmulatedFile file = put("/inbox", "a.txt");
            pollBoth(routes, 2);
            for (int i = 0; i < 2; i++) {
                drive().move(file.id(), drive().folder("/second"));
                pollBoth(routes, 5);
                drive().move(file.id(), drive().folder("/inbox"));
                pollBoth(routes, 5);
            }
            drive().purge(file.id());
            pollBoth(routes, 5);
        }
        assertThat(events).containsExactly("one+a.txt", "two+a.txt", "one-a.txt");
    }
}
