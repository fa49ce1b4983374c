/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.open115.emulator.Open115Emulator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import okhttp3.FormBody;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;

/**
 * What a program without this component would write: it hashes the file once, sends it in parts with the first signature of
 * the storage, and trusts what the storage received (docs/115-open-api.md D). It retries and checks nothing.
 */
final class PlainUpload {

    private static final int BUFFER = 64 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final OkHttpClient http = new OkHttpClient();
    private final String api;
    private final String accessToken;
    private final long partSize;

    /** @param partSize of each part but the last, in bytes */
    PlainUpload(Open115Emulator service, long partSize) {
        this.api = service.apiBaseUrl() + "/open/upload/";
        this.accessToken = service.account().authorize().accessToken();
        this.partSize = partSize;
    }

    /** Uploads a file into the root folder. */
    void upload(Path file) throws IOException, GeneralSecurityException {
        long size = Files.size(file);
        JsonNode ticket = call(new Request.Builder()
                .url(api + "init")
                .post(new FormBody.Builder()
                        .add("file_name", file.getFileName().toString())
                        .add("file_size", Long.toString(size))
                        .add("target", "U_1_0")
                        .add("fileid", sha1(file))
                        .build()));
        Storage storage = new Storage(ticket, call(new Request.Builder().url(api + "get_token")));
        String uploadId = between(
                storage.send("POST", "sequential&uploads", empty(), false).body(), "UploadId");
        StringBuilder parts = new StringBuilder("<CompleteMultipartUpload>");
        for (int number = 1; (number - 1) * partSize < size; number++) {
            Part part = new Part(file, (number - 1) * partSize, Math.min(partSize, size - (number - 1) * partSize));
            String tag = storage.send("PUT", "partNumber=" + number + "&uploadId=" + uploadId, part, false)
                    .entityTag();
            parts.append("<Part><PartNumber>" + number + "</PartNumber><ETag>" + tag + "</ETag></Part>");
        }
        RequestBody list = RequestBody.create(
                parts.append("</CompleteMultipartUpload>").toString().getBytes(StandardCharsets.UTF_8));
        String answer = storage.send("POST", "uploadId=" + uploadId, list, true).body();
        if (!JSON.readTree(answer).path("state").asBoolean()) {
            throw new IOException("the service did not take the file over: " + answer);
        }
    }

    private static String sha1(Path file) throws IOException, GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance("SHA-1");
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[BUFFER];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        }
        return HexFormat.of().withUpperCase().formatHex(digest.digest());
    }

    private JsonNode call(Request.Builder request) throws IOException {
        request.header("Authorization", "Bearer " + accessToken);
        try (Response response = http.newCall(request.build()).execute()) {
            return JSON.readTree(response.body().string()).path("data");
        }
    }

    private static RequestBody empty() {
        return RequestBody.create(new byte[0]);
    }

    private static String between(String xml, String element) {
        int start = xml.indexOf("<" + element + ">") + element.length() + 2;
        return xml.substring(start, xml.indexOf("</" + element + ">"));
    }

    private record Stored(String entityTag, String body) {}

    /** Where the object of one upload is stored. */
    private final class Storage {

        private final JsonNode ticket;
        private final JsonNode credentials;
        private final String resource;

        Storage(JsonNode ticket, JsonNode credentials) {
            this.ticket = ticket;
            this.credentials = credentials;
            this.resource = "/" + ticket.path("bucket").asText() + "/"
                    + ticket.path("object").asText();
        }

        /** @param query encoded, and sorted by name */
        Stored send(String method, String query, RequestBody body, boolean withCallback)
                throws IOException, GeneralSecurityException {
            SortedMap<String, String> headers = new TreeMap<>();
            headers.put(
                    "x-oss-security-token", credentials.path("SecurityToken").asText());
            if (withCallback) {
                JsonNode callback = ticket.path("callback");
                headers.put("x-oss-callback", base64(bytes(callback.path("callback"))));
                headers.put("x-oss-callback-var", base64(bytes(callback.path("callback_var"))));
            }
            Request.Builder request = new Request.Builder()
                    .url(credentials.path("endpoint").asText() + resource + "?" + query)
                    .method(method, body);
            headers.forEach(request::header);
            String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));
            request.header("Date", date);
            request.header("Authorization", authorization(method, date, headers, query));
            try (Response response = http.newCall(request.build()).execute()) {
                String text = response.body().string();
                if (response.code() != 200) {
                    throw new IOException("HTTP " + response.code() + ": " + text);
                }
                return new Stored(response.header("ETag"), text);
            }
        }

        private String authorization(String method, String date, SortedMap<String, String> headers, String query)
                throws GeneralSecurityException {
            StringBuilder text = new StringBuilder(method + "\n\n\n" + date + "\n");
            headers.forEach((name, value) -> text.append(name + ":" + value + "\n"));
            text.append(resource + "?" + query);
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(bytes(credentials.path("AccessKeySecret")), "HmacSHA1"));
            String signature = base64(mac.doFinal(text.toString().getBytes(StandardCharsets.UTF_8)));
            return "OSS " + credentials.path("AccessKeyId").asText() + ":" + signature;
        }

        private static byte[] bytes(JsonNode text) {
            return text.asText().getBytes(StandardCharsets.UTF_8);
        }

        private static String base64(byte[] bytes) {
            return Base64.getEncoder().encodeToString(bytes);
        }
    }

    /** A part of a file, read while it is sent. */
    private static final class Part extends RequestBody {

        private final Path file;
        private final long first;
        private final long length;

        Part(Path file, long first, long length) {
            this.file = file;
            this.first = first;
            this.length = length;
        }

        @Override
        public MediaType contentType() {
            return null;
        }

        @Override
        public long contentLength() {
            return length;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            try (FileChannel channel = FileChannel.open(file)) {
                InputStream in = Channels.newInputStream(channel.position(first));
                byte[] buffer = new byte[BUFFER];
                for (long left = length; left > 0; ) {
                    int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                    if (count < 0) {
                        throw new IOException(file + " ended early");
                    }
                    sink.write(buffer, 0, count);
                    left -= count;
                }
            }
        }
    }
}
