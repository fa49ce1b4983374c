/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.emulator.Content;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Faults;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.StreamCachingStrategy;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Routes that treat bodies in every way leave neither connections nor handles nor temporary files behind. */
@Tag("slow")
class NothingLeftBehindTest extends PollFixture {

    private static final int EXCHANGES = 1005;
    private static final int SIZE = 100_000;
    private static final int WRONG_BITS = 20;

    @TempDir
    Path work;

    @TempDir
    Path spool;

    @TempDir
    Path target;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName(
            "R14 after 1005 exchanges, read, failed, abandoned, handed over, passed on or timed out: 0 connections, 0 files")
    void leavesNothingAfterAThousandExchanges(boolean spooling) throws Exception {
        for (int i = 0; i < 10; i++) {
            drive().addFile(drive().folder("/inbox"), "file-" + i, Content.generated(i, SIZE));
        }
        try (Routes warmUp = routes().start()) {
            assertThat((List<?>) warmUp.template().requestBody("open115:/inbox?operation=list", ""))
                    .hasSize(10);
        }
        long socketsBefore = Leaks.sockets();
        // not the same transfer again and again, which would give up
        emulator()
                .faults()
                .arm(Faults.CDN, Fault.cutAfter(1000))
                .when(request -> request.header("Range").isEmpty())
                .after(200)
                .times(50);
        emulator().faults().arm(Faults.CDN, Fault.bitFlippedAt(10)).after(600).times(WRONG_BITS);
        try (ObjectStore store = new ObjectStore();
                MockWebServer server = whole();
                Routes routes = spooling(spooling)) {
            BodyReadingRoutes ways =
                    new BodyReadingRoutes(SIZE, work, target, "http://localhost:" + server.getPort() + "/put");
            store.connect(routes.context());
            routes.add(ways).start();
            for (int i = 0; i < EXCHANGES; i++) {
                routes.template().asyncSend("direct:in", fileNamed("file-" + i % 10));
                if (i % 20 == 19) {
                    int sent = i + 1;
                    await().atMost(Duration.ofMinutes(5)).until(() -> ways.ended.get() >= sent);
                }
            }
            assertRead(ways);
            Leaks.assertNoConnection(routes);
            // the verified files are what was asked for
            Leaks.assertNoFile(work, "file-");
            Leaks.assertNoFile(target, "done-", "part-");
            // what file: could not complete it leaves under the temporary name
            assertThat(filesIn(target, "part-")).isEqualTo(ways.failed.getOrDefault("direct:file", 0));
            assertThat(filesIn(target, "done-")).isEqualTo(ways.wentWell.get("direct:file"));
            Leaks.awaitNoFile(spool);
        }
        await().untilAsserted(() -> assertThat(Leaks.sockets()).isLessThanOrEqualTo(socketsBefore));
    }

    /** Each way went well each time, but where content came with a wrong bit. */
    private static void assertRead(BodyReadingRoutes ways) {
        for (String way : BodyReadingRoutes.WAYS) {
            if (!way.equals(BodyReadingRoutes.CUT_SHORT)) {
                await(way)
                        .untilAsserted(
                                () -> assertThat(ways.done(way)).isEqualTo(EXCHANGES / BodyReadingRoutes.WAYS.size()));
            }
        }
        assertThat(ways.failures)
                .hasSizeLessThanOrEqualTo(WRONG_BITS)
                .allSatisfy(failure -> assertThat(failure)
                        .satisfiesAnyOf(
                                proof -> assertThat(proof).hasStackTraceContaining("expected SHA-1"),
                                // the client of a store tries again what it cannot send a second time
                                retry -> assertThat(retry).hasStackTraceContaining("already read once")));
    }

    /** A server that takes nothing but whole contents. */
    private static MockWebServer whole() throws Exception {
        MockWebServer server = new MockWebServer();
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                boolean whole = request.getBody() != null && request.getBody().size() == SIZE;
                return new MockResponse.Builder().code(whole ? 200 : 400).build();
            }
        });
        server.start();
        return server;
    }

    private static int filesIn(Path folder, String prefix) {
        return folder.toFile().list((directory, name) -> name.startsWith(prefix)).length;
    }

    /** Stream caching is on, and has all bodies in memory or each of them in a file. */
    private Routes spooling(boolean enabled) {
        Routes routes = routes();
        StreamCachingStrategy strategy = routes.context().getStreamCachingStrategy();
        strategy.setSpoolDirectory(spool.toFile());
        strategy.setSpoolEnabled(enabled);
        strategy.setSpoolThreshold(enabled ? SIZE / 2 : SIZE);
        return routes;
    }

    private static Processor fileNamed(String name) {
        return exchange -> exchange.getIn().setHeader(Exchange.FILE_NAME, name);
    }

    @Test
    @DisplayName("R30 stopping the context with 20 hanging reads fits the shutdown time-out")
    void stopsWithHangingReads() throws Exception {
        for (int i = 0; i < 20; i++) {
            drive().addFile(drive().folder("/inbox"), "file-" + i, Content.generated(i, SIZE));
        }
        emulator().faults().arm(Faults.CDN, Fault.silence()).always();
        CountDownLatch reading = new CountDownLatch(20);
        Routes routes = routes().with(component -> {
            component.getConfiguration().setMaxConcurrentDownloads(20);
            return component;
        });
        Duration timeout = Duration.ofSeconds(12);
        routes.context().getShutdownStrategy().setTimeout(timeout.toSeconds());
        routes.add(new RouteBuilder() {
                    @Override
                    public void configure() {
                        // a consumer of seda would wait for the time-out a second time
                        from(inbox("")).threads(20, 20, "hanging").process(exchange -> {
                            reading.countDown();
                            exchange.getIn().getBody(byte[].class);
                        });
                    }
                })
                .start();
        poll(routes);
        assertThat(reading.await(5, TimeUnit.MINUTES)).isTrue();
        await().until(() -> emulator().requests().cdnRequests() >= 20);
        long start = System.nanoTime();
        routes.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isLessThan(timeout.multipliedBy(2).minusSeconds(1));
        // who was woken up needs a moment to leave
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(Thread::isAlive)
                .noneMatch(thread -> thread.getName().contains("hanging")));
    }
}
