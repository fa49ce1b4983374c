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
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.component.aws2.s3.AWS2S3Component;
import org.apache.camel.component.aws2.s3.AWS2S3Configuration;

/**
 * Has every bucket, takes every object that {@code aws2-s3:} puts into one, whole or in parts, and remembers what it was. Lists
 * objects, and gives and deletes them.
 */
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
    private final NavigableMap<String, byte[]> objects = new ConcurrentSkipListMap<>();
    private final Map<String, ByteArrayOutputStream> unfinished = new ConcurrentHashMap<>();
    private final List<String> aborted = new CopyOnWriteArrayList<>();

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

    /** The objects, by bucket and key. */
    public NavigableMap<String, byte[]> objects() {
        return objects;
    }

    /** The paths of the uploads in parts that were given up. */
    List<String> aborted() {
        return aborted;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String query = String.valueOf(exchange.getRequestURI().getRawQuery());
            boolean parts = query.contains("uploadId=") || query.equals("uploads");
            byte[] answer = {};
            switch (exchange.getRequestMethod()) {
                case "PUT" -> {
                    byte[] content = content(exchange);
                    if (parts) {
                        unfinished.get(path).writeBytes(content);
                    } else {
                        store(path, toldLength(exchange), content);
                    }
                }
                case "POST" -> answer = parts(path, query);
                case "DELETE" -> {
                    if (parts) {
                        unfinished.remove(path);
                        aborted.add(path);
                    } else {
                        objects.remove(path);
                    }
                }
                case "GET" ->
                    answer = path.indexOf('/', 1) > 0 && !path.endsWith("/") ? objects.get(path) : list(path, query);
                default -> {}
            }
            exchange.getResponseHeaders().set("ETag", "\"tag\"");
            exchange.getResponseHeaders().set("Content-Type", "binary/octet-stream");
            boolean object = exchange.getRequestMethod().equals("PUT");
            exchange.sendResponseHeaders(
                    object && refusals.getAndDecrement() > 0 ? 503 : 200, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private byte[] parts(String path, String query) {
        String element = "CompleteMultipartUploadResult";
        if (query.equals("uploads")) {
            element = "InitiateMultipartUploadResult";
            unfinished.put(path, new ByteArrayOutputStream());
        } else {
            byte[] content = unfinished.remove(path).toByteArray();
            store(path, content.length, content);
        }
        return xml("<" + element + "><UploadId>1</UploadId></" + element + ">");
    }

    private void store(String path, long toldLength, byte[] content) {
        objects.put(path, content);
        puts.add(new Put(path, toldLength, Content.of(content).sha1()));
    }

    private byte[] list(String path, String query) {
        String bucket = path.endsWith("/") ? path : path + "/";
        String prefix = query.replaceFirst("(?:.*&)?prefix=([^&]*).*", "$1").replace("%2F", "/");
        StringBuilder list = new StringBuilder("<ListBucketResult><IsTruncated>false</IsTruncated>");
        objects.keySet().stream()
                .filter(object -> object.startsWith(bucket + prefix))
                .forEach(object -> list.append("<Contents><Key>")
                        .append(object.substring(bucket.length()))
                        .append("</Key></Contents>"));
        return xml(list.append("</ListBucketResult>").toString());
    }

    private static byte[] xml(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static long toldLength(HttpExchange exchange) {
        String decoded = exchange.getRequestHeaders().getFirst("x-amz-decoded-content-length");
        return Long.parseLong(decoded == null ? exchange.getRequestHeaders().getFirst("Content-Length") : decoded);
    }

    private static byte[] content(HttpExchange exchange) throws IOException {
        InputStream body = new BufferedInputStream(exchange.getRequestBody());
        // the content is sent in chunks of their own kind, the checksum behind them
        return exchange.getRequestHeaders().containsKey("x-amz-decoded-content-length")
                ? chunks(body)
                : body.readAllBytes();
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
