package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.emulator.Content;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Faults;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
class NothingLeftBehindTest extends InboxTest {

    private static final int EXCHANGES = 1000;
    private static final int SIZE = 100_000;

    @TempDir
    Path work;

    @TempDir
    Path spool;

    private final AtomicInteger ended = new AtomicInteger();

    private static void readAll(Exchange exchange) throws Exception {
        assertThat(exchange.getIn().getBody(byte[].class)).hasSize(SIZE);
    }

    private static void readPart(Exchange exchange) throws Exception {
        exchange.getIn().getBody(InputStream.class).readNBytes(100);
    }

    /** What becomes of an exchange, by turns. */
    private final class Ways extends RouteBuilder {

        private final List<String> ways = List.of(
                "direct:success",
                "direct:failure",
                "direct:abandoned",
                "seda:read",
                "direct:threads",
                "direct:timeout",
                "direct:unread",
                "direct:file",
                "direct:tap");

        @Override
        public void configure() {
            AtomicInteger turn = new AtomicInteger();
            from("direct:in")
                    .onCompletion()
                    .process(exchange -> ended.incrementAndGet())
                    .end()
                    .setHeader("way", () -> ways.get(turn.getAndIncrement() % ways.size()))
                    .to("open115:/inbox?operation=download")
                    .toD("${header.way}");
            from("direct:success").process(NothingLeftBehindTest::readAll).process(NothingLeftBehindTest::readAll);
            from("direct:failure").process(NothingLeftBehindTest::readPart).throwException(new IllegalStateException());
            from("direct:abandoned").process(NothingLeftBehindTest::readPart);
            from("seda:read?concurrentConsumers=2").process(NothingLeftBehindTest::readAll);
            from("direct:threads").threads(2).process(NothingLeftBehindTest::readPart);
            from("direct:timeout").multicast().parallelProcessing().timeout(20).to("direct:success", "direct:slow");
            from("direct:slow").process(NothingLeftBehindTest::readPart).delay(50);
            from("direct:unread").log("not read");
            from("direct:file")
                    .to("open115:/inbox?operation=download&localWorkDirectory=" + work)
                    .process(NothingLeftBehindTest::readAll);
            from("direct:tap").wireTap("direct:success").to("direct:abandoned");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("R14 after 1000 exchanges, read, failed, abandoned, handed over or timed out: 0 connections, 0 files")
    void thousandExchanges(boolean spooling) throws Exception {
        for (int i = 0; i < 10; i++) {
            drive().addFile(drive().folder("/inbox"), "file-" + i, Content.generated(i, SIZE));
        }
        try (Routes warmUp = routes().start()) {
            assertThat((List<?>) warmUp.template().requestBody("open115:/inbox?operation=list", ""))
                    .hasSize(10);
        }
        long socketsBefore = Leaks.sockets();
        emulator().faults().arm(Faults.CDN, Fault.cutAfter(1000)).after(200).times(50);
        emulator().faults().arm(Faults.CDN, Fault.bitFlippedAt(10)).after(600).times(20);
        try (Routes routes = spooling(spooling).add(new Ways()).start()) {
            for (int i = 0; i < EXCHANGES; i++) {
                routes.template().asyncSend("direct:in", fileNamed("file-" + i % 10));
                if (i % 20 == 19) {
                    int sent = i + 1;
                    await().atMost(Duration.ofSeconds(60)).until(() -> ended.get() >= sent);
                }
            }
            Leaks.assertNoConnection(routes);
            // the verified files are what was asked for
            Leaks.assertNoFile(work, "file-");
            Leaks.awaitNoFile(spool);
        }
        await().untilAsserted(() -> assertThat(Leaks.sockets()).isLessThanOrEqualTo(socketsBefore));
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
        Duration timeout = Duration.ofSeconds(2);
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
        assertThat(reading.await(20, TimeUnit.SECONDS)).isTrue();
        await().until(() -> emulator().requests().cdnRequests() >= 20);
        long start = System.nanoTime();
        routes.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(timeout.plusMillis(1500));
        // who was woken up needs a moment to leave
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(Thread::isAlive)
                .noneMatch(thread -> thread.getName().contains("hanging")));
    }
}
