/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Faults;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.camel.ConsumerTemplate;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.support.SynchronizationAdapter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Readers that take a failed read for the end of the data and tell nobody: a part of a file is no success. */
@Tag("slow")
class BrokenReadingTest extends PollFixture {

    private static final int ROWS = 30_000;
    private static final int LINES = ROWS + 2;
    private static final String IN = inbox("delete=true");

    private final AtomicInteger rows = new AtomicInteger();
    private final List<String> ends = new CopyOnWriteArrayList<>();

    @BeforeEach
    void putFile() {
        StringBuilder xml = new StringBuilder("<rows>\n");
        for (int i = 0; i < ROWS; i++) {
            xml.append("<row>").append(i).append("</row>\n");
        }
        put("/inbox", "rows.xml", xml.append("</rows>\n").toString());
    }

    /** The content is cut, and cannot be gone on with. */
    private void cut() {
        emulator().faults().arm(Faults.CDN, Fault.cutAfter(100_000)).times(1);
        emulator().faults().arm(Faults.CDN, Fault.forbidden()).after(1).always();
    }

    private void flip() {
        emulator().faults().arm(Faults.CDN, Fault.bitFlippedAt(300_000)).always();
    }

    static Stream<Arguments> swallowing() {
        return Stream.concat(
                Stream.of("streaming", "whole", "scanner", "seda", "direct", "branch", "copy of a download")
                        .map(shape -> Arguments.of(shape, true)),
                Stream.of("streaming", "scanner").map(shape -> Arguments.of(shape, false)));
    }

    @ParameterizedTest(name = "{0}, cut {1}")
    @MethodSource("swallowing")
    @DisplayName("R11 a swallowed read failure fails the exchange: the file stays, and is delivered again whole")
    void swallowedReadFailureFailsTheExchange(String shape, boolean cut) throws Exception {
        if (cut) {
            cut();
        } else {
            flip();
        }
        try (Routes routes = routes().add(new RouteBuilder() {
                    @Override
                    public void configure() {
                        ProcessorDefinition<?> in = from(IN).process(BrokenReadingTest.this::noteEnd);
                        read(in, shape);
                        rows(from("seda:rows"), true);
                        rows(from("direct:rows"), true);
                    }
                })
                .start()) {
            poll(routes);
            await().until(() -> ends.size() == 1);
            assertThat(ends).containsExactly("failed");
            assertThat(isAt("/inbox/rows.xml")).isTrue();
            emulator().faults().clear();
            poll(routes);
            await().until(() -> !isAt("/inbox/rows.xml"));
            assertThat(ends).containsExactly("failed", "complete");
            assertThat(rows).hasValue(shape.equals("scanner") ? LINES : ROWS);
        }
    }

