/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.client.auth.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DownloadProxiesTest {

    private final SettableClock clock = new SettableClock();
    private final List<String> asked = new ArrayList<>();
    private final DownloadProxies proxies =
            new DownloadProxies(List.of("http://proxy"), asked::add, clock, List.of(), null, Duration.ZERO);

    @ParameterizedTest
    @ValueSource(strings = {"-PT1H", "PT1H", "-P1D", "P1D"})
    @DisplayName("R41 a step of the clock makes a proxy believed for neither more nor less time")
    void stepsOfTheClock(Duration step) {
        proxies.next();

        clock.step(step);

        clock.advance(DownloadProxies.PROBE_TTL_SINGLE.minusSeconds(1));
        proxies.next();
        assertThat(asked).hasSize(1);
        clock.advance(Duration.ofSeconds(1));
        proxies.next();
        assertThat(asked).hasSize(2);
    }
}
