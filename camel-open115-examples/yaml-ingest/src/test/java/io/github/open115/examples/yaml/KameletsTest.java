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
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
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

    @BeforeEach
    void connect() {
        Open115Emulator emulator = service.emulator();
        emulator.drive().addFile(emulator.drive().folder("/inbox"), "a.txt", Content.of("A"));
        Open115Component component = new Open115Component(context);
        component.setStateDirectory(directory.toString());
        component.getConfiguration().setApiBaseUrl(emulator.apiBaseUrl());
        component.getConfiguration().setAuthBaseUrl(emulator.authBaseUrl());
        component.getConfiguration().setRefreshToken(emulator.account().newRefreshToken());
        component.getConfiguration().setRequestsPerSecond(1000);
        context.addComponent("open115", component);
        KameletComponent kamelets = new KameletComponent();
        kamelets.setLocation("classpath:kamelets");
        context.addComponent("kamelet", kamelets);
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void theSourceDeliversNewFiles() throws Exception {
        BlockingQueue<String> arrived = new LinkedBlockingQueue<>();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("kamelet:open115-source?folder=/inbox&delay=100&routeName=inbox")
                        .process(exchange -> arrived.add(exchange.getMessage().getBody(String.class)));
            }
        });
        context.start();
        assertThat(arrived.poll(5, TimeUnit.MINUTES)).isEqualTo("A");
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
