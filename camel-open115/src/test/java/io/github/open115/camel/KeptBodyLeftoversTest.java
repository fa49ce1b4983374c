/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Faults;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What was spooled of bodies is gone when nobody can read it any more, however an exchange ends. */
class KeptBodyLeftoversTest extends StreamCachingFixture {

    @Test
    @DisplayName("R14 an exception, an abandoned reading or a part leave no file in the spool directory")
    void nothingIsLeftBehind() throws Exception {
        try (Routes routes = start(Caching.SPOOLED, new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .to("open115:/inbox?operation=download")
                        .process(exchange -> readHalf(exchange).close())
                        .process(exchange -> assertThat(filesIn(spool)).isZero())
                        .toD("direct:${header.way}");
                from("direct:exception")
                        .process(KeptBodyLeftoversTest.this::read)
                        .throwException(new IllegalStateException());
                from("direct:abandoned").process(KeptBodyLeftoversTest::readHalf);
                from("direct:unread").log("not read");
            }
        })) {
            for (String way : List.of("exception", "abandoned", "unread")) {
                routes.template().send("direct:in", exchange -> {
                    exchange.getIn().setHeader("way", way);
                    exchange.getIn().setHeader(Exchange.FILE_NAME, "clip.bin");
                });
                Leaks.assertNoFile(spool);
                Leaks.assertNoConnection(routes);
            }
            assertThat(spooled).hasValue(1);
        }
    }

    private static InputStream readHalf(Exchange exchange) throws Exception {
        InputStream in = exchange.getIn().getMandatoryBody(InputStream.class);
        assertThat(in.readNBytes(BEYOND_THRESHOLD)).hasSize(BEYOND_THRESHOLD);
        return in;
    }

    @Test
    @DisplayName("R14 stopping the context in the middle of a reading leaves no file in the spool directory")
    void stopDuringAReadLeavesNoFile() throws Exception {
        Routes routes = routes(Caching.SPOOLED);
        routes.context().getStreamCachingStrategy().setRemoveSpoolDirectoryWhenStopping(false);
        routes.context().getShutdownStrategy().setTimeout(1);
        emulator()
                .faults()
                .arm(Faults.CDN, Fault.stalledAfter(BEYOND_THRESHOLD))
                .always();
        // scheduled, because the poll hangs until the context has stopped
        routes.from("open115:/inbox?" + Routes.QUICK, this::read).start();
        await().until(() -> filesIn(spool) == 1);
        routes.close();
        Leaks.awaitNoFile(spool);
        assertThat(read).isEmpty();
    }

    @Test
    @DisplayName("R14 a branch that is never begun, as the one before it has failed, leaves no file")
    void branchThatIsNeverBegun() throws Exception {
        AtomicInteger begun = new AtomicInteger();
        try (Routes routes = start(Caching.SPOOLED, new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .to("open115:/inbox?operation=download")
                        .multicast()
                        .parallelProcessing()
                        .executorService(Executors.newSingleThreadExecutor())
                        .stopOnException()
                        .to("direct:a", "direct:b");
                from("direct:a").process(KeptBodyLeftoversTest.this::read).throwException(new IllegalStateException());
                from("direct:b").process(exchange -> begun.incrementAndGet());
            }
        })) {
            routes.template().send("direct:in", exchange -> exchange.getIn().setHeader(Exchange.FILE_NAME, "clip.bin"));
            assertThat(begun).hasValue(0);
            assertThat(spooled).hasValue(1);
            Leaks.awaitNoFile(spool);
        }
    }
}
