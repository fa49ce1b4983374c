/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Two routes that share what is known of a folder, while each takes its own files out of it. */
class RoutesWithFiltersTest extends PollFixture {

    private final List<String> texts = new ArrayList<>();
    private final List<String> tables = new ArrayList<>();
    private final List<String> deliveredTables = new CopyOnWriteArrayList<>();

    private void fill(int run) {
        for (int i = 0; i < 10; i++) {
            texts.add(put("/inbox", run + "-" + i + ".txt").name());
            tables.add(put("/inbox", run + "-" + i + ".csv").name());
        }
    }

    private void noteTable(Exchange exchange) {
        deliveredTables.add(exchange.getIn().getHeader(Exchange.FILE_NAME, String.class));
    }

    @Test
    @DisplayName("R8 R38 each route gets its own files and changes them, once, also after a restart")
    void eachRouteTakesItsOwnFilesOnce() throws Exception {
        for (int run = 0; run < 3; run++) {
            fill(run);
            try (Routes routes = routes().fromNamed("texts", inbox("delete=true&includeExt=txt"), deliveries)
                    .fromNamed("tables", inbox("move=.done&includeExt=csv"), this::noteTable)
                    .start()) {
                poll(routes, "texts");
                assertThat(delivered).hasSameSizeAs(texts);
                fill(run + 10);
                poll(routes, "tables");
                assertThat(deliveredTables).hasSameSizeAs(tables);
                for (int i = 0; i < 5; i++) {
                    poll(routes, "texts");
                    poll(routes, "tables");
                    emulator().clock().advance(Duration.ofMinutes(1));
                }
            }
        }
        assertThat(delivered).containsExactlyInAnyOrderElementsOf(texts);
        assertThat(deliveredTables).containsExactlyInAnyOrderElementsOf(tables);
        assertThat(tables).allMatch(name -> isAt("/inbox/.done/" + name));
        assertThat(texts).noneMatch(name -> isAt("/inbox/" + name));
    }
}
