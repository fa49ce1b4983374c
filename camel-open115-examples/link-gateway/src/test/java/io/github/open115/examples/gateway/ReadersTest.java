/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ReadersTest {

    private static final Duration IDLE = Duration.ofSeconds(10);

    private final AtomicLong nanoTime = new AtomicLong();
    private final Readers readers = new Readers(2, 3, 4, IDLE, nanoTime::get);
    private final List<String> ended = new ArrayList<>();

    private Optional<Readers.Reader> enter(String link, String caller) {
        return readers.enter(link, caller, () -> ended.add(link + " " + caller));
    }

    @Test
    @DisplayName("a link, a caller and all together have only so many readers at a time")
    void limitsReadersPerLinkCallerAndInAll() {
        Readers.Reader first = enter("a", "x").orElseThrow();
        assertThat(enter("a", "y")).isPresent();
        assertThat(enter("a", "z")).as("the link").isEmpty();
        first.close();
        assertThat(enter("a", "x")).isPresent();
        assertThat(enter("b", "x")).isPresent();
        assertThat(enter("c", "y")).isPresent();
        assertThat(enter("d", "z")).as("all").isEmpty();
        assertThat(ended).isEmpty();
    }

    @Test
    @DisplayName("the reader that has not read for the longest time makes room, and no other one")
    void makesRoom() {
        Readers.Reader first = enter("a", "x").orElseThrow();
        Readers.Reader second = enter("a", "y").orElseThrow();
        second.awaitCaller();
        nanoTime.addAndGet(1);
        first.awaitCaller();
        nanoTime.addAndGet(IDLE.toNanos() - 2);
        assertThat(enter("a", "z")).isEmpty();
        nanoTime.addAndGet(1);
        assertThat(enter("a", "z")).isPresent();
        assertThat(ended).containsExactly("a y");
        first.goOn();
        nanoTime.addAndGet(IDLE.toNanos());
        assertThat(enter("a", "z")).isEmpty();
    }

    @Test
    @DisplayName("nobody makes room for a reader that another limit keeps out")
    void keepsRoom() {
        Readers strict = new Readers(1, 1, 9, IDLE, nanoTime::get);
        strict.enter("a", "x", () -> ended.add("wrong")).orElseThrow().awaitCaller();
        strict.enter("b", "y", () -> ended.add("wrong"));
        nanoTime.addAndGet(IDLE.toNanos());
        assertThat(strict.enter("a", "y", () -> {})).isEmpty();
        assertThat(ended).doesNotContain("wrong");
    }
}
