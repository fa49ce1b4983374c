/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RestartedQueueTest extends PollFixture {

    private List<String> putFiles(int files) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < files; i++) {
            names.add(put("/inbox", "n" + i + ".txt").name());
            emulator().clock().advance(Duration.ofSeconds(1));
        }
        return names;
    }

    @Test
    @DisplayName("R10 R20 what waited when the route stopped comes after the restart, in order, for two calls")
    void deliversWhatWaitedBeforeTheRestart() throws Exception {
        List<String> names = putFiles(100);
        try (Routes routes = route("maxMessagesPerPoll=10")) {
            poll(routes);
        }
        assertThat(delivered).isEqualTo(names.subList(0, 10));
        try (Routes routes = route("maxMessagesPerPoll=10")) {
            long calls = callsOf(() -> {
                for (int i = 0; i < 9; i++) {
                    poll(routes);
                }
            });
            assertThat(calls).as("one look-up of the folder, one page").isEqualTo(2);
        }
        assertThat(delivered).isEqualTo(names);
    }

    @Test
    @DisplayName("R10 a route that stops in the middle of a batch ends its exchange; the rest comes after the restart")
    void stopsInABatch() throws Exception {
        List<String> names = putFiles(20);
        AtomicBoolean stopping = new AtomicBoolean();
        List<CompletableFuture<Void>> stopped = new ArrayList<>();
        Routes first = route("");
        deliveries.failingFor(name -> {
            if (stopping.compareAndSet(false, true)) {
                stopped.add(CompletableFuture.runAsync(first::close));
                await().until(() -> first.context().isStopping());
            }
            return false;
        });
        poll(first);
        stopped.get(0).join();
        assertThat(delivered).isNotEmpty().hasSizeLessThan(20);
        try (Routes routes = route("")) {
            poll(routes);
        }
        assertThat(delivered).isEqualTo(names);
    }

    @Test
    @DisplayName("R29 a failing file keeps its place over a restart and does not hold back the others")
    void failedFileStays() throws Exception {
        List<String> names = putFiles(3);
        deliveries.failingFor(name -> name.equals("n0.txt"));
        try (Routes routes = route("")) {
            poll(routes);
        }
        assertThat(delivered).isEqualTo(names.subList(1, 3));
        deliveries.failingFor(name -> false);
        try (Routes routes = route("")) {
            poll(routes);
        }
        assertThat(delivered).containsExactly("n1.txt", "n2.txt", "n0.txt");
    }

    @Test
    @DisplayName("a file that is gone before its turn is dropped")
    void goneBeforeItsTurn() throws Exception {
        List<String> names = putFiles(3);
        try (Routes routes = route("maxMessagesPerPoll=2")) {
            poll(routes);
            drive().purge(drive().fileAt("/inbox/n2.txt").orElseThrow().id());
            poll(routes);
        }
        assertThat(delivered).isEqualTo(names.subList(0, 2));
    }
}
