/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.Executor;

/** One host of the service on a loopback port of its own: it reads, logs, spoils and sends. */
final class Server implements AutoCloseable {

    static {
        // without it a kept connection answers each request 40 ms late; read once, when the server's classes load
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final System.Logger LOG = System.getLogger(Server.class.getName());
    private static final int BLOCK = 64 * 1024;

    /** With the platform's 50, a burst of connections waits for a second: the kernel drops those that do not fit. */
    private static final int BACKLOG = 1024;

    private final Host host;
    private final Service service;
    private final RequestLog log;
    private final Faults faults;
    private final HttpServer server;

    /** @param port 0 for any free one */
    Server(Host host, int port, Service service, RequestLog log, Faults faults, Executor executor) {
        this.host = host;
        this.service = service;
        this.log = log;
        this.faults = faults;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on loopback port " + port + " for the host " + host, e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(executor);
        server.start();
    }

    String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        Request request = Request.read(host, exchange, log::contentReceived);
        LoggedRequest logged = log.add(request);
        Reply reply;
        try {
            reply = faults.perform(request, logged, service).asStream();
            request.body().drain();
        } catch (DroppedConnectionException e) {
            request.body().release();
            logged.answered(LoggedRequest.DROPPED);
            throw e;
        } catch (IOException | RuntimeException | Error e) {
            // a defect here, or in the code of an armed fault, must fail the test that meets it instead of hanging it
            LOG.log(System.Logger.Level.ERROR, "cannot answer " + request, e);
            reply = Reply.text(500, Map.of("Content-Type", "text/plain"), "emulator failed: " + e);
        }
        request.body().release();
        logged.answered(reply.status());
        send(exchange, reply);
    }

    /** An exception thrown from here makes the server end the connection. */
    private void send(HttpExchange exchange, Reply reply) throws IOException {
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        try (InputStream body = reply.body()) {
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.getResponseHeaders().set("Content-Length", Long.toString(reply.length()));
                exchange.sendResponseHeaders(reply.status(), -1);
                return;
            }
            exchange.sendResponseHeaders(reply.status(), reply.length() == 0 ? -1 : reply.length());
            OutputStream out = exchange.getResponseBody();
            byte[] buffer = new byte[BLOCK];
            for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                out.write(buffer, 0, n);
                out.flush();
                if (host == Host.CDN) {
                    log.contentSent(n);
                }
            }
        }
        exchange.close();
    }
}
