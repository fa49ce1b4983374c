/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import io.github.open115.client.internal.Digests;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import okhttp3.Headers;

/**
 * Signature V4 of the object storage (docs/115-open-api.md D.5). It covers the method, the object, the query and all headers
 * that begin with {@code x-oss-}, but not the body, whose length and checksum are verified otherwise.
 */
final class StorageSignature {

    private static final String ALGORITHM = "OSS4-HMAC-SHA256";
    private static final String UNSIGNED = "UNSIGNED-PAYLOAD";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final HexFormat HEX = HexFormat.of();

    private final StorageCredentials credentials;
    private final String time;
    private final String scope;

    /**
     * @param credentials whose secret signs
     * @param time of the request, by the clock of the storage
     */
    StorageSignature(StorageCredentials credentials, Instant time) {
        this.credentials = credentials;
        this.time = TIME.format(time);
        this.scope = day() + "/" + credentials.endpoint().region() + "/oss/aliyun_v4_request";
    }

    /**
     * Signs a request.
     *
     * @param query encoded by {@link #query}; null for none
     * @param headers further headers of the request
     * @return all headers of the signed request
     */
    Headers sign(String method, StorageObject object, String query, Map<String, String> headers) {
        SortedMap<String, String> signed = new TreeMap<>(headers);
        signed.put("x-oss-content-sha256", UNSIGNED);
        signed.put("x-oss-date", time);
        signed.put("x-oss-security-token", credentials.securityToken());
        String canonical = String.join(
                "\n",
                method,
                "/" + encode(object.bucket() + "/" + object.name(), true),
                query == null ? "" : query,
                signed.entrySet().stream()
                        .map(header -> header.getKey() + ":" + header.getValue().trim() + "\n")
                        .collect(Collectors.joining()),
                "",
                UNSIGNED);
        String text = String.join("\n", ALGORITHM, time, scope, HEX.formatHex(Digests.sha256(canonical)));
        Headers.Builder all = new Headers.Builder();
        signed.forEach(all::add);
        all.add(
                "Authorization",
                ALGORITHM + " Credential=" + credentials.accessKeyId() + "/" + scope + ",Signature="
                        + HEX.formatHex(hmac(key(), text)));
        return all.build();
    }

    /**
     * Encodes a query, sorted by name.
     *
     * @param parameters names and values; an empty value for a name without one
     */
    static String query(Map<String, String> parameters) {
        return new TreeMap<>(parameters)
                .entrySet().stream()
                        .map(parameter -> encode(parameter.getKey(), false)
                                + (parameter.getValue().isEmpty() ? "" : "=" + encode(parameter.getValue(), false)))
                        .collect(Collectors.joining("&"));
    }

    /** Encodes all bytes but those of letters, digits and {@code -_.~}. */
    static String encode(String text, boolean keepSlashes) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c >= '0' && c <= '9'
                    || "-_.~".indexOf(c) >= 0
                    || c == '/' && keepSlashes;
            if (plain) {
                encoded.append(c);
            } else {
                encoded.append('%').append(HEX.withUpperCase().toHexDigits(b));
            }
        }
        return encoded.toString();
    }

    private String day() {
        return time.substring(0, "yyyyMMdd".length());
    }

    private byte[] key() {
        byte[] key = ("aliyun_v4" + credentials.accessKeySecret()).getBytes(StandardCharsets.UTF_8);
        for (String part : scope.split("/")) {
            key = hmac(key, part);
        }
        return key;
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
