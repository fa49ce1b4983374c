/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.spi.BrowsableEndpoint;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BrowseTest extends InboxFixture {

    @Test
    @DisplayName("browsing costs no call and keeps nothing from being delivered")
    void browsingMakesNoCallAndPreventsNoDelivery() throws Exception {
        Routes routes = routes().from(inbox("recursive=true"), this::note);
        CompletableFuture<Void> browsedBefore = new CompletableFuture<Void>().orTimeout(1, TimeUnit.MINUTES);
        emulator().faults().before(LIST, 1, browsedBefore::join);
        try (routes) {
            put("/inbox/sub", "a.txt");
            routes.start();
            BrowsableEndpoint endpoint = routes.context().getEndpoint(inbox("recursive=true"), BrowsableEndpoint.class);
            assertThat(endpoint.getExchanges()).isEmpty();
            browsedBefore.complete(null);
            awaitDelivered(1);
            await().until(() -> !endpoint.getExchanges().isEmpty());
            routes.context().getRouteController().stopAllRoutes();
            emulator().requests().reset();
            List<Exchange> browsed = endpoint.getExchanges();
            assertThat(browsed).singleElement().satisfies(exchange -> {
                assertThat(exchange.getIn().getHeader(Exchange.FILE_NAME)).isEqualTo("sub/a.txt");
                assertThat(exchange.getIn().getBody()).isInstanceOf(Open115File.class);
            });
            assertThat(endpoint.getBrowseStatus(100).size()).isEqualTo(1);
            assertThat(emulator().requests().all()).isEmpty();
        }
    }
}
