/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The two ways in which Alibaba's object storage signs the headers of a request (docs/115-open-api.md D.5). */
final class OssSignatures {

    static final String UNSIGNED_PAYLOAD = "UNSIGNED-PAYLOAD";

    private static final String OSS_PREFIX = "x-oss-";
    /** The parameters that the first signature covers, of those that requests of this reference can have. */
    private static final Set<String> SUB_RESOURCES =
            Set.of("uploads", "sequential", "partNumber", "uploadId", "callback", "callback-var", "security-token");

    private OssSignatures() {}

    /** The signature of version 1, in Base64. */
    static String v1(Request request, OssAddress address, String date, String secret) {
        StringBuilder text = new StringBuilder();
        text.append(request.method()).append('\n');
        text.append(request.header("Content-MD5")).append('\n');
        text.append(request.header("Content-Type")).append('\n');
        text.append(date).append('\n');
        signedHeaders(request, Set.of(), false)
                .forEach((name, value) ->
                        text.append(name).append(':').append(value).append('\n'));
        text.append(address.resource());
        char separator = '?';
        for (Map.Entry<String, String> parameter : new TreeMap<>(request.parameters()).entrySet()) {
            if (SUB_RESOURCES.contains(parameter.getKey())) {
                text.append(separator).append(pair(parameter.getKey(), parameter.getValue()));
                separator = '&';
            }
        }
        byte[] key = secret.getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(hmac("HmacSHA1", key, text.toString()));
    }

    /**
     * The signature of version 4, in lower-case hexadecimal digits.
     *
     * @param time the value of {@code x-oss-date}, or of {@code Date} where there is none
     * @param additional names of headers that are covered as well, in lower case, separated by semicolons
     */
    static String v4(Request request, OssAddress address, String time, String scope, String additional, String secret) {
        Set<String> names = new TreeSet<>();
        Arrays.stream(additional.split(";")).filter(name -> !name.isEmpty()).forEach(names::add);
        StringBuilder canonical = new StringBuilder();
        canonical.append(request.method()).append('\n');
        canonical.append(address.encodedResource()).append('\n');
        canonical.append(canonicalQuery(request.parameters())).append('\n');
        signedHeaders(request, names, true)
                .forEach((name, value) ->
                        canonical.append(name).append(':').append(value).append('\n'));
        canonical.append('\n').append(String.join(";", names)).append('\n').append(UNSIGNED_PAYLOAD);
        String text = "OSS4-HMAC-SHA256\n" + time + "\n" + scope + "\n" + sha256(canonical.toString());
        byte[] key = ("aliyun_v4" + secret).getBytes(StandardCharsets.UTF_8);
        for (String step : scope.split("/")) {
            key = hmac("HmacSHA256", key, step);
        }
        return HexFormat.of().formatHex(hmac("HmacSHA256", key, text));
    }

    private static String canonicalQuery(Map<String, String> parameters) {
        Map<String, String> sorted = new TreeMap<>();
        parameters.forEach((name, value) -> sorted.put(OssAddress.encoded(name), OssAddress.encoded(value)));
        StringBuilder text = new StringBuilder();
        sorted.forEach((name, value) -> text.append(text.isEmpty() ? "" : "&").append(pair(name, value)));
        return text.toString();
    }

    private static String pair(String name, String value) {
        return value.isEmpty() ? name : name + "=" + value;
    }

    private static Map<String, String> signedHeaders(Request request, Set<String> additional, boolean withContent) {
        Map<String, String> headers = new TreeMap<>();
        request.headers().forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            boolean content = lower.equals("content-type") || lower.equals("content-md5");
            if (lower.startsWith(OSS_PREFIX) || content && withContent || additional.contains(lower)) {
                headers.put(lower, value.strip());
            }
        });
        return headers;
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(String algorithm, byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
