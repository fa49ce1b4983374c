/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.open115.emulator.Content;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.component.aws2.s3.AWS2S3Component;
import org.apache.camel.component.aws2.s3.AWS2S3Configuration;

/** Has every bucket, takes every object that {@code aws2-s3:} puts into one, and remembers what it was. */
public final class ObjectStore implements AutoCloseable {

    /**
     * An object that came.
     *
     * @param path bucket and key
     * @param toldLength what the sender said before the content
     * @param sha1 of the content, in upper case
     */
    public record Put(String path, long toldLength, String sha1) {}

    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final BlockingQueue<Put> puts = new LinkedBlockingQueue<>();
    private final AtomicInteger refusals = new AtomicInteger();

    public ObjectStore() throws IOException {
        server.createContext("/", this::handle);
        server.start();
    }

    /** Leads the component of a context here. */
    public void connect(CamelContext context) {
        AWS2S3Configuration options =
                context.getComponent("aws2-s3", AWS2S3Component.class).getConfiguration();
        options.setAccessKey("key");
        options.setSecretKey("secret");
        options.setRegion("eu-central-1");
        options.setForcePathStyle(true);
        options.setOverrideEndpoint(true);
        options.setUriEndpointOverride("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Refuses the next objects, having read them. */
    void refuse(int objects) {
        refusals.set(objects);
    }

    /** Waits for the next object; null when none comes. */
    public Put take() throws InterruptedException {
        return puts.poll(5, TimeUnit.MINUTES);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean object = exchange.getRequestMethod().equals("PUT");
            if (object) {
                puts.add(put(exchange));
            }
            exchange.getResponseHeaders().set("ETag", "\"tag\"");
            exchange.sendResponseHeaders(object && refusals.getAndDecrement() > 0 ? 503 : 200, -1);
        }
    }

    private static Put put(HttpExchange exchange) throws IOException {
        InputStream body = new BufferedInputStream(exchange.getRequestBody());
        String path = exchange.getRequestURI().getPath();
        // the content is sent in chunks of their own kind, the checksum behind them
        String decoded = exchange.getRequestHeaders().getFirst("x-amz-decoded-content-length");
        return decoded == null
                ? put(path, exchange.getRequestHeaders().getFirst("Content-Length"), body.readAllBytes())
                : put(path, decoded, chunks(body));
    }

    private static Put put(String path, String toldLength, byte[] content) {
        return new Put(path, Long.parseLong(toldLength), Content.of(content).sha1());
    }

    private static byte[] chunks(InputStream body) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (int size = size(line(body)); size > 0; size = size(line(body))) {
            content.write(body.readNBytes(size));
            line(body);
        }
        body.readAllBytes();
        return content.toByteArray();
    }

    /** A chunk begins with its size, and a signature where it has one. */
    private static int size(String line) {
        return Integer.parseInt(line.split(";")[0], 16);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException();
            }
            line.append((char) c);
        }
        return line.toString().strip();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
