/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Faults;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A body that is read more than once is downloaded once where stream caching keeps what was read. */
@Tag("slow")
class KeptBodyTest extends StreamCachingFixture {

    @TempDir
    Path target;

    @ParameterizedTest
    @EnumSource(Caching.class)
    @DisplayName("R14 what one step has read costs the next step a download only where nothing is kept")
    void readByTwoSteps(Caching caching) throws Exception {
        try (Routes routes = startAndPoll(caching, new RouteBuilder() {
            @Override
            public void configure() {
                from(inbox("")).process(KeptBodyTest.this::read).process(KeptBodyTest.this::read);
            }
        })) {
            assertRead(routes, 2, caching.downloads);
            assertThat(spooled).hasValue(caching.spooling ? 1 : 0);
        }
    }

    @ParameterizedTest
    @EnumSource(Caching.class)
    @DisplayName("R14 three file: endpoints, one after another")
    void multicastToFiles(Caching caching) throws Exception {
        try (Routes routes = startAndPoll(caching, new RouteBuilder() {
            @Override
            public void configure() {
                from(inbox(""))
                        .multicast()
                        .to("file:" + target + "/a", "file:" + target + "/b", "file:" + target + "/c")
                        .end()
                        .process(KeptBodyTest.this::read);
            }
        })) {
            assertRead(routes, 1, caching.downloads == 1 ? 1 : 4);
            for (String copy : List.of("a", "b", "c")) {
                assertThat(target.resolve(copy).resolve("clip.bin")).hasBinaryContent(bytes);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Caching.class)
    @DisplayName("R14 parallel branches: a branch that begins after another has read the whole body downloads nothing")
    void laterParallelBranchDownloadsNothing(Caching caching) throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        Processor afterTheFirst = exchange -> {
            assertThat(first.await(5, TimeUnit.MINUTES)).isTrue();
            read(exchange);
        };
        try (Routes routes = startAndPoll(caching, new RouteBuilder() {
            @Override
            public void configure() {
                from(inbox("")).multicast().parallelProcessing().to("direct:a", "direct:b", "direct:c");
                from("direct:a").process(afterTheFirst);
                from("direct:b").process(KeptBodyTest.this::read).process(exchange -> first.countDown());
                from("direct:c").process(afterTheFirst);
            }
        })) {
            assertRead(routes, 3, caching.downloads == 1 ? 1 : 3);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Caching.class,
            names = {"IN_MEMORY", "SPOOLED"})
    @DisplayName("R14 branches that read at the same time share one download, and wait for each other in mid-stream")
    void branchesAtTheSameTime(Caching caching) throws Exception {
        CyclicBarrier bothRead = new CyclicBarrier(2);
        Processor readTogether = exchange -> {
            try (InputStream in = exchange.getIn().getMandatoryBody(InputStream.class)) {
                assertThat(in.read()).isEqualTo(bytes[0] & 0xff);
                bothRead.await(5, TimeUnit.MINUTES);
                assertThat(in.readAllBytes()).hasSize(bytes.length - 1);
            }
        };
        try (Routes routes = startAndPoll(caching, new RouteBuilder() {
            @Override
            public void configure() {
                from(inbox(""))
                        .multicast()
                        .parallelProcessing()
                        .to("direct:a", "direct:b")
                        .end()
                        .process(KeptBodyTest.this::read);
                from("direct:a").process(readTogether);
                from("direct:b").process(readTogether);
            }
        })) {
            assertRead(routes, 1, 1);
        }
    }

    @ParameterizedTest
    @EnumSource(Caching.class)
    @DisplayName("R14 a wire tap that reads after the exchange is done still finds what that has read")
    void wireTapFindsTheKeptBody(Caching caching) throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        try (Routes routes = startAndPoll(caching, new RouteBuilder() {
            @Override
            public void configure() {
                from(inbox(""))
                        .onCompletion()
                        .process(exchange -> done.countDown())
                        .end()
                        .wireTap("direct:tap")
                        .process(KeptBodyTest.this::read);
                from("direct:tap")
                        .process(exchange ->
                                assertThat(done.await(5, TimeUnit.MINUTES)).isTrue())
                        .process(KeptBodyTest.this::read);
            }
        })) {
            assertRead(routes, 2, caching.downloads);
        }
    }

    @ParameterizedTest
    @EnumSource(Caching.class)
    @DisplayName("R14 bodies read before and after an aggregation: from memory, else by another download")
    void readsBodiesBeforeAndAfterAnAggregation(Caching caching) throws Exception {
        try (Routes routes = startAndPoll(caching, new RouteBuilder() {
            @Override
            public void configure() {
                from(inbox(""))
                        .process(KeptBodyTest.this::read)
                        .aggregate(constant(true), new GroupedBodyAggregationStrategy())
                        .completionTimeout(200)
                        .split(body())
                        .process(KeptBodyTest.this::read);
            }
        })) {
            assertRead(routes, 2, caching == Caching.IN_MEMORY ? 1 : 2);
        }
    }

    @ParameterizedTest
    @EnumSource(Caching.class)
    @DisplayName("R14 a step that is tried again reads what it has read")
    void redeliveredStepReadsTheKeptBody(Caching caching) throws Exception {
        try (Routes routes = startAndPoll(caching, new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().maximumRedeliveries(2).redeliveryDelay(0));
                from(inbox("")).process(exchange -> {
                    read(exchange);
                    if (read.size() < 3) {
                        throw new IllegalStateException("the step fails");
                    }
                });
            }
        })) {
            assertRead(routes, 3, caching.downloads == 1 ? 1 : 3);
        }
    }

    @ParameterizedTest
    @EnumSource(Caching.class)
    @DisplayName("R14 the body of the operation download, handed over to another thread")
    void downloadedAndHandedOver(Caching caching) throws Exception {
        try (Routes routes = start(caching, new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .to("open115:/inbox?operation=download")
                        .process(KeptBodyTest.this::read)
                        .to("seda:next?waitForTaskToComplete=Never");
                from("seda:next").process(KeptBodyTest.this::read);
            }
        })) {
            routes.template().sendBodyAndHeader("direct:in", "", Exchange.FILE_NAME, "clip.bin");
            assertRead(routes, 2, caching.downloads);
        }
    }

    @Test
    @DisplayName("R14 parts are never proved and never kept")
    void partsAreNotKept() throws Exception {
        try (Routes routes = start(Caching.IN_MEMORY, new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .to("open115:/inbox?operation=download")
                        .process(KeptBodyTest.this::read)
                        .process(KeptBodyTest.this::read);
            }
        })) {
            routes.template().send("direct:in", exchange -> {
                exchange.getIn().setHeader(Exchange.FILE_NAME, "clip.bin");
                exchange.getIn().setHeader(Open115Constants.RANGE, "bytes=0-99");
            });
            assertThat(read).hasSize(2).allSatisfy(part -> assertThat(part).hasSize(100));
            assertThat(emulator().requests().cdnRequests()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Caching.class,
            names = {"IN_MEMORY", "SPOOLED"})
    @DisplayName("R12 content with the wrong SHA-1 is not kept: the next try downloads, and what that brings is kept")
    void wrongContentIsNotKept(Caching caching) throws Exception {
        emulator().faults().arm(Faults.CDN, Fault.bitFlippedAt(10));
        AtomicInteger tries = new AtomicInteger();
        try (Routes routes = startAndPoll(caching, new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().maximumRedeliveries(1).redeliveryDelay(0));
                from(inbox(""))
                        .process(exchange -> {
                            tries.incrementAndGet();
                            read(exchange);
                        })
                        .process(KeptBodyTest.this::read);
            }
        })) {
            // what is proved wrong drops its link, too
            assertRead(routes, 2, 2, 2);
            assertThat(tries).hasValue(2);
        }
    }

    @ParameterizedTest
    @CsvSource({"true, false, 1", "false, true, 2"})
    @DisplayName("R14 the route decides whether anything is kept, whatever the context says")
    void settingOfTheRouteWinsOverTheContext(boolean inRoute, boolean inContext, int downloads) throws Exception {
        Routes routes = routes(Caching.IN_MEMORY);
        routes.context().setStreamCaching(inContext);
        routes.context().getStreamCachingStrategy().setEnabled(true);
        routes.add(new RouteBuilder() {
            @Override
            public void configure() {
                from(inbox(""))
                        .streamCache(String.valueOf(inRoute))
                        .process(KeptBodyTest.this::read)
                        .process(KeptBodyTest.this::read);
            }
        });
        try (Routes started = routes.start()) {
            poll(started);
            assertRead(started, 2, downloads);
        }
    }
}
