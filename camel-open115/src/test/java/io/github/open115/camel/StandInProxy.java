package io.github.open115.camel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A download proxy as it was described, not as this project signs for it: it checks the sign, asks a server for the link
 * with its token, and streams with the headers it is told. Errors are told with HTTP 200.
 */
final class StandInProxy implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicInteger served = new AtomicInteger();
    private final String token;
    private final String linkServer;
    private final Clock clock;
    private volatile String failure;

    /** @param linkServer the URL that links are asked for at */
    StandInProxy(String token, String linkServer, Clock clock) throws IOException {
        this.token = token;
        this.linkServer = linkServer;
        this.clock = clock;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** How many files it handed out. */
    int served() {
        return served.get();
    }

    /** Makes it answer everything with an error of its own. */
    void failWith(String message) {
        failure = message;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String sign = query(exchange);
            String refusal =
                    failure != null ? failure : refusal(exchange.getRequestURI().getPath(), sign);
            if (refusal != null) {
                error(exchange, failure != null ? 500 : 401, refusal);
                return;
            }
            JsonNode reply = JSON.readTree(ask(exchange.getRequestURI().getPath()));
            if (reply.path("code").asInt() != 200) {
                error(
                        exchange,
                        reply.path("code").asInt(),
                        reply.path("message").asText());
                return;
            }
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create(reply.at("/data/url").asText()));
            reply.at("/data/header")
                    .properties()
                    .forEach(header -> request.header(
                            header.getKey(), header.getValue().get(0).asText()));
            byte[] content = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray())
                    .body();
            served.incrementAndGet();
            send(exchange, content);
        } catch (InterruptedException | GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static String query(HttpExchange exchange) {
        String query = exchange.getRequestURI().getRawQuery();
        return query != null && query.startsWith("sign=") ? query.substring("sign=".length()) : "";
    }

    private String refusal(String path, String sign) throws GeneralSecurityException {
        String[] parts = sign.split(":", -1);
        String expire = parts[parts.length - 1];
        if (expire.isEmpty()) {
            return "expire missing";
        }
        long end = Long.parseLong(expire);
        if (end != 0 && end < clock.instant().getEpochSecond()) {
            return "sign expired";
        }
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        byte[] digest = mac.doFinal((path + ":" + expire).getBytes(StandardCharsets.UTF_8));
        String expected = Base64.getUrlEncoder().encodeToString(digest) + ":" + expire;
        return expected.equals(sign) ? null : "sign mismatch";
    }

    private String ask(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(linkServer))
                .header("Authorization", token)
                .header("Content-Type", "application/json;charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(Map.of("path", path))))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private static void error(HttpExchange exchange, int code, String message) {
        try {
            exchange.getResponseHeaders().set("Content-Type", "application/json;charset=utf-8");
            send(exchange, JSON.writeValueAsBytes(Map.of("code", code, "message", message)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void send(HttpExchange exchange, byte[] body) throws IOException {
        exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