    private void noteEnd(Exchange exchange) {
        rows.set(0);
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onComplete(Exchange done) {
                ends.add("complete");
            }

            @Override
            public void onFailure(Exchange done) {
                ends.add("failed");
            }
        });
    }

    private void read(ProcessorDefinition<?> in, String shape) {
        switch (shape) {
            case "scanner" -> in.process(this::scan);
            case "seda" -> in.to("seda:rows");
            case "direct" -> in.to("direct:rows").to("log:next");
            case "branch" -> in.multicast().to("direct:rows").to("log:second").end();
            case "copy of a download" ->
                in.to("open115:/inbox?operation=download").multicast().to("direct:rows", "log:second");
            default -> rows(in, shape.equals("streaming"));
        }
    }

    private void rows(ProcessorDefinition<?> route, boolean streaming) {
        route.split()
                .tokenizeXML("row")
                .streaming(streaming)
                .process(exchange -> rows.incrementAndGet())
                .end();
    }

    private void scan(Exchange exchange) {
        Scanner scanner = new Scanner(exchange.getIn().getBody(InputStream.class), StandardCharsets.UTF_8);
        while (scanner.hasNextLine()) {
            scanner.nextLine();
            rows.incrementAndGet();
        }
    }

    private static void readAll(Exchange exchange) throws IOException {
        exchange.getIn().getBody(InputStream.class).readAllBytes();
    }

    @ParameterizedTest
    @ValueSource(strings = {"handled", "continued", "doCatch", "branch", "read again"})
    @DisplayName("a failed reading that the route has handled stays handled")
    void handledReadFailureStaysHandled(String how) throws Exception {
        cut();
        try (Routes routes = routes().add(new RouteBuilder() {
                    @Override
                    public void configure() {
                        switch (how) {
                            case "handled" ->
                                from(IN).onException(IOException.class)
                                        .handled(true)
                                        .end()
                                        .process(BrokenReadingTest::readAll);
                            case "continued" ->
                                from(IN).onException(IOException.class)
                                        .continued(true)
                                        .end()
                                        .process(BrokenReadingTest::readAll);
                            case "doCatch" ->
                                from(IN).doTry()
                                        .process(BrokenReadingTest::readAll)
                                        .doCatch(IOException.class)
                                        .setBody(constant("not to be had"))
                                        .end();
                            case "branch" -> from(IN).multicast().to("direct:handling", "log:second");
                            default ->
                                from(IN).to("direct:scanning")
                                        .process(exchange -> emulator().faults().clear())
                                        .process(BrokenReadingTest::readAll);
                        }
                        from("direct:scanning").process(BrokenReadingTest.this::scan);
                        from("direct:handling")
                                .onException(IOException.class)
                                .handled(true)
                                .end()
                                .process(BrokenReadingTest::readAll);
                    }
                })
                .start()) {
            poll(routes);
            assertThat(isAt("/inbox/rows.xml")).isFalse();
        }
    }

    @Test
    @DisplayName("R11 after download, the exchange of another consumer fails, before that one acts")
    void failedReadAfterDownloadFailsTheExchangeOfAnotherConsumer() throws Exception {
        cut();
        String fileId = drive().fileAt("/inbox/rows.xml").orElseThrow().id();
        Path order =
                Files.writeString(Files.createDirectory(state.resolve("orders")).resolve("order"), fileId);
        try (Routes routes = routes().add(new RouteBuilder() {
                    @Override
                    public void configure() {
                        rows(
                                from("file:" + order.getParent() + "?moveFailed=.failed&" + Routes.QUICK)
                                        .setHeader(Open115Constants.FILE_ID, bodyAs(String.class))
                                        .to("open115:/inbox?operation=download"),
                                true);
                    }
                })
                .start()) {
            await().until(() -> !Files.exists(order));
        }
        assertThat(order.resolveSibling(".failed/order")).exists();
        assertThat(rows.get()).isBetween(1, ROWS - 1);
    }

    @Test
    @DisplayName("R11 without a route, the file stays when the exchange is done")
    void failedReadKeepsTheFileOfAPollOnDemand() throws Exception {
        cut();
        try (Routes routes = routes().start();
                ConsumerTemplate template = routes.context().createConsumerTemplate()) {
            String uri = "open115:/inbox?delete=true&fileName=rows.xml";
            Exchange broken = template.receiveNoWait(uri);
            scan(broken);
            template.doneUoW(broken);
            assertThat(isAt("/inbox/rows.xml")).isTrue();
            emulator().faults().clear();
            emulator().clock().advance(Duration.ofMinutes(10));
            Exchange whole = template.receiveNoWait(uri);
            scan(whole);
            template.doneUoW(whole);
            assertThat(isAt("/inbox/rows.xml")).isFalse();
        }
    }

    @Test
    @DisplayName("R11 a reader that asks whether there is more gets all of it")
    void readingWhileReadyReadsAll() throws Exception {
        try (Routes routes = routes().from(IN, this::readWhileReady).start()) {
            poll(routes);
            assertThat(rows).hasValue(LINES);
            assertThat(isAt("/inbox/rows.xml")).isFalse();
        }
    }

    private void readWhileReady(Exchange exchange) throws IOException {
        BufferedReader reader = new BufferedReader(
                new InputStreamReader(exchange.getIn().getBody(InputStream.class), StandardCharsets.UTF_8));
        while (reader.ready()) {
            reader.readLine();
            rows.incrementAndGet();
        }
    }

    @Test
    @DisplayName("a reader that stops early has not failed")
    void stoppingEarlyIsNoFailure() throws Exception {
        try (Routes routes = routes().from(
                        IN,
                        exchange -> exchange.getIn().getBody(InputStream.class).readNBytes(1000))
                .start()) {
            poll(routes);
            assertThat(isAt("/inbox/rows.xml")).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete=true", "delete=true&download=false"})
    @DisplayName("a message that is marked for rollback fails: its file stays, and is delivered again")
    void messageMarkedForRollbackFails(String options) throws Exception {
        AtomicBoolean undo = new AtomicBoolean(true);
        try (Routes routes = routes().add(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(inbox(options))
                                .process(BrokenReadingTest.this::noteEnd)
                                .choice()
                                .when(exchange -> undo.get())
                                .markRollbackOnly()
                                .otherwise()
                                .to("log:good");
                    }
                })
                .start()) {
            poll(routes);
            assertThat(ends).containsExactly("failed");
            assertThat(isAt("/inbox/rows.xml")).isTrue();
            undo.set(false);
            poll(routes);
            assertThat(isAt("/inbox/rows.xml")).isFalse();
        }
    }
}
