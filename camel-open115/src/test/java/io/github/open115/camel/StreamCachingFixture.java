/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedFile;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.StreamCachingStrategy;
import org.junit.jupiter.api.io.TempDir;

/** A file in the inbox whose content is kept in one of the ways of stream caching, or not at all. */
abstract class StreamCachingFixture extends PollFixture {

    static final int LONG = 400_000;
    static final int BEYOND_THRESHOLD = 300_000;

    /** How long the content is, how stream caching is set up, and so how many downloads two readings are. */
    enum Caching {
        IN_MEMORY(128 * 1024, true, false, 1),
        SPOOLED(LONG, true, true, 1),
        TOO_LONG(LONG, true, false, 2),
        OFF(1000, false, false, 2);

        private final int size;
        private final boolean on;
        final boolean spooling;
        final int downloads;

        Caching(int size, boolean on, boolean spooling, int downloads) {
            this.size = size;
            this.on = on;
            this.spooling = spooling;
            this.downloads = downloads;
        }
    }

    @TempDir
    Path spool;

    final List<byte[]> read = new CopyOnWriteArrayList<>();
    /** How many files there were in the spool directory while they were read. */
    final AtomicInteger spooled = new AtomicInteger();

    byte[] bytes;

    Routes routes(Caching caching) {
        EmulatedFile file = drive().addFile(drive().folder("/inbox"), "clip.bin", Content.generated(1, caching.size));
        bytes = file.content().bytes();
        Routes routes = routes();
        routes.context().setStreamCaching(caching.on);
        StreamCachingStrategy strategy = routes.context().getStreamCachingStrategy();
        strategy.setSpoolEnabled(caching.spooling);
        strategy.setSpoolDirectory(spool.toFile());
        return routes;
    }

    Routes start(Caching caching, RouteBuilder builder) throws Exception {
        return routes(caching).add(builder).start();
    }

    /** Starts the routes, and polls once. */
    Routes startAndPoll(Caching caching, RouteBuilder builder) throws Exception {
        Routes routes = start(caching, builder);
        poll(routes);
        return routes;
    }

    void read(Exchange exchange) throws Exception {
        try (InputStream in = exchange.getIn().getMandatoryBody(InputStream.class)) {
            read.add(in.readAllBytes());
        }
        spooled.accumulateAndGet(filesIn(spool), Math::max);
    }

    static int filesIn(Path directory) throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return (int) files.count();
        }
    }

    void assertRead(Routes routes, int times, int downloads) {
        assertRead(routes, times, downloads, 1);
    }

    void assertRead(Routes routes, int times, int downloads, int links) {
        await().until(() -> read.size() == times);
        Leaks.assertNoConnection(routes);
        Leaks.awaitNoFile(spool);
        assertThat(read).allSatisfy(content -> assertThat(content).isEqualTo(bytes));
        assertThat(emulator().requests().linkRequests()).isEqualTo(links);
        assertThat(emulator().requests().cdnRequests()).isEqualTo(downloads);
    }
}
