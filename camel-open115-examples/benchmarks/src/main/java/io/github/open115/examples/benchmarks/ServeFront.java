/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.benchmarks;

import io.github.open115.camel.Open115Component;
import io.github.open115.camel.Open115Configuration;
import io.github.open115.client.links.DownloadLink;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.examples.gateway.StreamBinding;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.servlet.CamelHttpTransportServlet;
import org.apache.camel.impl.DefaultCamelContext;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * One server with four answers: a redirection and a relay that are as plain as can be, a route that answers a constant,
 * and the route that serves files.
 */
final class ServeFront implements AutoCloseable {

    /** What a redirection of {@code serve} has beside its location. */
    private static final Map<String, String> REDIRECTION =
            Map.of("Cache-Control", "no-store", "Referrer-Policy", "no-referrer", "Vary", "User-Agent");

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

    /** @param link of the file that is relayed; null for none */
    ServeFront(Open115Emulator emulator, Path state, DownloadLink link) throws Exception {
        ServletContextHandler root = new ServletContextHandler("/");
        root.addServlet(new ServletHolder(new Plain(link)), "/plain/*");
        root.addServlet(new ServletHolder(new Relay(link, false)), "/relay");
        root.addServlet(new ServletHolder(new Relay(link, true)), "/relay-with-digest");
        ServletHolder routes = new ServletHolder("CamelServlet", new CamelHttpTransportServlet());
        routes.setInitOrder(1);
        root.addServlet(routes, "/*");
        server.setHandler(root);
        server.start();
        camel.addComponent("open115", component(emulator, state));
        camel.getRegistry().bind("binding", new StreamBinding());
        camel.addRoutes(new Routes(link));
        camel.start();
    }

    private static Open115Component component(Open115Emulator emulator, Path state) {
        Open115Component component = new Open115Component();
        component.setStateDirectory(state.toString());
        Open115Configuration options = component.getConfiguration();
        options.setApiBaseUrl(emulator.apiBaseUrl());
        options.setAuthBaseUrl(emulator.authBaseUrl());
        options.setRefreshToken(emulator.account().newRefreshToken());
        options.setRequestsPerSecond(1e9);
        return component;
    }

    int port() {
        return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    }

    @Override
    public void close() throws Exception {
        server.stop();
        camel.stop();
    }

    private static final class Routes extends RouteBuilder {

        private final DownloadLink link;

        Routes(DownloadLink link) {
            this.link = link;
        }

        @Override
        public void configure() {
            String more = "?matchOnUriPrefix=true&httpBinding=#binding";
            from("servlet:serve" + more).process(Routes::named).to("open115:/?operation=serve");
            from("servlet:stream" + more)
                    .process(Routes::named)
                    .to("open115:/?operation=serve&downloadMethod=localProxy");
            from("servlet:constant" + more).process(exchange -> {
                // as serve does: those of the request go, those of Camel stay
                exchange.getMessage().removeHeaders("*", "Camel*");
                exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, 302);
                REDIRECTION.forEach(exchange.getMessage()::setHeader);
                exchange.getMessage().setHeader("Location", link.url());
            });
        }

        private static void named(Exchange exchange) {
            String path = exchange.getMessage().getHeader(Exchange.HTTP_PATH, String.class);
            exchange.getMessage().setHeader("CamelOpen115FileId", path.substring(1));
        }
    }

    /** A constant redirection. */
    private static final class Plain extends HttpServlet {

        private static final long serialVersionUID = 1L;

        private final transient DownloadLink link;

        Plain(DownloadLink link) {
            this.link = link;
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {
            response.setStatus(HttpServletResponse.SC_FOUND);
            REDIRECTION.forEach(response::setHeader);
            response.setHeader("Location", link.url());
        }
    }

    /** A reverse proxy without any idea of what it relays, except, where that is wanted, its SHA-1. */
    private static final class Relay extends HttpServlet {

        private static final long serialVersionUID = 1L;

        private final transient DownloadLink link;
        private final boolean digested;
        private final transient OkHttpClient client = new OkHttpClient();

        Relay(DownloadLink link, boolean digested) {
            this.link = link;
            this.digested = digested;
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            Request.Builder relayed = new Request.Builder().url(link.url());
            link.headers().forEach(relayed::header);
            try (Response answer = client.newCall(relayed.build()).execute();
                    InputStream content = answer.body().byteStream()) {
                response.setContentLengthLong(answer.body().contentLength());
                MessageDigest digest = MessageDigest.getInstance("SHA-1");
                byte[] buffer = new byte[64 * 1024];
                for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
                    if (digested) {
                        digest.update(buffer, 0, count);
                    }
                    response.getOutputStream().write(buffer, 0, count);
                }
            } catch (NoSuchAlgorithmException e) {
                throw new IOException(e);
            }
        }
    }
}
