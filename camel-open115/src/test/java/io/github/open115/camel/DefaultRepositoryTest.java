/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DefaultRepositoryTest extends PollFixture {

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("R10 the default repository remembers what was delivered over a restart, whenever the key is written")
    void remembersDeliveriesAcrossARestart(boolean incremental) throws Exception {
        put("/inbox", "a.txt");
        String options = "idempotentEager=false&incremental=" + incremental;
        for (int start = 0; start < 2; start++) {
            try (Routes routes = route(options)) {
                poll(routes);
                poll(routes);
                Open115Consumer consumer =
                        (Open115Consumer) routes.context().getRoute("in").getConsumer();
                assertThat(consumer.getDeliveredFiles()).isEqualTo(1);
                assertThat(consumer.getPendingFiles()).isZero();
            }
        }
        assertThat(delivered).containsExactly("a.txt");
    }
}
