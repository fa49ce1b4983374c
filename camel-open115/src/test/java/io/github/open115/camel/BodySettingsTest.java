/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.camel.content.Open115Content;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedFile;
import java.io.File;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.apache.camel.Exchange;
import org.apache.camel.NoTypeConversionAvailableException;
import org.apache.camel.WrappedFile;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ProcessorDefinition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The body in front of what reads it: converters, splitters, other components. One download each. */
class BodySettingsTest extends PollFixture {

    private static final String TEXT = ("line of text ".repeat(50) + "\n").repeat(1000);

    @TempDir
    Path spool;

    private final List<Object> seen = new CopyOnWriteArrayList<>();
    private EmulatedFile file;

    @BeforeEach
    void putFile() {
        file = drive().addFile(drive().folder("/inbox"), "lines.txt", Content.of(TEXT));
    }

    /** A route from the inbox. */
    @FunctionalInterface
    private interface Route {
        void from(ProcessorDefinition<?> inbox);
    }

    private Routes route(Route route) throws Exception {
        return routes().add(new RouteBuilder() {
            @Override
            public void configure() {
                route.from(from(inbox("")));
            }
        });
    }

    private void see(Exchange exchange) {
        seen.add(exchange.getIn().getBody());
    }

    private void assertSeen(Routes routes, int bodies) {
        assertThat(seen).hasSize(bodies);
        Leaks.assertNoConnection(routes);
        assertThat(emulator().requests().linkRequests()).isEqualTo(1);
        assertThat(emulator().requests().cdnRequests()).isEqualTo(1);
    }

    @Test
    @DisplayName("R15 convertBodyTo String and byte[]; what follows reads the converted body, not the drive")
    void convertsTheBodyOnce() throws Exception {
        try (Routes routes = route(inbox -> inbox.convertBodyTo(String.class)
                        .process(this::see)
                        .convertBodyTo(byte[].class)
                        .process(this::see))
                .start()) {
            poll(routes);
            assertSeen(routes, 2);
            assertThat(seen.get(0)).isEqualTo(TEXT);
            assertThat((byte[]) seen.get(1)).isEqualTo(TEXT.getBytes());
        }
    }

    @Test
    @DisplayName("R15 there is no local file to convert to: an error that names the types, and no download")
    void refusesToConvertToALocalFile() throws Exception {
        try (Routes routes = route(inbox -> inbox.onException(NoTypeConversionAvailableException.class)
                        .process(exchange -> seen.add(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class)))
                        .handled(true)
                        .end()
                        .convertBodyTo(File.class))
                .start()) {
            poll(routes);
            assertThat(seen).hasSize(1);
            assertThat((Exception) seen.get(0)).hasMessageContaining("Open115Content");
            assertThat(emulator().requests().linkRequests()).isZero();
        }
    }

    @Test
    @DisplayName("R14 a splitter reads the body as a stream, line by line, over one connection")
    void splitsTheBodyAsAStream() throws Exception {
        try (Routes routes = routes().add(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(inbox("")).split(body().tokenize("\n")).streaming().process(BodySettingsTest.this::see);
                    }
                })
                .start()) {
            poll(routes);
            assertSeen(routes, 1000);
        }
    }

    @Test
    @DisplayName("R14 stream caching that spools to disk spools nothing of it, and reads nothing")
    void streamCachingSpoolsNothing() throws Exception {
        Routes routes = route(inbox -> inbox.to("direct:next"));
        routes.add(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:next").log("${header.CamelFileName}").process(BodySettingsTest.this::see);
            }
        });
        routes.context().setStreamCaching(true);
        routes.context().getStreamCachingStrategy().setSpoolEnabled(true);
        routes.context().getStreamCachingStrategy().setSpoolDirectory(spool.toFile());
        routes.context().getStreamCachingStrategy().setSpoolThreshold(1000);
        try (Routes started = routes.start()) {
            poll(started);
            assertThat(seen).hasSize(1);
            assertThat(seen.get(0)).isInstanceOf(Open115Content.class);
            assertThat(emulator().requests().linkRequests()).isZero();
            Leaks.assertNoFile(spool);
        }
    }

    @Test
    @DisplayName("R15 backlog tracing leaves the one download to the step that reads")
    void tracingDownloadsNothing() throws Exception {
        Routes routes = route(inbox -> inbox.setHeader("a")
                .constant(1)
                .process(exchange -> seen.add(exchange.getIn().getBody(String.class))));
        routes.context().setBacklogTracing(true);
        routes.context().setTracing(true);
        try (Routes started = routes.start()) {
            poll(started);
            assertSeen(started, 1);
            assertThat(seen.get(0)).isEqualTo(TEXT);
        }
    }

    @Test
    @DisplayName("a producer that asks for the length, as those of object stores do, gets it without a read")
    void askedForItsLength() throws Exception {
        try (Routes routes = route(inbox -> inbox.process(exchange -> {
                    WrappedFile<?> body = (WrappedFile<?>) exchange.getIn().getBody();
                    assertThat(body.getFile()).isNotInstanceOf(File.class);
                    assertThat(body.getFileLength()).isEqualTo(TEXT.length());
                    assertThat(exchange.getIn().getHeader(Exchange.FILE_LENGTH)).isEqualTo((long) TEXT.length());
                    assertThat(emulator().requests().linkRequests()).isZero();
                    seen.add(new String(
                            exchange.getIn().getMandatoryBody(InputStream.class).readAllBytes()));
                }))
                .start()) {
            poll(routes);
            assertSeen(routes, 1);
            assertThat(seen.get(0)).isEqualTo(TEXT);
        }
    }

    @Test
    @DisplayName("http: sends the body as it comes, with one download")
    void httpSendsTheBodyWithOneDownload() throws Exception {
        try (MockWebServer server = new MockWebServer()) {
            server.enqueue(new MockResponse.Builder().build());
            server.start();
            try (Routes routes = route(inbox -> inbox.setHeader(Exchange.HTTP_METHOD)
                            .constant("PUT")
                            .to("http://localhost:" + server.getPort() + "/put")
                            .process(this::see))
                    .start()) {
                poll(routes);
                assertSeen(routes, 1);
            }
            RecordedRequest request = server.takeRequest();
            assertThat(request.getBody().utf8()).isEqualTo(TEXT);
        }
    }
}
