/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Several routes of one context on one folder: they share what is known of it, and each gets every file. */
class RoutesOnOneFolderTest extends PollFixture {

    /** Three polls of each route, a minute apart. */
    private void pollEach(Routes routes, String... routeIds) {
        for (int i = 0; i < 3; i++) {
            emulator().clock().advance(Duration.ofMinutes(1));
            for (String routeId : routeIds) {
                poll(routes, routeId);
            }
        }
    }

    @Test
    @DisplayName(
            "R8 each of two routes gets each file once, whichever of them listed it; also files of a time it was off")
    void eachRouteGetsEachFileOnce() throws Exception {
        Deliveries one = new Deliveries();
        Deliveries two = new Deliveries();
        try (Routes routes = routes().fromNamed("one", inbox("recursive=true"), one)
                .fromNamed("two", inbox("recursive=true&sortBy=file:name"), two)
                .start()) {
            for (int i = 0; i < 50; i++) {
                put("/inbox/f" + i % 7, i + ".txt");
                if (i % 10 == 5) {
                    poll(routes, i % 20 == 5 ? "one" : "two");
                }
            }
            poll(routes, "one");
            poll(routes, "two");
            assertThat(one.names()).hasSize(50);
            assertThat(two.names()).hasSize(50);
            routes.context().getRouteController().stopRoute("two");
            put("/inbox/f3", "meanwhile.txt");
            poll(routes, "one");
            assertThat(one.names()).hasSize(51);
            drive().rename(
                            drive().fileAt("/inbox/f3/meanwhile.txt")
                                    .orElseThrow()
                                    .id(),
                            "renamed.txt");
            pollEach(routes, "one");
            routes.context().getRouteController().startRoute("two");
            poll(routes, "two");
            assertThat(two.names()).hasSize(51);
            pollEach(routes, "one", "two");
        }
        assertThat(one.names()).hasSize(51).doesNotHaveDuplicates().contains("f3/meanwhile.txt");
        assertThat(two.names()).hasSize(51).doesNotHaveDuplicates().contains("f3/renamed.txt");
    }
}
