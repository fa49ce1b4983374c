/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.camel.Open115Component;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Uses the Kamelets as they lie there. */
class KameletsTest {

    @RegisterExtension
    final Open115EmulatorExtension service = new Open115EmulatorExtension();

    @TempDir
    private Path directory;

    private final DefaultCamelContext context = new DefaultCamelContext();

    private final Open115Component component = new Open115Component(context);

    @BeforeEach
    void connect() {
        Open115Emulator emulator = service.emulator();
        emulator.drive().addFile(emulator.drive().folder("/inbox"), "a.txt", Content.of("A"));
        connect(context, component);
    }

    private void connect(DefaultCamelContext camel, Open115Component open115) {
        open115.setStateDirectory(directory.toString());
        open115.getConfiguration().setApiBaseUrl(service.emulator().apiBaseUrl());
        open115.getConfiguration().setAuthBaseUrl(service.emulator().authBaseUrl());
        open115.getConfiguration().setRequestsPerSecond(1000);
        camel.addComponent("open115", open115);
        KameletComponent kamelets = new KameletComponent();
        kamelets.setLocation("classpath:kamelets");
        camel.addComponent("kamelet", kamelets);
    }

    private void authorize() {
        component.getConfiguration().setRefreshToken(newRefreshToken());
    }

    private String newRefreshToken() {
        return service.emulator().account().newRefreshToken();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void theSourceDeliversNewFilesOnceAlsoAfterARestart() throws Exception {
        authorize();
        assertThat(firstFrom(context, "kamelet:open115-source?folder=/inbox&delay=100"))
                .isEqualTo("A");
        service.emulator().drive().addFile(service.emulator().drive().folder("/inbox"), "b.txt", Content.of("B"));
        try (DefaultCamelContext restarted = new DefaultCamelContext()) {
            // Camel generates another id for the same route
            connect(restarted, new Open115Component(restarted));
            assertThat(firstFrom(restarted, "kamelet:open115-source?folder=/inbox&delay=100"))
                    .isEqualTo("B");
        }
        assertThat(memories()).singleElement().asString().endsWith("-folder.mv");
    }

    @Test
    void theMemoryOfASourceHasTheNameThatTheRouteGivesIt() throws Exception {
        authorize();
        firstFrom(context, "kamelet:open115-source/reports?folder=/inbox&delay=100");
        assertThat(memories()).singleElement().asString().endsWith("-folder-reports.mv");
    }

    private List<Path> memories() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("polls/default"))) {
            return files.filter(file -> file.toString().endsWith(".mv")).toList();
        }
    }

    /** The first file that a source delivers to a route, which is stopped then. */
    private static String firstFrom(DefaultCamelContext context, String source) throws Exception {
        BlockingQueue<String> arrived = new LinkedBlockingQueue<>();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(source)
                        .process(exchange -> arrived.add(exchange.getMessage().getBody(String.class)));
            }
        });
        context.start();
        String first = arrived.poll(5, TimeUnit.MINUTES);
        context.stop();
        return first;
    }

    @Test
    void aRefreshTokenOfAKameletAuthorizesTheAccount() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .to("kamelet:open115-download-action?folder=/inbox&refreshToken=" + newRefreshToken())
                        .to("kamelet:open115-sink?folder=/copies");
            }
        });
        context.start();
        template().sendBodyAndHeader("direct:in", null, "CamelFileName", "a.txt");
        assertThat(service.emulator().drive().fileAt("/copies/a.txt")).isPresent();
    }

    @Test
    void theDownloadActionPutsTheContentIntoTheBody() throws Exception {
        through("kamelet:open115-download-action?folder=/inbox");
        assertThat(template().requestBodyAndHeader("direct:in", null, "CamelFileName", "a.txt", String.class))
                .isEqualTo("A");
    }

    @Test
    void theLinkActionPutsALinkIntoTheBodyThatItsUserAgentCanOpen() throws Exception {
        through("kamelet:open115-link-action?folder=/inbox&userAgent=our-player/1.0");
        String link = template().requestBodyAndHeader("direct:in", null, "CamelFileName", "a.txt", String.class);
        HttpRequest request = HttpRequest.newBuilder(URI.create(link))
                .header("User-Agent", "our-player/1.0")
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofString())
                        .body())
                .isEqualTo("A");
    }

    @Test
    void theSinkUploadsTheBody() throws Exception {
        through("kamelet:open115-sink?folder=/backup&conflictPolicy=rename");
        template().sendBodyAndHeader("direct:in", "B", "CamelFileName", "2026/b.txt");
        template().sendBodyAndHeader("direct:in", "C", "CamelFileName", "2026/b.txt");
        assertThat(service.emulator()
                        .drive()
                        .fileAt("/backup/2026/b.txt")
                        .orElseThrow()
                        .content()
                        .bytes())
                .asString()
                .isEqualTo("B");
        assertThat(service.emulator().drive().fileAt("/backup/2026/b (1).txt")).isPresent();
    }

    private void through(String action) throws Exception {
        authorize();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to(action);
            }
        });
        context.start();
    }

    private ProducerTemplate template() {
        return context.createProducerTemplate();
    }
}
