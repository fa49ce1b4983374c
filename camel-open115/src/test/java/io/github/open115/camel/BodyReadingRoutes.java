/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy;

/** What may become of a body, by turns; and how often each went well. */
final class BodyReadingRoutes extends RouteBuilder {

    /** Here a branch is left alone in the middle, whatever it has read. */
    static final String CUT_SHORT = "direct:timeout";

    static final List<String> WAYS = List.of(
            "direct:success",
            "direct:failure",
            "direct:abandoned",
            "seda:read",
            "direct:threads",
            CUT_SHORT,
            "direct:unread",
            "direct:work",
            "direct:tap",
            "direct:converted",
            "direct:split",
            "direct:aggregated",
            "direct:file",
            "direct:http",
            "direct:store");

    /** What goes on beside a tap, and fails with it where they share a download. */
    private static final String BESIDE = "beside the tap";

    private static final String WAY = "way";

    private static final class OnPurposeException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    final AtomicInteger ended = new AtomicInteger();
    final Map<String, Integer> wentWell = new ConcurrentHashMap<>();
    final Map<String, Integer> failed = new ConcurrentHashMap<>();
    /** But those of branches that were left alone, or that are beside a tap. */
    final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

    private final int size;
    private final Path work;
    private final Path target;
    private final String server;

    /**
     * @param size of each content, in bytes
     * @param work directory for the files that are bodies
     * @param target folder that {@code file:} writes into
     * @param server takes what {@code http:} sends
     */
    BodyReadingRoutes(int size, Path work, Path target, String server) {
        this.size = size;
        this.work = work;
        this.target = target;
        this.server = server;
    }

    /** What went well and what failed. */
    int done(String way) {
        return wentWell.getOrDefault(way, 0) + failed.getOrDefault(way, 0);
    }

    private void readAll(Exchange exchange) throws Exception {
        assertThat(exchange.getIn().getBody(byte[].class)).hasSize(size);
    }

    private void readPart(Exchange exchange) throws Exception {
        assertThat(exchange.getIn().getBody(InputStream.class).readNBytes(100)).hasSize(100);
    }

    private void wentWell(Exchange exchange) {
        wentWell.merge(exchange.getIn().getHeader(WAY, String.class), 1, Integer::sum);
    }

    private void failed(Exchange exchange) {
        String way = exchange.getIn().getHeader(WAY, String.class);
        failed.merge(way, 1, Integer::sum);
        if (!way.equals(CUT_SHORT) && !way.equals(BESIDE)) {
            failures.add(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class));
        }
    }

    @Override
    public void configure() {
        onException(OnPurposeException.class).log("on purpose");
        onException(Throwable.class).process(this::failed);
        AtomicInteger turn = new AtomicInteger();
        from("direct:in")
                .onCompletion()
                .process(exchange -> ended.incrementAndGet())
                .end()
                .setHeader(WAY, () -> WAYS.get(turn.getAndIncrement() % WAYS.size()))
                .to("open115:/inbox?operation=download")
                .toD("${header.way}");
        left();
        handedOver();
        passedOn();
    }

    private void left() {
        from("direct:failure").process(this::readPart).process(this::wentWell).throwException(new OnPurposeException());
        from("direct:abandoned").process(this::readPart).process(this::wentWell);
        from("direct:unread").log("not read").process(this::wentWell);
        from(CUT_SHORT).multicast().parallelProcessing().timeout(20).to("direct:success", "direct:slow");
        from("direct:slow").process(this::readPart).delay(50);
    }

    private void handedOver() {
        from("direct:success").process(this::readAll).process(this::readAll).process(this::wentWell);
        from("seda:read?concurrentConsumers=2").process(this::readAll).process(this::wentWell);
        from("direct:threads").threads(2).process(this::readPart).process(this::wentWell);
        from("direct:tap")
                .wireTap("direct:success")
                .setHeader(WAY, constant(BESIDE))
                .process(this::readPart);
        from("direct:aggregated")
                .aggregate(constant(true), new GroupedBodyAggregationStrategy())
                .completionSize(5)
                .completionTimeout(500)
                .split(body())
                .process(this::readAll)
                .process(this::wentWell);
    }

    private void passedOn() {
        from("direct:work")
                .to("open115:/inbox?operation=download&localWorkDirectory=" + work)
                .process(this::readAll)
                .process(this::wentWell);
        from("direct:converted")
                .convertBodyTo(byte[].class)
                .process(this::readAll)
                .process(this::wentWell);
        from("direct:split")
                .setProperty(Exchange.CHARSET_NAME, constant("ISO-8859-1"))
                .split(body().tokenize("\n"))
                .streaming()
                .stopOnException()
                .setProperty("read", body())
                .end()
                .process(this::wentWell);
        from("direct:file")
                .to("file:" + target + "?fileName=done-${exchangeId}&tempFileName=part-${exchangeId}"
                        + "&eagerDeleteTargetFile=false")
                .process(this::wentWell);
        from("direct:http")
                .removeHeaders("*", WAY)
                .setHeader(Exchange.HTTP_METHOD, constant("PUT"))
                .to(server)
                .process(this::wentWell);
        from("direct:store")
                .setHeader("CamelAwsS3Key", simple("${exchangeId}"))
                .to("aws2-s3:bucket")
                .process(this::wentWell);
    }
}
