/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.open115.camel.content.Open115Content;
import io.github.open115.camel.poll.DurableIdempotentRepository;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.http.ThrottledException;
import io.github.open115.emulator.Fault;
import java.io.File;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.ConsumerTemplate;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.file.GenericFile;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OnDemandTest extends PollFixture {

    private static final String FOLDER = "open115:/inbox";

    private static String body(Exchange exchange) {
        return exchange == null ? null : exchange.getIn().getBody(String.class);
    }

    @Test
    @DisplayName("pollEnrich finds a file by its name every time: with two calls at first, then with one")
    void pollEnrichFindsAFileByName() throws Exception {
        put("/inbox", "a.txt", "A");
        put("/inbox/sub", "b.txt", "B");
        try (Routes routes = routes().add(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:in")
                                .pollEnrich()
                                .simple(FOLDER + "?fileName=${header.name}")
                                .timeout(0);
                    }
                })
                .start()) {
            assertThat(enriched(routes, "a.txt", 2)).isEqualTo("A");
            assertThat(enriched(routes, "sub/b.txt", 1)).isEqualTo("B");
            for (int i = 0; i < 3; i++) {
                assertThat(enriched(routes, "a.txt", 1)).isEqualTo("A");
                assertThat(enriched(routes, "sub/b.txt", 1)).isEqualTo("B");
            }
            assertThat(enriched(routes, "none", 1)).isIn("old", null, "");
        }
        assertThat(calls(LIST)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    @DisplayName("R42 a fileName without a value is an error of pollEnrich, which takes and deletes no other file")
    void takesNoFileWithoutName(String blank) throws Exception {
        put("/inbox", "keep.txt", "keep");
        try (Routes routes = routes().add(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:in")
                                .errorHandler(noErrorHandler())
                                .pollEnrich()
                                .simple(FOLDER + "?fileName=${header.name}&delete=true")
                                .timeout(0);
                    }
                })
                .start()) {
            for (String name : Arrays.asList(blank, null)) {
                Exchange sent = routes.template()
                        .request("direct:in", exchange -> exchange.getMessage().setHeader("name", name));
                assertThat(sent.getException()).hasStackTraceContaining("fileName has no value");
            }
        }
        assertThat(drive().binned()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"R&D.txt", "a.txt&delete=true", "a.txt&move=.gone", "a.txt&delete=true&x=RAW(", "50%25.txt"})
    @DisplayName("R42 the name of a file sets no option: pollEnrich and poll get the file of exactly that name")
    void takesNamesAsTheyAre(String name) throws Exception {
        put("/inbox", "a.txt", "A");
        put("/inbox", name, "odd");
        try (Routes routes = routes().add(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:in")
                                .pollEnrich()
                                .simple(FOLDER + "?fileName=${header.name}")
                                .timeout(0);
                        from("direct:poll").poll(FOLDER + "?fileName=${header.name}&idempotent=${header.no}", 0);
                    }
                })
                .start()) {
            Map<String, Object> headers = Map.of("name", name, "no", false);
            for (String route : List.of("direct:in", "direct:poll")) {
                assertThat(routes.template().requestBodyAndHeaders(route, "old", headers, String.class))
                        .isEqualTo("odd");
            }
        }
        assertThat(drive().binned()).isEmpty();
        assertThat(isAt("/inbox/a.txt")).isTrue();
    }

    /** @param calls the look-up of the file, and at the first time that of the polled folder */
    private String enriched(Routes routes, String name, int calls) {
        emulator().requests().reset();
        String body = routes.template().requestBodyAndHeader("direct:in", "old", "name", name, String.class);
        assertThat(calls(LOOK_UP)).as("calls for %s", name).isEqualTo(calls);
        return body;
    }

    @Test
    @DisplayName("receiveNoWait of a named file costs a look-up of the folder, once, and one of the file")
    void receivesANamedFile() throws Exception {
        put("/inbox/sub", "b.txt", "B");
        try (Routes routes = routes().start();
                ConsumerTemplate template = routes.context().createConsumerTemplate()) {
            String uri = FOLDER + "?fileName=sub/b.txt";
            assertThat(receiveAndComplete(template, uri)).isEqualTo("B");
            assertThat(callsBesideListings()).containsEntry(LOOK_UP, 2L);
            assertThat(receiveAndComplete(template, uri)).isEqualTo("B");
            assertThat(callsBesideListings()).containsEntry(LOOK_UP, 3L);
            assertThat(calls(LIST)).isZero();
        }
    }

    @Test
    @DisplayName("waiting for a file does not poll more often than the delay")
    void waitsWithoutPolling() throws Exception {
        try (Routes routes = routes().start();
                ConsumerTemplate template = routes.context().createConsumerTemplate()) {
            assertThat(template.receive(FOLDER + "?fileName=none", 500)).isNull();
            assertThat(template.receive(FOLDER, 500)).isNull();
            assertThat(template.receiveNoWait(FOLDER)).isNull();
        }
        assertThat(calls(LIST)).isLessThanOrEqualTo(3);
        assertThat(calls(LOOK_UP)).isLessThanOrEqualTo(4);
    }

    @Test
    @DisplayName("receive is not idempotent unless set")
    void isNotIdempotent() throws Exception {
        put("/inbox", "a.txt", "A");
        put("/inbox", "b.txt", "B");
        try (Routes routes = routes().start();
                ConsumerTemplate template = routes.context().createConsumerTemplate()) {
            assertThat(receiveAndComplete(template, FOLDER)).isEqualTo(receiveAndComplete(template, FOLDER));
            String once = FOLDER + "?idempotent=true";
            assertThat(List.of(receiveAndComplete(template, once), receiveAndComplete(template, once)))
                    .containsExactlyInAnyOrder("A", "B");
            assertThat(template.receiveNoWait(once)).isNull();
        }
    }

    private static String receiveAndComplete(ConsumerTemplate template, String uri) {
        Exchange exchange = template.receiveNoWait(uri);
        String body = body(exchange);
        template.doneUoW(exchange);
        return body;
    }

    @Test
    @DisplayName("R38 receive moves a file after its exchange was done")
    void receiveMovesTheFileAfterTheExchange() throws Exception {
        put("/inbox", "a.txt", "A");
        try (Routes routes = routes().start();
                ConsumerTemplate template = routes.context().createConsumerTemplate()) {
            Exchange exchange = template.receiveNoWait(FOLDER + "?move=.done");
            assertThat(isAt("/inbox/a.txt")).isTrue();
            template.doneUoW(exchange);
            assertThat(isAt("/inbox/.done/a.txt")).isTrue();
        }
    }

    @Test
    @DisplayName(
            "R38 receiveBody ends the exchange before it returns: only a body of a given type is there with delete")
    void receivesABody() throws Exception {
        put("/inbox", "a.txt", "A");
        put("/inbox", "b.txt", "B");
        try (Routes routes = routes().start();
                ConsumerTemplate template = routes.context().createConsumerTemplate()) {
            String named = FOLDER + "?delete=true&fileName=";
            assertThat(template.receiveBody(named + "a.txt", byte[].class))
                    .asString()
                    .isEqualTo("A");
            Open115Content late = (Open115Content) template.receiveBody(named + "b.txt");
            assertThatThrownBy(late.newStream()::read).isInstanceOf(NotFoundException.class);
            put("/inbox", "c.txt", "C");
            assertThatThrownBy(template.receiveBody(named + "c.txt", InputStream.class)::read)
                    .isInstanceOf(NotFoundException.class);
            put("/inbox", "d.txt", "D");
            assertThat(template.receiveBody(named + "d.txt", File.class)).isNull();
            put("/inbox", "e.txt", "E");
            assertThat(template.receiveBody(
                            FOLDER + "?fileName=e.txt&localWorkDirectory=" + state.resolve("work"), File.class))
                    .hasName("e.txt")
                    .doesNotExist();
            assertThat(drive().names(drive().folder("/inbox"))).containsExactly("e.txt");
        }
    }

    @Test
    @DisplayName("R1 a poll on demand that cannot be made is an error, not an absent file")
    void throwsWhileThrottled() throws Exception {
        put("/inbox", "a.txt", "A");
        emulator().faults().arm("API", Fault.error(770004, "已达到当前访问上限，请稍后再试"));
        try (Routes routes = routes().start();
                ConsumerTemplate template = routes.context().createConsumerTemplate()) {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> template.receiveNoWait(FOLDER + "?throttlePolicy=fail"))
                        .satisfiesAnyOf(
                                thrown -> assertThat(thrown).isInstanceOf(ThrottledException.class),
                                thrown -> assertThat(thrown).hasRootCauseInstanceOf(ThrottledException.class));
            }
        }
        assertThat(callsBesideListings()).isEqualTo(Map.of(LOOK_UP, 1L));
    }

    @Test
    @DisplayName("R1 two threads that poll on demand for the first time open the state once")
    void threadsOpenTheStateOnce() throws Exception {
        put("/inbox", "a.txt", "A");
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Void> goOn = new CompletableFuture<Void>().orTimeout(1, TimeUnit.MINUTES);
        emulator().faults().before(LOOK_UP, 1, () -> {
            begun.countDown();
            goOn.join();
        });
        String uri = FOLDER + "?idempotent=true&idempotentRepository=#memory";
        try (Routes routes = routes().start();
                ConsumerTemplate template = routes.context().createConsumerTemplate()) {
            routes.context().getRegistry().bind("memory", new DurableIdempotentRepository());
            CompletableFuture<Exchange> late = CompletableFuture.supplyAsync(() -> template.receiveNoWait(uri));
            begun.await();
            Exchange first = template.receiveNoWait(uri);
            goOn.complete(null);
            assertThat(late.join()).isNull();
            assertThat(body(first)).isEqualTo("A");
            template.doneUoW(first);
        }
    }

    /** Uploaded in the order b, d, a, c, a minute apart, and none of them new. */
    private void fillInDisorder() {
        for (String name : List.of("b", "d", "a", "c")) {
            put("/inbox", name + ".txt", name);
            emulator().clock().advance(Duration.ofMinutes(1));
        }
    }

    @ParameterizedTest(name = "options: {0}")
    @DisplayName("sortBy and sorter choose among all files also on demand, with two calls")
    @CsvSource({
        "delay=1000, b",
        "sortBy=file:name, a",
        "sortBy=reverse:file:name, d",
        "sortBy=reverse:file:modified, c",
        "sorter=#byName, a",
        "preSort=-modified, c",
        "sortBy=reverse:file:name&recursive=true, d",
        "sortBy=reverse:file:name&idempotent=true, d"
    })
    void sortsAmongAllFiles(String options, String first) throws Exception {
        fillInDisorder();
        Comparator<GenericFile<Open115File>> byName = Comparator.comparing(GenericFile::getFileName);
        try (Routes routes = routes().start();
                ConsumerTemplate template = routes.context().createConsumerTemplate()) {
            routes.context().getRegistry().bind("byName", byName);
            Exchange exchange = template.receiveNoWait(FOLDER + "?download=false&" + options);
            assertThat(exchange.getIn().getHeader(Exchange.FILE_NAME)).isEqualTo(first + ".txt");
            template.doneUoW(exchange);
        }
        assertThat(calls(LOOK_UP)).isEqualTo(1);
        assertThat(calls(LIST)).isEqualTo(1);
    }

    @Test
    @DisplayName("R38 pollEnrich takes the newest file each time, and delete removes that one and no other")
    void deletesTheNewest() throws Exception {
        fillInDisorder();
        String newest = FOLDER + "?sortBy=reverse:file:modified&delete=true";
        try (Routes routes = routes().add(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:in").pollEnrich(newest, 0);
                    }
                })
                .start()) {
            assertThat(routes.template().requestBody("direct:in", null, String.class))
                    .isEqualTo("c");
            assertThat(drive().names(drive().folder("/inbox"))).containsExactlyInAnyOrder("a.txt", "b.txt", "d.txt");
            assertThat(routes.template().requestBody("direct:in", null, String.class))
                    .isEqualTo("a");
            assertThat(drive().names(drive().folder("/inbox"))).containsExactlyInAnyOrder("b.txt", "d.txt");
        }
    }
}
