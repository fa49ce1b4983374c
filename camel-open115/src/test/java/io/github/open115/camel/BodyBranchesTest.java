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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The body where a route has several ways, or goes on in another thread: each reads all of it, by one link. */
@Tag("slow")
class BodyBranchesTest extends PollFixture {

    // more than stream caching keeps in memory, so that each reading is a download
    private static final int SIZE = 400_000;

    private final List<byte[]> read = new CopyOnWriteArrayList<>();
    private EmulatedFile file;
    private byte[] bytes;

    @BeforeEach
    void putFile() {
        file = drive().addFile(drive().folder("/inbox"), "clip.bin", Content.generated(1, SIZE));
        bytes = file.content().bytes();
    }

    private void read(Exchange exchange) throws Exception {
        try (InputStream in = exchange.getIn().getBody(InputStream.class)) {
            read.add(in.readAllBytes());
        }
    }

    private void assertRead(Routes routes, int times) {
        await().until(() -> read.size() == times);
        Leaks.assertNoConnection(routes);
        assertThat(read).allSatisfy(content -> assertThat(content).isEqualTo(bytes));
        assertThat(emulator().requests().linkRequests()).isEqualTo(1);
    }

    private void assertDownloads(int downloads) {
        assertThat(emulator().requests().cdnRequests()).isEqualTo(downloads);
        // the service counts when it has sent
        await().untilAsserted(
                        () -> assertThat(emulator().requests().contentBytes()).isEqualTo((long) downloads * SIZE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"seda:next", "seda:next?waitForTaskToComplete=Never", "direct:threads"})
    @DisplayName("R14 the body can be read after an asynchronous hand-over, with one download")
    void readsAfterAnAsynchronousHandOver(String next) throws Exception {
        try (Routes routes = routes().add(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(inbox("")).to(next);
                        from("seda:next").delay(50).process(BodyBranchesTest.this::read);
                        from("direct:threads").threads(2).process(BodyBranchesTest.this::read);
                    }
                })
                .start()) {
            poll(routes);
            assertRead(routes, 1);
            assertDownloads(1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("R14 each branch of a multicast reads all of the body")
    void eachBranchOfAMulticastReadsTheWholeBody(boolean parallel) throws Exception {
        try (Routes routes = routes().add(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(inbox("")).multicast().parallelProcessing(parallel).to("direct:a", "direct:b", "direct:c");
                        from("direct:a").process(BodyBranchesTest.this::read);
                        from("direct:b").process(BodyBranchesTest.this::read);
                        from("direct:c").log("not read");
                    }
                })
                .start()) {
            poll(routes);
            assertRead(routes, 2);
            assertDownloads(2);
        }
    }

    @Test
    @DisplayName("R32 branches that peek and wait for each other come to their end, also over one connection")
    void branchesThatPeekAndWaitComplete() throws Exception {
        CyclicBarrier bothHavePeeked = new CyclicBarrier(2);
        Processor peekAndWait = exchange -> {
            try (InputStream in = exchange.getIn().getBody(InputStream.class)) {
                ByteArrayOutputStream all = new ByteArrayOutputStream();
                all.write(in.readNBytes(10));
                bothHavePeeked.await(5, TimeUnit.MINUTES);
                in.transferTo(all);
                read.add(all.toByteArray());
            }
        };
        try (Routes routes = routes().with(component -> {
                    component.getConfiguration().setMaxConcurrentDownloads(1);
                    return component;
                })
                .add(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(inbox("")).multicast().parallelProcessing().to("direct:a", "direct:b");
                        from("direct:a").process(peekAndWait);
                        from("direct:b").process(peekAndWait);
                    }
                })
                .start()) {
            poll(routes);
            assertRead(routes, 2);
        }
    }

    @Test
    @DisplayName("R14 a wire tap reads the body after the exchange that it was tapped from is done")
    void wireTapReadsLate() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        try (Routes routes = routes().add(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(inbox("")).wireTap("direct:tap").process(BodyBranchesTest.this::read);
                        from("direct:tap")
                                .process(exchange -> done.await(5, TimeUnit.MINUTES))
                                .process(BodyBranchesTest.this::read);
                    }
                })
                .start()) {
            poll(routes);
            assertThat(read).hasSize(1);
            Leaks.assertNoConnection(routes);
            done.countDown();
            assertRead(routes, 2);
            assertDownloads(2);
        }
    }

    @Test
    @DisplayName("R14 bodies that were put aside by an aggregation are read when it is complete")
    void readsBodiesWhenAnAggregationIsComplete() throws Exception {
        drive().addFile(drive().folder("/inbox"), "second.bin", Content.generated(1, SIZE));
        try (Routes routes = routes().add(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(inbox(""))
                                .aggregate(constant(true), new GroupedBodyAggregationStrategy())
                                .completionSize(2)
                                .split(body())
                                .process(BodyBranchesTest.this::read);
                    }
                })
                .start()) {
            poll(routes);
            await().until(() -> read.size() == 2);
            Leaks.assertNoConnection(routes);
            assertThat(read).allSatisfy(content -> assertThat(content).isEqualTo(bytes));
            assertDownloads(2);
        }
    }

    @Test
    @DisplayName("R14 peeking leaves the whole body to the next step, which reads all or a part of it")
    void peekingLeavesTheWholeBodyToTheNextStep() throws Exception {
        try (Routes routes = routes().add(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(inbox(""))
                                .process(exchange -> exchange.getIn()
                                        .getBody(InputStream.class)
                                        .readNBytes(1000))
                                .process(BodyBranchesTest.this::read)
                                .process(BodyBranchesTest.this::read);
                    }
                })
                .start()) {
            poll(routes);
            assertRead(routes, 2);
            assertThat(emulator().requests().cdnRequests()).isEqualTo(3);
        }
    }
}
