/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedFile;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.Builder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy;
import org.apache.camel.processor.aggregate.UseOriginalAggregationStrategy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One body that several parts of a route read, one after another or at the same time, as they may after {@code file:}. */
class SharedBodyTest {

    private static final int SIZE = 100_000;
    private static final String BRANCHES = "direct:stream,direct:bytes,direct:pieces";

    @RegisterExtension
    final ProducerFixture drive = new ProducerFixture();

    private final List<byte[]> read = new CopyOnWriteArrayList<>();
    private int files;
    private byte[] bytes;

    /** A part of a route that has the body read. */
    @FunctionalInterface
    private interface Reading {
        void add(ProcessorDefinition<?> route, boolean parallel);
    }

    enum Eip {
        RECIPIENT_LIST(
                3,
                (route, parallel) ->
                        route.recipientList(Builder.constant(BRANCHES)).parallelProcessing(parallel)),
        MULTICAST(
                3,
                (route, parallel) -> route.multicast()
                        .parallelProcessing(parallel)
                        .to(BRANCHES.split(","))
                        .end()),
        SPLIT_WITH_PROPERTY(
                3,
                (route, parallel) -> route.setProperty("kept")
                        .body()
                        .split(Builder.constant(List.of("stream", "bytes", "pieces")))
                        .parallelProcessing(parallel)
                        .setHeader("way")
                        .body()
                        .setBody(Builder.exchangeProperty("kept"))
                        .toD("direct:${header.way}")
                        .end()),
        PROPERTY(
                3,
                (route, parallel) -> route.setProperty("kept")
                        .body()
                        .setBody(Builder.constant("other"))
                        .multicast()
                        .parallelProcessing(parallel)
                        .to("direct:property", "direct:property", "direct:property")
                        .end()),
        WIRE_TAP(
                3,
                (route, parallel) ->
                        route.wireTap("direct:stream").wireTap("direct:bytes").to("direct:pieces")),
        ENRICH(
                3,
                (route, parallel) -> route.enrich("direct:stream", new UseOriginalAggregationStrategy(null, false))
                        .multicast()
                        .parallelProcessing(parallel)
                        .to("direct:bytes", "direct:pieces")
                        .end()),
        AGGREGATE(
                3,
                (route, parallel) -> route.setProperty("kept")
                        .body()
                        .split(Builder.constant(List.of(1, 2, 3)))
                        .setBody(Builder.exchangeProperty("kept"))
                        .aggregate(Builder.constant(true), new GroupedBodyAggregationStrategy())
                        .completionSize(3)
                        .split(Builder.body())
                        .parallelProcessing(parallel)
                        .to("direct:stream")
                        .end()
                        .end()
                        .end()),
        SPLIT_AND_READ_INSIDE(
                4,
                (route, parallel) -> route.setProperty("kept")
                        .body()
                        .split(Builder.body().tokenize("\n"))
                        .streaming()
                        .parallelProcessing(parallel)
                        .setBody(Builder.exchangeProperty("kept"))
                        .to("direct:stream")
                        .end());

        final int readings;
        final Reading reading;

        Eip(int readings, Reading reading) {
            this.readings = readings;
            this.reading = reading;
        }
    }

