/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.open115.camel.poll.DurableIdempotentRepository;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Faults;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.ConsumerTemplate;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who asks for a file on demand never takes a failure for a file that is not there. */
class OnDemandFailuresTest extends PollFixture {

    @TempDir
    Path work;

    @ParameterizedTest
    @ValueSource(strings = {"open115:/inbox?fileName=a.txt", "open115:/inbox?delay=60000"})
    @DisplayName("R38 a file whose exchanges failed again and again is there for the next one that asks for it")
    void fileThatFailedBeforeCanBePolled(String uri) throws Exception {
        put("/inbox", "a.txt", "A");
        List<String> bodies = new ArrayList<>();
        try (Routes routes = routes().start();
                ConsumerTemplate template = routes.context().createConsumerTemplate()) {
            for (int i = 0; i < 6; i++) {
                Exchange exchange = template.receiveNoWait(uri);
                bodies.add(exchange == null ? null : exchange.getIn().getBody(String.class));
                if (exchange != null) {
                    exchange.setException(new IllegalStateException("the database is down"));
                    template.doneUoW(exchange);
                }
                emulator().clock().advance(Duration.ofMinutes(1));
            }
        }
        assertThat(bodies).containsOnly("A").hasSize(6);
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of("localWorkDirectory", Faults.CDN, Fault.bitFlippedAt(2), ""),
                Arguments.of("localWorkDirectory", Faults.CDN, Fault.bitFlippedAt(2), "&bridgeErrorHandler=true"),
                Arguments.of("localWorkDirectory", Faults.CDN, Fault.bitFlippedAt(2), "&idempotent=true"),
                Arguments.of("preMove", "/open/ufile/move", Fault.html(500), ""),
                Arguments.of("preMove", "/open/ufile/move", Fault.html(500), "&bridgeErrorHandler=true"),
                Arguments.of("preMove", "/open/ufile/move", Fault.html(500), "&idempotent=true"));
    }

    @ParameterizedTest(name = "{0} {3}")
    @MethodSource("failures")
    @DisplayName("R1 a file that cannot be fetched or moved is an error, and handed over when it can")
    void throwsWhatKeepsAFileBack(String option, String endpoint, Fault fault, String more) throws Exception {
        put("/inbox", "a.txt", "hello");
        emulator().faults().arm(endpoint, fault).always();
        String uri = uri(option) + more;
        try (Routes routes = routes().start();
                ConsumerTemplate template = routes.context().createConsumerTemplate()) {
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> template.receiveNoWait(uri))
                        .hasStackTraceContaining(option.equals("preMove") ? "ServiceUnavailable" : "Cannot fetch file");
            }
            emulator().faults().clear();
            assertThat(body(template, uri)).isEqualTo("hello");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fileName=a.txt&preMove=.work",
                "fileName=a.txt&preMove=.work&idempotent=true",
                "preMove=/.work&idempotent=true&idempotentRepository=#own",
                "preMove=.work",
                "preMove=.work/b.txt"
            })
    @DisplayName("R38 a file that preMove took away before its download failed is where it was for the next call")
    void isBackAtOnce(String options) throws Exception {
        put("/inbox", "a.txt", "hello");
        emulator().faults().arm(Faults.CDN, Fault.bitFlippedAt(2)).always();
        String uri = "open115:/inbox?delay=60000&localWorkDirectory=" + work + "&" + options;
        Routes prepared = routes();
        prepared.context().getRegistry().bind("own", new DurableIdempotentRepository());
        try (Routes routes = prepared.start();
                ConsumerTemplate template = routes.context().createConsumerTemplate()) {
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> template.receiveNoWait(uri)).hasStackTraceContaining("Cannot fetch file");
                assertThat(isAt("/inbox/a.txt")).isTrue();
            }
            emulator().faults().clear();
            assertThat(body(template, uri)).isEqualTo("hello");
        }
        assertThat(isAt("/inbox/a.txt")).isFalse();
    }

    private String uri(String option) {
        return "open115:/inbox?fileName=a.txt&" + option + "=" + (option.equals("preMove") ? ".work" : work);
    }

    private static String body(ConsumerTemplate template, String uri) {
        Exchange exchange = template.receiveNoWait(uri);
        String body = exchange == null ? null : exchange.getIn().getBody(String.class);
        template.doneUoW(exchange);
        return body;
    }

    @ParameterizedTest
    @CsvSource({"localWorkDirectory,/open/ufile/downurl,20018", "preMove,/open/ufile/move,20018"})
    @DisplayName("a file that went between its look-up and its download or move is not there")
    void fileDeletedDuringThePollIsNotThere(String option, String endpoint, long code) throws Exception {
        put("/inbox", "a.txt", "hello");
        emulator().faults().arm(endpoint, Fault.error(code, "文件不存在")).always();
        try (Routes routes = routes().start();
                ConsumerTemplate template = routes.context().createConsumerTemplate()) {
            assertThat(template.receiveNoWait(uri(option))).isNull();
        }
    }

    @Test
    @DisplayName("pollEnrich hands the error to the route that asked for the file")
    void failsTheAskingExchange() throws Exception {
        put("/inbox", "a.txt", "hello");
        emulator().faults().arm(Faults.CDN, Fault.bitFlippedAt(2)).always();
        try (Routes routes = routes().add(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:in").pollEnrich(uri("localWorkDirectory"), 0);
                    }
                })
                .start()) {
            assertThatThrownBy(() -> routes.template().requestBody("direct:in", "old"))
                    .hasStackTraceContaining("Cannot fetch file");
        }
    }
}
