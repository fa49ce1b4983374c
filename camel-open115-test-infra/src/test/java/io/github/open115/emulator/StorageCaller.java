/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Talks to the object storage as Alibaba documents it, signed by version 4 unless told otherwise. */
final class StorageCaller {

    /** A header whose value is not sent. */
    static final String NONE = "";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final JsonNode credentials;
    private final String url;
    private final String bucket;
    private final String object;

    /**
     * @param token the payload of {@code get_token}
     * @param init the payload of {@code init} or {@code resume}
     */
    StorageCaller(JsonNode token, JsonNode init) {
        credentials = token;
        bucket = init.path("bucket").textValue();
        object = init.path("object").textValue();
        url = token.path("endpoint").textValue() + "/" + bucket + "/" + object;
    }

    HttpResponse<String> send(String method, String query, byte[] body, String... headers) throws Exception {
        return send(method, query, BodyPublishers.ofByteArray(body), headers);
    }

    /** @param headers names and values in turn; they replace those that are sent by themselves */
    HttpResponse<String> send(String method, String query, BodyPublisher body, String... headers) throws Exception {
        Map<String, String> all = common();
        String time = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
                .withZone(ZoneOffset.UTC)
                .format(Instant.now());
        all.put("x-oss-date", time);
        all.put("x-oss-content-sha256", "UNSIGNED-PAYLOAD");
        replace(all, headers);
        return http.send(
                request(method, query, body, all)
                        .header("Authorization", v4(method, query, all, "cn-shenzhen"))
                        .build(),
                BodyHandlers.ofString());
    }

    /** The same, signed by version 1. */
    HttpResponse<String> sendV1(String method, String query, byte[] body, String... headers) throws Exception {
        Map<String, String> all = common();
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(Instant.now().atOffset(ZoneOffset.UTC));
        all.put("x-oss-date", date);
        replace(all, headers);
        StringBuilder text = new StringBuilder(method).append('\n');
        text.append(all.getOrDefault("content-md5", "")).append('\n');
        text.append(all.getOrDefault("content-type", "")).append('\n');
        text.append(date).append('\n');
        all.forEach((name, value) -> text.append(name.startsWith("x-oss-") ? name + ":" + value + "\n" : ""));
        String[] sorted = query.split("&");
        Arrays.sort(sorted);
        text.append('/').append(bucket).append('/').append(object);
        text.append(query.isEmpty() ? "" : "?" + String.join("&", sorted));
        byte[] signature = hmac("HmacSHA1", bytes(secret()), text.toString());
        return http.send(
                request(method, query, BodyPublishers.ofByteArray(body), all)
                        .header(
                                "Authorization",
                                "OSS " + id() + ":" + Base64.getEncoder().encodeToString(signature))
                        .build(),
                BodyHandlers.ofString());
    }

    /** The headers that ask for the callback of an upload. */
    static String[] callback(JsonNode init) {
        JsonNode callback = init.path("callback");
        return new String[] {
            "x-oss-callback", base64(callback.path("callback").textValue()),
            "x-oss-callback-var", base64(callback.path("callback_var").textValue())
        };
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(bytes(text));
    }

    private Map<String, String> common() {
        Map<String, String> headers = new TreeMap<>();
        headers.put("content-type", "application/octet-stream");
        headers.put("x-oss-security-token", credentials.path("SecurityToken").textValue());
        return headers;
    }

    private static void replace(Map<String, String> all, String... headers) {
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
            all.remove(headers[i], NONE);
        }
    }

    private HttpRequest.Builder request(String method, String query, BodyPublisher body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + (query.isEmpty() ? "" : "?" + query)))
                .method(method, body);
        headers.forEach(request::header);
        return request;
    }

    /** The header of version 4, for values of the query that need no escapes. */
    String v4(String method, String query, Map<String, String> headers, String region) throws Exception {
        StringBuilder canonical = new StringBuilder(method).append('\n');
        canonical.append('/').append(bucket).append('/').append(object).append('\n');
        String[] sorted = query.split("&");
        Arrays.sort(sorted);
        canonical.append(String.join("&", sorted)).append('\n');
        headers.forEach((name, value) ->
                canonical.append(name).append(':').append(value).append('\n'));
        canonical.append("\n\nUNSIGNED-PAYLOAD");
        String time = headers.get("x-oss-date");
        String date = time.substring(0, 8);
        String scope = date + "/" + region + "/oss/aliyun_v4_request";
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes(canonical.toString()));
        byte[] key = bytes("aliyun_v4" + secret());
        for (String step : scope.split("/")) {
            key = hmac("HmacSHA256", key, step);
        }
        String text = "OSS4-HMAC-SHA256\n" + time + "\n" + scope + "\n"
                + HexFormat.of().formatHex(hash);
        return "OSS4-HMAC-SHA256 Credential=" + id() + "/" + scope + ",Signature="
                + HexFormat.of().formatHex(hmac("HmacSHA256", key, text));
    }

    private String id() {
        return credentials.path("AccessKeyId").textValue();
    }

    private String secret() {
        return credentials.path("AccessKeySecret").textValue();
    }

    private static byte[] hmac(String algorithm, byte[] key, String text) throws Exception {
        Mac mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec(key, algorithm));
        return mac.doFinal(bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
