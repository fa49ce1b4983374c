/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.camel.content.Open115Content;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.util.IOHelper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The content costs nothing until something reads it (R15). */
class LazyBodyTest {

    private static final String INBOX = "open115:/inbox?recursive=true&" + Routes.QUICK;

    @RegisterExtension
    final Open115EmulatorExtension service = new Open115EmulatorExtension();

    @TempDir
    Path state;

    private Open115Emulator emulator;
    private final List<Object> bodies = new CopyOnWriteArrayList<>();

    @BeforeEach
    void prepare() {
        emulator = service.emulator();
    }

    @ParameterizedTest(name = "stream caching {0}")
    @ValueSource(booleans = {true, false})
    @DisplayName("R15 a route that uses headers only makes no link call, with and without stream caching")
    void aRouteThatReadsOnlyHeadersMakesNoLinkCall(boolean streamCaching) throws Exception {
        put(50);
        try (Routes routes = Routes.authorized(emulator, state)) {
            routes.context().setStreamCaching(streamCaching);
            routes.add(new RouteBuilder() {
                        @Override
                        public void configure() {
                            from(INBOX).log("${header.CamelFileName} ${body}").to("direct:next");
                            from("direct:next")
                                    .process(exchange ->
                                            bodies.add(exchange.getIn().getBody()));
                        }
                    })
                    .start();
            await().until(() -> bodies.size() == 50);
        }
        assertThat(bodies).hasOnlyElementsOfType(Open115Content.class);
        assertThat(emulator.requests().linkRequests()).isZero();
        assertThat(emulator.requests().cdnRequests()).isZero();
    }

    @Test
    @DisplayName("R15 backlog tracing and message history make no link call")
    void tracingMakesNoLinkCall() throws Exception {
        put(5);
        try (Routes routes = Routes.authorized(emulator, state)) {
            routes.context().setBacklogTracing(true);
            routes.context().setTracing(true);
            routes.context().setMessageHistory(true);
            routes.add(new RouteBuilder() {
                        @Override
                        public void configure() {
                            from(INBOX)
                                    .setHeader("one", constant(1))
                                    .wireTap("direct:tapped")
                                    .to("direct:next");
                            from("direct:tapped").setHeader("two", constant(2));
                            from("direct:next")
                                    .process(exchange ->
                                            bodies.add(exchange.getIn().getBody()));
                        }
                    })
                    .start();
            await().until(() -> bodies.size() == 5);
        }
        assertThat(emulator.requests().linkRequests()).isZero();
    }

    @Test
    @DisplayName("R15 10 000 listed, 3 new, a filter keeps 2, the route reads them: the first read asks for both")
    void fewNewAmongMany() throws Exception {
        String inbox = emulator.drive().folder("/inbox");
        for (int i = 0; i < 10_000; i++) {
            emulator.drive().addFile(inbox, "old-" + i + ".txt", Content.of("old"));
        }
        Deliveries old = new Deliveries();
        String uri = "open115:/inbox?exclude=.*skipped.*&maxMessagesPerPoll=0&initialDelay=0&delay=50";
        try (Routes routes = Routes.authorized(emulator, state).from(uri, old).start()) {
            await().until(() -> old.names().size() == 10_000);
        }
        emulator.drive().addFile(inbox, "new-1.txt", Content.of("1"));
        emulator.drive().addFile(inbox, "new-2.txt", Content.of("2"));
        emulator.drive().addFile(inbox, "new-skipped.txt", Content.of("3"));
        // links are kept for a minute; the last call of the first context may be scheduled some moments ahead
        emulator.clock().freeze().advance(Duration.ofSeconds(10));
        try (Routes routes = new Routes(emulator, state)
                .from(uri, exchange -> {
                    assertThat(emulator.requests().linkRequests()).isEqualTo(Math.min(1, bodies.size()));
                    bodies.add(exchange.getIn().getBody(String.class));
                })
                .start()) {
            await().until(() -> bodies.size() == 2);
        }
        assertThat(bodies).containsExactlyInAnyOrder("1", "2");
        assertThat(emulator.requests().linkRequests()).isEqualTo(1);
    }

    @Test
    @DisplayName("R15 the body converts to what Camel converts streams to, one link call each")
    void eachConversionMakesOneLinkCall() throws Exception {
        emulator.drive().addFile(emulator.drive().folder("/inbox"), "a.txt", Content.of("Grüße 你好"));
        try (Routes routes = Routes.authorized(emulator, state)
                .add(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(INBOX).process(exchange -> {
                            for (Class<?> type : List.of(String.class, byte[].class, ByteBuffer.class)) {
                                bodies.add(exchange.getIn().getBody(type));
                            }
                            try (Reader reader = exchange.getIn().getBody(Reader.class)) {
                                bodies.add(IOHelper.toString(reader));
                            }
                            try (InputStream stream = exchange.getIn().getBody(InputStream.class)) {
                                bodies.add(new String(stream.readAllBytes(), "UTF-8"));
                            }
                        });
                    }
                })
                .start()) {
            await().until(() -> bodies.size() == 5);
        }
        assertThat(bodies.get(0)).isEqualTo("Grüße 你好");
        assertThat((byte[]) bodies.get(1)).asString().isEqualTo("Grüße 你好");
        assertThat(new String(((ByteBuffer) bodies.get(2)).array(), "UTF-8")).isEqualTo("Grüße 你好");
        assertThat(bodies.subList(3, 5)).containsOnly("Grüße 你好");
    }

    @Test
    @DisplayName("download=false leaves the body null and the headers complete")
    void headersWithoutBody() throws Exception {
        put(1);
        try (Routes routes = Routes.authorized(emulator, state)
                .from("open115:/inbox?download=false&" + Routes.QUICK, exchange -> {
                    bodies.add(exchange.getIn().getBody() == null ? "none" : "some");
                    bodies.add(exchange.getIn().getHeader(Open115Constants.FILE_ID));
                })
                .start()) {
            await().until(() -> bodies.size() == 2);
        }
        assertThat(bodies.get(0)).isEqualTo("none");
        assertThat(bodies.get(1))
                .isEqualTo(emulator.drive()
                        .fileAt("/inbox/file-0.txt")
                        .orElseThrow()
                        .id());
    }

    @Test
    @DisplayName(
            "R14 bodies that are never read, read in part or left behind by a failure hold no connection afterwards")
    void nothingStaysOpen() throws Exception {
        for (int i = 0; i < 30; i++) {
            emulator.drive().addFile(emulator.drive().folder("/inbox"), "file-" + i, Content.generated(i, 200_000));
        }
        try (Routes routes = Routes.authorized(emulator, state)
                .from("open115:/inbox?repeatCount=1&" + Routes.QUICK, exchange -> {
                    InputStream body = exchange.getIn().getBody(InputStream.class);
                    int turn = bodies.size() % 3;
                    bodies.add(turn);
                    if (turn > 0) {
                        assertThat(body.read()).isNotNegative();
                    }
                    if (turn == 2) {
                        throw new IllegalStateException("the route fails in the middle of the body");
                    }
                })
                .start()) {
            await().until(() -> bodies.size() == 30);
            await().untilAsserted(() -> assertThat(routes.component()
                            .client(routes.component().getConfiguration())
                            .downloads()
                            .openConnections())
                    .isZero());
        }
    }

    private void put(int files) {
        for (int i = 0; i < files; i++) {
            emulator.drive()
                    .addFile(emulator.drive().folder("/inbox"), "file-" + i + ".txt", Content.of("content " + i));
        }
    }
}
