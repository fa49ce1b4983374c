/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Several routes on one folder: one of them lists it, the others use that. */
class ListingsOfRoutesTest extends PollFixture {

    private final Deliveries one = new Deliveries();
    private final Deliveries two = new Deliveries();

    @Test
    @DisplayName("R4 R20 three routes with different filters on one folder make one listing call a round")
    void routesShareOneListing() throws Exception {
        try (Routes routes = Routes.authorized(emulator(), state)
                .fromNamed("one", INBOX + "&include=a.*", one)
                .fromNamed("two", INBOX + "&include=b.*", two)
                .fromNamed("in", INBOX, deliveries)
                .start()) {
            // at its first poll each gets every row
            poll(routes, "one");
            poll(routes, "two");
            poll(routes, "in");
            for (int round = 0; round < 5; round++) {
                emulator().clock().advance(Duration.ofMinutes(1));
                put("/inbox", "a" + round);
                put("/inbox", "b" + round);
                long before = listings();
                poll(routes, "one");
                poll(routes, "two");
                poll(routes, "in");
                assertThat(listings() - before).as("calls of round %s", round).isEqualTo(1);
            }
        }
        assertThat(one.names()).containsExactly("a0", "a1", "a2", "a3", "a4");
        assertThat(two.names()).containsExactly("b0", "b1", "b2", "b3", "b4");
        assertThat(delivered).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("R20 with delays far apart each route has a new file within its own delay")
    void eachRouteDeliversWithinItsOwnDelay() throws Exception {
        try (Routes routes = Routes.authorized(emulator(), state)
                .fromNamed("one", INBOX + "&delay=60000", one)
                .fromNamed("two", INBOX + "&delay=3600000", two)
                .start()) {
            poll(routes, "one");
            poll(routes, "two");
            long before = listings();
            for (int minute = 1; minute <= 120; minute++) {
                emulator().clock().advance(Duration.ofMinutes(1));
                String name = put("/inbox", "n" + minute).name();
                if (minute % 60 == 0) {
                    poll(routes, "two");
                    assertThat(two.names())
                            .as("what the fast one listed a minute ago")
                            .hasSize(minute - 1)
                            .doesNotHaveDuplicates();
                }
                poll(routes, "one");
                assertThat(one.names()).as("after minute %s", minute).contains(name);
            }
            assertThat(listings() - before)
                    .as("the fast one lists, the slow one never")
                    .isEqualTo(120);
        }
        assertThat(one.names()).hasSize(120).doesNotHaveDuplicates();
    }
}
