/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A download proxy as OpenList and AList have them, on a loopback port: it checks the sign of a URL, asks a server for
 * the link with its token, and streams with the headers it is told. It tells errors with HTTP 200 and a small JSON body.
 */
public final class DownloadProxy implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HMAC = "HmacSHA256";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicInteger served = new AtomicInteger();
    private final String token;
    private final String linkServer;
    private final Clock clock;
    private volatile String failure;
    private volatile String failureBehindTheSign;

    private DownloadProxy(String token, String linkServer, Clock clock) throws IOException {
        this.token = token;
        this.linkServer = linkServer;
        this.clock = clock;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /**
     * Starts a proxy.
     *
     * @param token signs URLs, and lets the proxy in at the server
     * @param linkServer base URL of the server that is asked for links
     * @param clock tells which signs have expired
     */
    public static DownloadProxy start(String token, String linkServer, Clock clock) throws IOException {
        return new DownloadProxy(token, linkServer, clock);
    }

    /** The base URL, without a slash at its end. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** How many files were handed out. */
    public int served() {
        return served.get();
    }

    /** Makes it answer everything with an error of its own; null ends that. */
    public void failWith(String message) {
        failure = message;
    }

    /**
     * Makes it answer requests with a valid sign with an error, as when its server or the storage fails; others are
     * refused as ever, because the sign is checked first. Null ends that.
     */
    public void failBehindTheSignWith(String message) {
        failureBehindTheSign = message;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (failure != null) {
                error(exchange, 500, failure);
                return;
            }
            String refusal = refusal(path, sign(exchange));
            if (refusal != null) {
                error(exchange, 401, refusal);
                return;
            }
            if (failureBehindTheSign != null) {
                error(exchange, 500, failureBehindTheSign);
                return;
            }
            JsonNode reply = JSON.readTree(ask(path));
            if (reply.path("code").asInt() == 200) {
                stream(exchange, reply.path("data"));
            } else {
                error(
                        exchange,
                        reply.path("code").asInt(),
                        reply.path("message").asText());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sign(HttpExchange exchange) {
        String query = exchange.getRequestURI().getRawQuery();
        return query != null && query.startsWith("sign=") ? query.substring("sign=".length()) : "";
    }

    /** What is wrong with a sign, null when nothing is. */
    private String refusal(String path, String sign) throws GeneralSecurityException {
        String expire = sign.substring(sign.lastIndexOf(':') + 1);
        if (expire.isEmpty()) {
            return "expire missing";
        }
        if (!expire.matches("\\d{1,18}")) {
            return "expire invalid";
        }
        long end = Long.parseLong(expire);
        if (end != 0 && end < clock.instant().getEpochSecond()) {
            return "sign expired";
        }
        Mac mac = Mac.getInstance(HMAC);
        mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), HMAC));
        byte[] digest = mac.doFinal((path + ":" + expire).getBytes(StandardCharsets.UTF_8));
        String expected = Base64.getUrlEncoder().encodeToString(digest) + ":" + expire;
        return expected.equals(sign) ? null : "sign mismatch";
    }

    private String ask(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(linkServer + "/api/fs/link"))
                .header("Authorization", token)
                .header("Content-Type", "application/json;charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(Map.of("path", path))))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private void stream(HttpExchange exchange, JsonNode data) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(data.path("url").asText()));
        data.path("header")
                .properties()
                .forEach(header ->
                        request.header(header.getKey(), header.getValue().get(0).asText()));
        HttpResponse<InputStream> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
        exchange.sendResponseHeaders(answer.statusCode(), 0);
        try (InputStream content = answer.body()) {
            content.transferTo(exchange.getResponseBody());
        }
        served.incrementAndGet();
    }

    private static void error(HttpExchange exchange, int code, String message) throws IOException {
        byte[] body = JSON.writeValueAsBytes(Map.of("code", code, "message", message));
        exchange.getResponseHeaders().set("Content-Type", "application/json;charset=utf-8");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
