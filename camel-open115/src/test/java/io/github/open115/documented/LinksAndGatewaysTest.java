/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.documented;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.camel.Open115Component;
import io.github.open115.camel.serve.AnswerHeaders;
import io.github.open115.camel.serve.UrlSigner;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedDrive;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.servlet.CamelHttpTransportServlet;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.Test;

/** What "Links and gateways" shows. */
class LinksAndGatewaysTest extends EmulatedRoutes {

    @Test
    void aFileOverHttp() throws Exception {
        EmulatedDrive drive = emulator().drive();
        drive.addFile(drive.folder("/films/2026"), "film.mkv", Content.of("moving pictures"));
        context.addComponent("open115", emulated(new Open115Component()));
        context.getRegistry().bind("answerHeaders", new AnswerHeaders());
        Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        ServletContextHandler root = new ServletContextHandler("/");
        ServletHolder servlet = new ServletHolder("CamelServlet", new CamelHttpTransportServlet());
        servlet.setInitOrder(1);
        root.addServlet(servlet, "/*");
        server.setHandler(root);
        server.start();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("servlet:d?matchOnUriPrefix=true&optionsEnabled=true&headerFilterStrategy=#answerHeaders")
                        .process(exchange -> {
                            Message request = exchange.getMessage();
                            String path = URI.create(request.getHeader(Exchange.HTTP_PATH, String.class))
                                    .getPath();
                            request.setHeader("CamelFileName", path);
                        })
                        .to("open115:/films?operation=serve");
            }
        });
        context.start();

        HttpResponse<String> answer = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()
                .send(
                        HttpRequest.newBuilder(server.getURI().resolve("/d/2026/film.mkv"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        server.stop();
        assertThat(answer.body()).isEqualTo("moving pictures");
    }

    @Test
    void aSignedAddress() {
        String secret = "0123456789abcdef0123456789abcdef";
        String fileId = "3100000000000000137";
        UrlSigner signer = new UrlSigner(secret, Clock.systemUTC());
        String url = "https://files.example/f/" + fileId + "?sign=" + signer.sign(fileId, Duration.ofHours(4));
        assertThat(URI.create(url).getQuery()).startsWith("sign=");
    }
}
