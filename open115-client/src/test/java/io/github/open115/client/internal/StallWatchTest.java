/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.internal;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StallWatchTest {

    @Test
    @DisplayName("a slow reader does not count as a slow connection")
    void aSlowReaderIsNoSlowConnection() throws IOException {
        StallWatch watch = new StallWatch(1000, Duration.ofSeconds(1));
        for (int i = 0; i < 900; i++) {
            watch.transferred(1, 1000);
        }
        assertThatThrownBy(() -> watch.transferred(1, Duration.ofSeconds(1).toNanos()))
                .isInstanceOf(StallWatch.StalledException.class)
                .hasMessageContaining("only 901 bytes");
    }
}
