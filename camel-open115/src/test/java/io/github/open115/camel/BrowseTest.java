/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.spi.BrowsableEndpoint;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BrowseTest extends PollFixture {

    @Test
    @DisplayName("browsing costs no call and keeps nothing from being delivered")
    void browsingMakesNoCallAndPreventsNoDelivery() throws Exception {
        put("/inbox/sub", "a.txt");
        try (Routes routes = route("recursive=true")) {
            BrowsableEndpoint endpoint = routes.context().getEndpoint(inbox("recursive=true"), BrowsableEndpoint.class);
            assertThat(endpoint.getExchanges()).isEmpty();
            poll(routes);
            assertThat(delivered).hasSize(1);
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
