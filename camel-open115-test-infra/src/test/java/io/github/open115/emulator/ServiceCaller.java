/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Calls the emulator as the reference says, with the HTTP client of the JDK. */
final class ServiceCaller {

    static final String AGENT = "emulator-test/1";

    private final Open115Emulator emulator;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ObjectMapper mapper = new ObjectMapper();
    private final TokenPair tokens;

    ServiceCaller(Open115Emulator emulator) {
        this.emulator = emulator;
        this.tokens = emulator.account().authorize();
    }

    /** A call of the API host with the present access token; parameters are names and values in turn. */
    JsonNode get(String path, Object... parameters) throws Exception {
        return getAs(tokens.accessToken(), path, parameters);
    }

    JsonNode getAs(String accessToken, String path, Object... parameters) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(emulator.apiBaseUrl() + path + "?" + encoded(parameters)))
                .header("Authorization", "Bearer " + accessToken)
                .build();
        return json(request);
    }

    JsonNode post(String path, Object... parameters) throws Exception {
        return json(form(emulator.apiBaseUrl() + path, encoded(parameters))
                .header("Authorization", "Bearer " + tokens.accessToken())
                .header("User-Agent", AGENT)
                .build());
    }

    JsonNode authPost(String path, Object... parameters) throws Exception {
        return postTo(emulator.authBaseUrl(), path, parameters);
    }

    JsonNode postTo(String baseUrl, String path, Object... parameters) throws Exception {
        return json(form(baseUrl + path, encoded(parameters)).build());
    }

    JsonNode refresh(String refreshToken) throws Exception {
        return authPost("/open/refreshToken", "refresh_token", refreshToken);
    }

    /** Lists a folder and returns the ids of all its pages, in order. */
    List<String> listAll(String folderId, int limit, Object... more) throws Exception {
        List<String> ids = new ArrayList<>();
        JsonNode page;
        do {
            List<Object> parameters = new ArrayList<>(List.of("cid", folderId, "limit", limit, "offset", ids.size()));
            parameters.addAll(List.of(more));
            page = get("/open/ufile/files", parameters.toArray());
            page.path("data").forEach(row -> ids.add(row.path("fid").textValue()));
        } while (!page.path("data").isEmpty());
        return ids;
    }

    /** Returns the link of a file, made for {@link #AGENT}. */
    String link(EmulatedFile file) throws Exception {
        return post("/open/ufile/downurl", "pick_code", file.pickCode())
                .path("data")
                .path(file.id())
                .path("url")
                .path("url")
                .asText();
    }

    HttpResponse<byte[]> fetch(String link, String... headers) throws Exception {
        return http.send(contentRequest(link, headers).build(), BodyHandlers.ofByteArray());
    }

    HttpRequest.Builder contentRequest(String link, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(link)).header("User-Agent", AGENT);
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return request;
    }

    HttpClient http() {
        return http;
    }

    JsonNode json(HttpRequest request) throws IOException, InterruptedException {
        return mapper.readTree(http.send(request, BodyHandlers.ofString()).body());
    }

    HttpResponse<String> raw(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, BodyHandlers.ofString());
    }

    HttpRequest.Builder form(String url, String body) {
        return HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    TokenPair tokens() {
        return tokens;
    }

    static String encoded(Object... parameters) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < parameters.length; i += 2) {
            text.append(i == 0 ? "" : "&")
                    .append(URLEncoder.encode(parameters[i].toString(), StandardCharsets.UTF_8))
                    .append('=')
                    .append(URLEncoder.encode(parameters[i + 1].toString(), StandardCharsets.UTF_8));
        }
        return text.toString();
    }
}
