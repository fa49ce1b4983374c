/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.Host;
import io.github.open115.emulator.LoggedRequest;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * All endpoints of an account together have as many connections as {@code maxConcurrentDownloads} says. They read one
 * file, and the service allows one connection to its link: were there a second one, it would answer 403.
 */
@Tag("slow")
@Timeout(600)
class SingleConnectionTest {

    /** More than the sockets on the way to a caller take in. */
    private static final int SIZE = 40_000_000;

    @RegisterExtension
    final Open115EmulatorExtension service =
            new Open115EmulatorExtension(() -> Open115Emulator.builder().connectionsPerLink(1));

    @TempDir
    Path state;

    private final CompletableFuture<String> polled = new CompletableFuture<>();
    private final CompletableFuture<String> downloaded = new CompletableFuture<>();
    private Open115Emulator emulator;
    private EmulatedFile file;
    private Routes routes;
    private HttpFront front;

    @BeforeEach
    void open() throws Exception {
        emulator = service.emulator();
        file = emulator.drive().addFile(emulator.drive().folder("/inbox"), "film.mp4", Content.generated(7, SIZE));
        routes = Routes.authorized(emulator, state)
                .with(component -> {
                    component.getConfiguration().setMaxConcurrentDownloads(1);
                    component.getConfiguration().setMaxConnectionsPerLink(2);
                    return component;
                })
                .add(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("open115:/inbox?" + Routes.QUICK)
                                .routeId("polled")
                                .autoStartup(false)
                                .process(exchange -> {
                                    polled.complete(sha1(exchange));
                                });
                        from("seda:download")
                                .to("open115:/inbox?operation=download")
                                .process(exchange -> downloaded.complete(sha1(exchange)));
                    }
                })
                .start();
        front = HttpFront.open(routes.context(), "&downloadMethod=localProxy");
    }

    @AfterEach
    void close() throws Exception {
        front.close();
        routes.close();
    }

    private static String sha1(Exchange exchange) throws Exception {
        try (InputStream body = exchange.getMessage().getBody(InputStream.class)) {
            return sha1(body);
        }
    }

    private static String sha1(InputStream content) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-1");
        byte[] buffer = new byte[1 << 16];
        for (int left = SIZE; left > 0; ) {
            int count = content.read(buffer, 0, Math.min(left, buffer.length));
            assertThat(count).isPositive();
            digest.update(buffer, 0, count);
            left -= count;
        }
        return HexFormat.of().withUpperCase().formatHex(digest.digest());
    }

    @Test
    @DisplayName("R32 a poll, an operation and a stalled caller of serve complete over one connection")
    void pollDownloadAndServe() throws Exception {
        try (Socket caller = new Socket("127.0.0.1", front.port())) {
            caller.getOutputStream()
                    .write("GET /d/inbox/film.mp4 HTTP/1.1\r\nHost: localhost\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream answer = caller.getInputStream();
            skipHead(answer);
            await().until(() -> Leaks.openConnections(routes) == 1);

            routes.context().getRouteController().startRoute("polled");
            routes.template().sendBodyAndHeaders("seda:download", null, Map.of(Exchange.FILE_NAME, "film.mp4"));
            assertThat(polled.get(5, TimeUnit.MINUTES)).isEqualTo(file.sha1());
            assertThat(downloaded.get(5, TimeUnit.MINUTES)).isEqualTo(file.sha1());

            assertThat(sha1(answer)).isEqualTo(file.sha1());
        }
        Leaks.assertNoConnection(routes);
        assertThat(emulator.requests().linkRequests()).isEqualTo(1);
        assertThat(emulator.requests().all())
                .filteredOn(request -> request.host() == Host.CDN)
                .extracting(LoggedRequest::status)
                // the caller's connection was given away once or more
                .hasSizeGreaterThan(3)
                .containsOnly(200, 206);
    }

    private static void skipHead(InputStream answer) throws Exception {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            head.append((char) answer.read());
        }
        assertThat(head.toString()).startsWith("HTTP/1.1 200");
    }
}
