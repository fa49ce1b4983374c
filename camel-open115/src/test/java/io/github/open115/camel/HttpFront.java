/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import io.github.open115.camel.serve.AnswerHeaders;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.servlet.CamelHttpTransportServlet;
import org.apache.camel.http.common.HttpMessage;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;

/** A servlet container on a loopback port, whose requests go to the routes of a Camel context that serve files. */
final class HttpFront implements AutoCloseable {

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private final Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

    private HttpFront() throws Exception {
        ServletContextHandler root = new ServletContextHandler("/");
        ServletHolder servlet = new ServletHolder("CamelServlet", new CamelHttpTransportServlet());
        servlet.setInitOrder(1);
        root.addServlet(servlet, "/*");
        server.setHandler(root);
        // a percent sign in a name is no attack
        root.getServletHandler().setDecodeAmbiguousURIs(true);
        HttpConfiguration http = server.getConnectors()[0]
                .getConnectionFactory(HttpConnectionFactory.class)
                .getHttpConfiguration();
        http.setUriCompliance(UriCompliance.from("DEFAULT,AMBIGUOUS_PATH_ENCODING"));
        http.setSendServerVersion(false);
        server.start();
    }

    /**
     * Opens a server with one route: {@code /d/<path>} serves by path, {@code /f/<id>} by file id; a request may
     * choose the method with the header {@code X-Method}.
     *
     * @param options of {@code serve}, beginning with {@code &}, or empty
     */
    static HttpFront open(CamelContext context, String options) throws Exception {
        HttpFront front = new HttpFront();
        AnswerHeaders headers = new AnswerHeaders();
        context.getRegistry().bind("answerHeaders", headers);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                String more = "?matchOnUriPrefix=true&optionsEnabled=true&traceEnabled=true"
                        + "&headerFilterStrategy=#answerHeaders";
                from("servlet:d" + more)
                        .process(exchange -> named(exchange, Open115Constants.FILE_NAME))
                        .to("open115:/?operation=serve" + options);
                from("servlet:f" + more)
                        .process(exchange -> named(exchange, Open115Constants.FILE_ID))
                        .to("open115:/?operation=serve" + options);
            }
        });
        return front;
    }

    private static void named(Exchange exchange, String header) {
        String path = exchange.getMessage().getHeader(Exchange.HTTP_PATH, String.class);
        exchange.getMessage().setHeader(header, URI.create(path).getPath().replaceFirst("^/", ""));
        String method = exchange.getMessage().getHeader("X-Method", String.class);
        if (method != null) {
            exchange.getMessage().setHeader(Open115Constants.DOWNLOAD_METHOD, method);
        }
        HttpServletRequest request = exchange.getMessage(HttpMessage.class).getRequest();
        exchange.getMessage().setHeader(Open115Constants.CALLER_ADDRESS, request.getRemoteAddr());
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getURI().getPort() + path;
    }

    int port() {
        return server.getURI().getPort();
    }

    /** Sends a request; headers are names and values in turn. */
    HttpResponse<byte[]> send(String method, String path, String... headers) throws Exception {
        return fetch(method, url(path), headers);
    }

    HttpResponse<byte[]> get(String path, String... headers) throws Exception {
        return send("GET", path, headers);
    }

    /** The same to any address; redirections are not followed. */
    static HttpResponse<byte[]> fetch(String method, String url, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url)).method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }
}
