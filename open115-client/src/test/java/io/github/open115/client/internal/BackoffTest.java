/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private final Backoff backoff = new Backoff(Duration.ofMinutes(5), Duration.ofMinutes(30));

    @Test
    void doublesThePauseUpToTheLimit() {
        assertThat(Stream.iterate(Duration.ZERO, backoff::next).skip(1).limit(5))
                .extracting(Duration::toMinutes)
                .containsExactly(5L, 10L, 20L, 30L, 30L);
        assertThat(IntStream.of(1, 2, 3, 4, Integer.MAX_VALUE).mapToObj(backoff::after))
                .extracting(Duration::toMinutes)
                .containsExactly(5L, 10L, 20L, 30L, 30L);
    }

    @Test
    void limitsTheFirstPauseToo() {
        Backoff limited = new Backoff(Duration.ofHours(2), Duration.ofHours(1));
        assertThat(limited.next(Duration.ZERO)).isEqualTo(Duration.ofHours(1));
        assertThat(limited.after(1)).isEqualTo(Duration.ofHours(1));
    }
}
