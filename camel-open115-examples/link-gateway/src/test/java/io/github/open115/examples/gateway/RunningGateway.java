/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.open115.emulator.DownloadProxy;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.Open115Emulator;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** The demo behind a gateway on a port of its own, with a download proxy that asks it for links. */
final class RunningGateway implements AutoCloseable {

    static final String PROXY_SECRET = "secret of the proxies";
    static final String PREFIX = "/115";
    static final String PAGE_KEY = "key of the page";

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Demo demo = new Demo();
    private final int port = FreePort.find();
    private final DownloadProxy proxy;
    private final Gateway gateway;

    /** @param arguments of the command line, beside those that name the port and the proxy */
    RunningGateway(Path state, boolean authorized, String... arguments) throws Exception {
        proxy = DownloadProxy.start(
                PROXY_SECRET, "http://127.0.0.1:" + port, demo.emulator().clock());
        GatewayCommand command = new GatewayCommand(Map.of(
                "OPEN115_PROXY_SECRET",
                PROXY_SECRET,
                "OPEN115_LINK_SECRET",
                "secret of the links",
                "OPEN115_PAGE_KEY",
                PAGE_KEY));
        List<String> all = new ArrayList<>(
                List.of("--port=" + port, "--proxy-url=" + proxy.url(), "--proxy-path-prefix=" + PREFIX));
        all.addAll(List.of(arguments));
        new CommandLine(command).parseArgs(all.toArray(String[]::new));
        gateway = demo.gateway(command.settings(state), authorized);
    }

    Open115Emulator emulator() {
        return demo.emulator();
    }

    DownloadProxy proxy() {
        return proxy;
    }

    EmulatedFile file(String path) {
        return emulator().drive().fileAt(path).orElseThrow();
    }

    int port() {
        return port;
    }

    String url(String path) {
        return "http://localhost:" + port + path;
    }

    HttpResponse<byte[]> get(String path, String... headers) throws Exception {
        return send("GET", path, "", headers);
    }

    HttpResponse<byte[]> post(String path, String body, String... headers) throws Exception {
        return send("POST", path, body, headers);
    }

    /** Asks as the page does, with the key. */
    HttpResponse<byte[]> send(String method, String path, String body, String... headers) throws Exception {
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("Cookie", cookie(), PageKey.CHANGE_TOKEN, changeToken()));
        return fetch(method, url(path), body, all.toArray(String[]::new));
    }

    /** What a browser has that was at the page. */
    String cookie() {
        return "open115-key-" + port + "=" + PAGE_KEY.replace(' ', '+');
    }

    /** What the page sends along with a change. */
    static String changeToken() {
        return new PageKey(PAGE_KEY).changeToken();
    }

    static HttpResponse<byte[]> fetch(String method, String url, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    static JsonNode json(HttpResponse<byte[]> answer) throws Exception {
        return JSON.readTree(answer.body());
    }

    @Override
    public void close() {
        gateway.close();
        proxy.close();
        demo.close();
    }
}
