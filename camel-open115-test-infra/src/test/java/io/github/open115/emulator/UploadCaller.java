/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Uploads into one folder, as far as many tests do the same. */
final class UploadCaller {

    static final String INIT = "/open/upload/init";
    static final byte[] NOTHING = {};
    /** The smallest part that may stand before another one. */
    static final int PART = 100 * 1024;

    private final ServiceCaller caller;
    private final String folder;

    UploadCaller(ServiceCaller caller, String folder) {
        this.caller = caller;
        this.folder = folder;
    }

    /** The payload of {@code init}. */
    JsonNode init(String name, byte[] content, Object... more) throws Exception {
        List<Object> parameters = new ArrayList<>(List.of(
                "file_name", name, "file_size", content.length, "target", "U_1_" + folder, "fileid", sha1(content)));
        parameters.addAll(List.of(more));
        return caller.post(INIT, parameters.toArray()).path("data");
    }

    /** Answers the challenge of an {@code init}. */
    JsonNode prove(JsonNode init, String name, byte[] content) throws Exception {
        String[] range = text(init, "sign_check").split("-");
        byte[] proof = Arrays.copyOfRange(content, Integer.parseInt(range[0]), Integer.parseInt(range[1]) + 1);
        return init(
                name,
                content,
                "pick_code",
                text(init, "pick_code"),
                "sign_key",
                text(init, "sign_key"),
                "sign_val",
                sha1(proof));
    }

    StorageCaller storage(JsonNode init) throws Exception {
        return new StorageCaller(caller.get("/open/upload/get_token").path("data"), init);
    }

    /** Puts a whole file. */
    HttpResponse<String> put(JsonNode init, byte[] content) throws Exception {
        return storage(init).send("PUT", "", content, StorageCaller.callback(init));
    }

    static String initiate(StorageCaller storage, String query) throws Exception {
        HttpResponse<String> reply = storage.send("POST", query, NOTHING);
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        return all("UploadId", reply.body()).get(0);
    }

    static HttpResponse<String> putPart(StorageCaller storage, String upload, int number, byte[] part)
            throws Exception {
        return storage.send("PUT", "partNumber=" + number + "&uploadId=" + upload, part);
    }

    static HttpResponse<String> complete(StorageCaller storage, String upload, JsonNode init, byte[]... parts)
            throws Exception {
        StringBuilder list = new StringBuilder("<CompleteMultipartUpload>");
        for (int i = 0; i < parts.length; i++) {
            list.append(part(i + 1, hex("MD5", parts[i])));
        }
        list.append("</CompleteMultipartUpload>");
        return storage.send("POST", "uploadId=" + upload, list.toString().getBytes(), StorageCaller.callback(init));
    }

    static String part(int number, String tag) {
        return "<Part><PartNumber>" + number + "</PartNumber><ETag>" + tag + "</ETag></Part>";
    }

    /** The code of a refusal of the object storage. */
    static String code(HttpResponse<String> reply) {
        return reply.statusCode() + " " + String.join(" ", all("Code", reply.body()));
    }

    /** The texts of all elements of a name. */
    static List<String> all(String element, String xml) {
        List<String> values = new ArrayList<>();
        Matcher matcher = Pattern.compile("<" + element + ">([^<]*)</").matcher(xml);
        while (matcher.find()) {
            values.add(matcher.group(1));
        }
        return values;
    }

    static String text(JsonNode json, String name) {
        return json.path(name).textValue();
    }

    static JsonNode json(HttpResponse<String> reply) throws Exception {
        return new ObjectMapper().readTree(reply.body());
    }

    static byte[] content(int seed, int size) {
        return Content.generated(seed, size).bytes();
    }

    static String sha1(byte[] bytes) throws Exception {
        return hex("SHA-1", bytes);
    }

    static String hex(String algorithm, byte[] bytes) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance(algorithm).digest(bytes))
                .toUpperCase(Locale.ROOT);
    }
}
