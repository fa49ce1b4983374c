/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Several routes of one context on one folder: they share what is known of it, and each gets every file. */
class RoutesOnOneFolderTest extends InboxFixture {

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
            }
            await().until(() -> one.names().size() == 50 && two.names().size() == 50);
            routes.context().getRouteController().stopRoute("two");
            put("/inbox/f3", "meanwhile.txt");
            await().until(() -> one.names().size() == 51);
            drive().rename(
                            drive().fileAt("/inbox/f3/meanwhile.txt")
                                    .orElseThrow()
                                    .id(),
                            "renamed.txt");
            emulator().clock().advance(Duration.ofMinutes(1));
            awaitPolls(3);
            routes.context().getRouteController().startRoute("two");
            await().until(() -> two.names().size() == 51);
            awaitPolls(3);
        }
        assertThat(one.names()).hasSize(51).doesNotHaveDuplicates().contains("f3/meanwhile.txt");
        assertThat(two.names()).hasSize(51).doesNotHaveDuplicates().contains("f3/renamed.txt");
    }
}
