/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A consumer that stops while changes wait, or while exchanges that will add some are under way. */
@Tag("slow")
class StoppedBeforeFlushTest extends PollFixture {

    private static final int FILES = 10;
    private static final int HELD = 3;

    private final CountDownLatch release = new CountDownLatch(1);
    private List<EmulatedFile> files;

    @BeforeEach
    void putFiles() {
        files = IntStream.range(0, FILES)
                .mapToObj(i -> put("/inbox", i + ".txt"))
                .toList();
    }

    /** Polls once, and hands over to another route, which holds some of the files. */
    private Routes holding() throws Exception {
        return routes().add(new RouteBuilder() {
            @Override
            public void configure() {
                from(inbox("delete=true")).routeId("poll").to("seda:next");
                from("seda:next?concurrentConsumers=10").routeId("work").process(exchange -> {
                    deliveries.process(exchange);
                    if (exchange.getIn()
                                    .getHeader(Exchange.FILE_NAME, String.class)
                                    .compareTo("" + HELD)
                            < 0) {
                        release.await(5, TimeUnit.MINUTES);
                    }
                });
            }
        });
    }

    private long binned() {
        return files.stream().filter(file -> drive().isBinned(file.id())).count();
    }

    @Test
    @DisplayName("R38 stop of the route: what waits is flushed with one call, what is still under way makes its change")
    void flushesAtTheStopOfTheRoute() throws Exception {
        try (Routes routes = holding().start()) {
            poll(routes);
            await().until(() -> delivered.size() == FILES);
            await().until(() -> routes.context().getInflightRepository().size() == HELD);
            routes.context().getRouteController().stopRoute("poll");
            assertThat(calls(DELETE)).isEqualTo(1);
            assertThat(binned()).isEqualTo(FILES - HELD);
            release.countDown();
            await().until(() -> binned() == FILES);
        }
        assertThat(calls(DELETE)).isBetween(2L, 1L + HELD);
        assertThat(delivered).hasSize(FILES);
    }

    @Test
    @DisplayName("R38 graceful stop of the context: it waits for what is under way, then flushes all with one call")
    void flushesAtTheStopOfTheContext() throws Exception {
        try (Routes routes = holding().start()) {
            poll(routes);
            await().until(() -> delivered.size() == FILES);
            Thread stop = new Thread(routes::close);
            stop.start();
            release.countDown();
            stop.join(Duration.ofSeconds(60).toMillis());
        }
        assertThat(binned()).isEqualTo(FILES);
        assertThat(calls(DELETE)).isEqualTo(1);
    }

    @Test
    @DisplayName("R38 a context that is forced to stop leaves what waits in the journal; it is done after the restart")
    void keepsTheJournalWhenTheServiceIsDown() throws Exception {
        emulator().faults().arm(DELETE, Fault.html(502)).times(2);
        try (Routes routes = route("delete=true")) {
            poll(routes);
            assertThat(calls(DELETE)).isEqualTo(1);
        }
        assertThat(calls(DELETE)).isEqualTo(2);
        assertThat(binned()).isZero();
        try (Routes routes = route("delete=true")) {
            poll(routes);
            assertThat(binned()).isEqualTo(FILES);
            pollOn(routes, 2);
        }
        assertThat(calls(DELETE)).isEqualTo(3);
        assertThat(delivered).hasSize(FILES);
        assertThat(callsBesideListings()).isEqualTo(Map.of(LOOK_UP, 2L, DELETE, 3L));
    }
}
