/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.gateway;

import jakarta.servlet.DispatcherType;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import java.util.concurrent.Executor;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Jetty with the page, the routes of Camel, and the rule of who may see what in front of both. */
final class WebServer {

    private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);

    /** In bytes. Camel reads a whole body before a route sees the request, but for an upload. */
    private static final int LONGEST_BODY = 64 * 1024;

    /** Connections that may read content at a time. Each costs a buffer, and a thread only while it is served. */
    private static final int READERS = 512;

    private final Server server;

    /** @param threads read content for callers */
    WebServer(WebSettings settings, String proxySecret, Executor threads) {
        server = new Server(new InetSocketAddress(settings.bind(), settings.port()));
        ServletContextHandler root = new ServletContextHandler("/");
        // a percent sign in a name is no attack
        root.getServletHandler().setDecodeAmbiguousURIs(true);
        FilterHolder access = new FilterHolder(new AccessFilter(settings, proxySecret));
        root.addFilter(access, "/*", EnumSet.of(DispatcherType.REQUEST));
        root.addFilter(new FilterHolder(new BodyFilter()), "/*", EnumSet.of(DispatcherType.REQUEST));
        Readers readers = new Readers(
                settings.readersPerLink(),
                settings.readersPerCaller(),
                READERS,
                settings.makeRoomAfter(),
                System::nanoTime);
        PageServlet.PATHS.forEach(path -> root.addServlet(PageServlet.class, path));
        ServletHolder routes = new ServletHolder("CamelServlet", new RoutesServlet(readers, threads));
        routes.setInitOrder(1);
        root.addServlet(routes, "/*");
        SizeLimitHandler bodies = new SizeLimitHandler(LONGEST_BODY, -1) {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                boolean upload =
                        request.getMethod().equals("PUT") && UploadRoute.takes(Request.getPathInContext(request));
                return upload
                        ? getHandler().handle(request, response, callback)
                        : super.handle(request, response, callback);
            }
        };
        bodies.setHandler(root);
        server.setHandler(bodies);
        HttpConfiguration http = server.getConnectors()[0]
                .getConnectionFactory(HttpConnectionFactory.class)
                .getHttpConfiguration();
        // players send brackets and Chinese characters as they are
        http.setUriCompliance(UriCompliance.from("DEFAULT,AMBIGUOUS_PATH_ENCODING,ILLEGAL_PATH_CHARACTERS"));
        http.setSendServerVersion(false);
        // Jetty's own 30 seconds cut a film that somebody pauses; they remain for connections that nobody uses
        http.setIdleTimeout(settings.longestPause().toMillis());
    }

    void start() throws Exception {
        server.start();
    }

    int port() {
        return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    }

    void stop() {
        try {
            server.stop();
        } catch (Exception e) {
            LOG.warn("The web server did not stop as it should: {}", e.getMessage());
        }
    }
}