    @BeforeEach
    void addBranches() throws Exception {
        drive.routes().add(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:stream")
                        .process(exchange -> read.add(all(exchange.getMessage().getMandatoryBody(InputStream.class))));
                from("direct:bytes")
                        .process(exchange -> read.add(exchange.getMessage().getMandatoryBody(byte[].class)));
                from("direct:pieces").process(exchange -> {
                    try (InputStream in = exchange.getMessage().getMandatoryBody(InputStream.class)) {
                        ByteArrayOutputStream all = new ByteArrayOutputStream();
                        for (int octet = in.read(); octet >= 0; octet = in.read()) {
                            all.write(octet);
                        }
                        read.add(all.toByteArray());
                    }
                });
                from("direct:property")
                        .process(exchange -> read.add(all(exchange.getProperty("kept", InputStream.class))));
            }
        });
    }

    private static byte[] all(InputStream stream) throws Exception {
        try (stream) {
            return stream.readAllBytes();
        }
    }

    private void start(String from, boolean readBefore, Reading reading, boolean parallel) throws Exception {
        drive.routes().add(new RouteBuilder() {
            @Override
            public void configure() {
                ProcessorDefinition<?> route = from(from).to("open115:/a?operation=download");
                if (readBefore) {
                    route = route.process(
                            exchange -> assertThat(exchange.getMessage().getBody(byte[].class))
                                    .isEqualTo(bytes));
                }
                reading.add(route, parallel);
            }
        });
    }

    /** Sends a file of four lines through a route. */
    private void send(String to, int size) {
        bytes = Content.generated(++files, size).bytes();
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i % (size / 4 + 1) == size / 4 ? '\n' : 'a' + (bytes[i] & 15));
        }
        EmulatedFile file =
                drive.emulator().drive().addFile(drive.emulator().drive().folder("/a"), files + ".txt", bytes);
        read.clear();
        Exchange sent = drive.send(to, "", Map.of("CamelOpen115PickCode", file.pickCode()));
        assertThat(sent.getException()).isNull();
    }

    @ParameterizedTest
    @EnumSource(Eip.class)
    @DisplayName(
            "R14 each part of a route reads all of a shared body; where it is kept, one link and one download serve all")
    void partsOfARouteShareOneDownload(Eip eip) throws Exception {
        for (boolean parallel : new boolean[] {true, false}) {
            for (boolean readBefore : new boolean[] {true, false}) {
                String route = "direct:" + parallel + readBefore;
                start(route, readBefore, eip.reading, parallel);
                send(route, SIZE);
                await().untilAsserted(() -> assertThat(read).as(route).hasSize(eip.readings));
                assertThat(read)
                        .as(route)
                        .allSatisfy(content -> assertThat(content).isEqualTo(bytes));
                assertThat(drive.calls()).as(route).isEqualTo(Map.of("downurl", 1L));
                assertThat(drive.emulator().requests().cdnRequests()).as(route).isEqualTo(1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Eip.class)
    @DisplayName("R14 each part reads all of a body that is too long to be kept, by a download of its own")
    void readsWhatIsNotKept(Eip eip) throws Exception {
        int readings = eip == Eip.SPLIT_AND_READ_INSIDE ? 5 : eip.readings;
        for (boolean parallel : new boolean[] {true, false}) {
            String route = "direct:" + parallel;
            start(route, false, eip.reading, parallel);
            send(route, 2 * SIZE);
            await().untilAsserted(() -> assertThat(read).as(route).hasSize(eip.readings));
            assertThat(read).as(route).allSatisfy(content -> assertThat(content).isEqualTo(bytes));
            assertThat(drive.emulator().requests().cdnRequests()).as(route).isEqualTo(readings);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {SIZE, 3 * SIZE})
    @DisplayName(
            "R14 eight threads that share the very object, and wait for each other in mid-stream, each read all of it")
    void threadsThatShareABodyEachReadAll(int size) throws Exception {
        int threads = 8;
        CyclicBarrier allHaveBegun = new CyclicBarrier(threads);
        Processor readTogether = exchange -> {
            try (InputStream in = exchange.getProperty("kept", InputStream.class)) {
                ByteArrayOutputStream all = new ByteArrayOutputStream();
                all.write(in.readNBytes(1000));
                allHaveBegun.await(5, TimeUnit.MINUTES);
                in.transferTo(all);
                read.add(all.toByteArray());
            }
        };
        start(
                "direct:in",
                false,
                (route, parallel) -> route.setProperty("kept")
                        .body()
                        .split(Builder.constant(List.of(1, 2, 3, 4, 5, 6, 7, 8)))
                        .parallelProcessing()
                        .process(readTogether),
                true);
        send("direct:in", size);
        assertThat(read)
                .hasSize(threads)
                .allSatisfy(content -> assertThat(content).isEqualTo(bytes));
        if (size == SIZE) {
            assertThat(drive.calls()).isEqualTo(Map.of("downurl", 1L));
            assertThat(drive.emulator().requests().cdnRequests()).isEqualTo(1);
        }
    }
}
