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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Uploads as docs/115-open-api.md D describes them, over plain HTTP. */
class UploadRulesTest {

    private static final String INIT = "/open/upload/init";
    private static final byte[] NOTHING = {};
    private static final int PART = 100 * 1024;

    @RegisterExtension
    final Open115EmulatorExtension open115 = new Open115EmulatorExtension();

    private Open115Emulator emulator;
    private ServiceCaller caller;
    private String folder;

    @BeforeEach
    void start() {
        emulator = open115.emulator();
        caller = new ServiceCaller(emulator);
        folder = emulator.drive().folder("/backup");
    }

    @Test
    @DisplayName("an unknown file goes with one PUT; the callback answers, and the file is on the drive")
    void smallFile() throws Exception {
        byte[] content = content(1, 300_001);
        JsonNode init = init("a b.mkv", content);
        assertThat(init.path("status").intValue()).isEqualTo(1);

        HttpResponse<String> reply = storage(init).send("PUT", "", content, StorageCaller.callback(init));

        JsonNode answer = json(reply);
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(answer.path("state").booleanValue()).isTrue();
        JsonNode data = answer.path("data");
        assertThat(data.path("pick_code").textValue())
                .isEqualTo(init.path("pick_code").textValue());
        assertThat(data.path("file_size").longValue()).isEqualTo(content.length);
        assertThat(data.path("sha1").textValue()).isEqualTo(sha1(content));
        EmulatedFile file =
                emulator.drive().file(data.path("file_id").textValue()).orElseThrow();
        assertThat(file.name()).isEqualTo("a b.mkv");
        assertThat(file.folderId()).isEqualTo(folder);
        assertThat(caller.fetch(caller.link(file)).body()).isEqualTo(content);
        assertThat(emulator.requests().uploadedBytes()).isEqualTo(content.length);
        assertThat(emulator.requests().count(OssOperation.PUT_OBJECT)).isEqualTo(1);
    }

    @Test
    @DisplayName("a file goes in parts, which are listed in pages, and completed under any way to write a tag")
    void parts() throws Exception {
        byte[] content = content(2, 3 * PART + 7);
        JsonNode init = init("parts.bin", content);
        StorageCaller storage = storage(init);
        String upload = initiate(storage, "sequential&uploads");
        List<String> tags = new ArrayList<>();
        for (int number = 1; number <= 4; number++) {
            byte[] part = Arrays.copyOfRange(content, (number - 1) * PART, Math.min(number * PART, content.length));
            HttpResponse<String> reply = storage.send("PUT", "partNumber=" + number + "&uploadId=" + upload, part);
            assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
            assertThat(reply.headers().firstValue("ETag")).contains('"' + hex("MD5", part) + '"');
            tags.add(hex("MD5", part));
        }

        String first =
                storage.send("GET", "max-parts=3&uploadId=" + upload, NOTHING).body();
        String rest = storage.send("GET", "max-parts=3&part-number-marker=3&uploadId=" + upload, NOTHING)
                .body();
        assertThat(all("PartNumber", first)).containsExactly("1", "2", "3");
        assertThat(all("IsTruncated", first)).containsExactly("true");
        assertThat(all("NextPartNumberMarker", first)).containsExactly("3");
        assertThat(all("PartNumber", rest)).containsExactly("4");
        assertThat(all("IsTruncated", rest)).containsExactly("false");
        assertThat(all("Size", rest)).containsExactly("7");

        String list = "<CompleteMultipartUpload>" + part(1, tags.get(0)) + part(2, '"' + tags.get(1) + '"')
                + part(3, "&quot;" + tags.get(2) + "&quot;") + part(4, "&#34;" + tags.get(3) + "&#34;")
                + "</CompleteMultipartUpload>";
        HttpResponse<String> reply =
                storage.send("POST", "uploadId=" + upload, list.getBytes(), StorageCaller.callback(init));

        JsonNode answer = json(reply);
        assertThat(answer.path("state").booleanValue()).as(reply.body()).isTrue();
        assertThat(emulator.drive()
                        .content(answer.at("/data/file_id").textValue())
                        .bytes())
                .isEqualTo(content);
        assertThat(emulator.requests().count(OssOperation.UPLOAD_PART)).isEqualTo(4);
        assertThat(storage.send("GET", "uploadId=" + upload, NOTHING).statusCode())
                .isEqualTo(404);
    }

    @Test
    @DisplayName("parts out of order and parts that are there are refused when they have to come in order")
    void partsOutOfOrder() throws Exception {
        byte[] content = content(3, 2 * PART);
        StorageCaller storage = storage(init("order.bin", content));
        String upload = initiate(storage, "sequential=1&uploads=1");
        byte[] part = Arrays.copyOf(content, PART);

        HttpResponse<String> early = storage.send("PUT", "partNumber=2&uploadId=" + upload, part);
        storage.send("PUT", "partNumber=1&uploadId=" + upload, part);
        HttpResponse<String> again = storage.send("PUT", "partNumber=1&uploadId=" + upload, part);

        assertThat(early.statusCode()).isEqualTo(400);
        assertThat(all("Code", early.body())).containsExactly("PartNotSequential");
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(all("Code", again.body())).containsExactly("PartAlreadyExist");
        assertThat(all("PartEtag", again.body())).containsExactly("&quot;" + hex("MD5", part) + "&quot;");
    }

    @Test
    @DisplayName("without the flag that puts parts in order the SHA-1 is unknown, and the callback fails")
    void unorderedParts() throws Exception {
        byte[] content = content(4, PART + 1);
        JsonNode init = init("unordered.bin", content);
        StorageCaller storage = storage(init);
        String upload = initiate(storage, "uploads");
        byte[] last = Arrays.copyOfRange(content, PART, PART + 1);
        byte[] first = Arrays.copyOf(content, PART);
        storage.send("PUT", "partNumber=2&uploadId=" + upload, last);
        storage.send("PUT", "partNumber=1&uploadId=" + upload, first);

        HttpResponse<String> reply = storage.send(
                "POST",
                "uploadId=" + upload,
                ("<CompleteMultipartUpload>" + part(1, hex("MD5", first)) + part(2, hex("MD5", last))
                                + "</CompleteMultipartUpload>")
                        .getBytes(),
                StorageCaller.callback(init));

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(json(reply).path("state").booleanValue()).isFalse();
        assertThat(json(reply).path("code").intValue()).isEqualTo(10002);
        assertThat(emulator.drive().names(folder)).isEmpty();
    }

    @Test
    @DisplayName("an upload in parts that is aborted is gone")
    void abort() throws Exception {
        StorageCaller storage = storage(init("abort.bin", content(5, PART)));
        String upload = initiate(storage, "sequential&uploads");

        assertThat(storage.send("DELETE", "uploadId=" + upload, NOTHING).statusCode())
                .isEqualTo(204);

        HttpResponse<String> reply = storage.send("PUT", "partNumber=1&uploadId=" + upload, content(5, PART));
        assertThat(reply.statusCode()).isEqualTo(404);
        assertThat(all("Code", reply.body())).containsExactly("NoSuchUpload");
    }

    @Test
    @DisplayName("known content below 1 MiB is there at once, as a second file of its name")
    void instant() throws Exception {
        byte[] content = content(6, (1 << 20) - 1);
        emulator.drive().addFile(folder, "known.bin", content);

        JsonNode init = init("known.bin", content);

        assertThat(init.path("status").intValue()).isEqualTo(2);
        assertThat(emulator.drive().names(folder)).containsExactly("known.bin", "known.bin");
        assertThat(emulator.drive()
                        .file(init.path("file_id").textValue())
                        .orElseThrow()
                        .pickCode())
                .isEqualTo(init.path("pick_code").textValue());
        assertThat(init.path("callback").isArray()).isTrue();
    }

    @Test
    @DisplayName("known content of 1 MiB and more has to be proved by the SHA-1 of a range, both ends included")
    void challenge() throws Exception {
        byte[] content = content(7, 1 << 20);
        emulator.drive().addFile(folder, "known.bin", content);

        JsonNode init = init("new.bin", content);
        assertThat(init.path("status").intValue()).isEqualTo(7);
        assertThat(init.path("code").intValue()).isEqualTo(701);
        JsonNode wrong = init("new.bin", content, "sign_key", text(init, "sign_key"), "sign_val", sha1(NOTHING));
        assertThat(wrong.path("status").intValue()).isEqualTo(8);
        assertThat(wrong.path("code").intValue()).isEqualTo(702);
        String[] range = text(init, "sign_check").split("-");
        byte[] proof = Arrays.copyOfRange(content, Integer.parseInt(range[0]), Integer.parseInt(range[1]) + 1);
        JsonNode done = init(
                "new.bin",
                content,
                "pick_code",
                text(init, "pick_code"),
                "sign_key",
                text(init, "sign_key"),
                "sign_val",
                sha1(proof));

        assertThat(done.path("status").intValue()).isEqualTo(2);
        assertThat(text(done, "pick_code")).isEqualTo(text(init, "pick_code"));
        assertThat(emulator.drive().fileAt("/backup/new.bin").orElseThrow().id())
                .isEqualTo(text(done, "file_id"));
        assertThat(emulator.requests().count(Host.OSS)).isZero();
    }

    @Test
    @DisplayName("a SHA-1 that is not that of the content is found out by the callback")
    void wrongSha1() throws Exception {
        byte[] content = content(8, 1000);
        JsonNode init = init("wrong.bin", content(9, 1000));

        HttpResponse<String> reply = storage(init).send("PUT", "", content, StorageCaller.callback(init));

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(json(reply).path("state").booleanValue()).isFalse();
        assertThat(emulator.drive().names(folder)).isEmpty();
    }

    @Test
    @DisplayName("a signature of version 1 does as well")
    void firstSignature() throws Exception {
        byte[] content = content(10, PART);
        JsonNode init = init("v1.bin", content);
        StorageCaller storage = storage(init);
        String upload = all(
                        "UploadId",
                        storage.sendV1("POST", "sequential=1&uploads=1", NOTHING)
                                .body())
                .get(0);
        assertThat(storage.sendV1("PUT", "partNumber=1&uploadId=" + upload, content)
                        .statusCode())
                .isEqualTo(200);
        assertThat(json(storage.sendV1("PUT", "", content, StorageCaller.callback(init)))
                        .path("state")
                        .booleanValue())
                .isTrue();
    }

    private JsonNode init(String name, byte[] content, Object... more) throws Exception {
        List<Object> parameters = new ArrayList<>(List.of(
                "file_name", name, "file_size", content.length, "target", "U_1_" + folder, "fileid", sha1(content)));
        parameters.addAll(List.of(more));
        return caller.post(INIT, parameters.toArray()).path("data");
    }

    private StorageCaller storage(JsonNode init) throws Exception {
        return new StorageCaller(caller.get("/open/upload/get_token").path("data"), init);
    }

    private static String initiate(StorageCaller storage, String query) throws Exception {
        HttpResponse<String> reply = storage.send("POST", query, NOTHING);
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        return all("UploadId", reply.body()).get(0);
    }

    private static String part(int number, String tag) {
        return "<Part><PartNumber>" + number + "</PartNumber><ETag>" + tag + "</ETag></Part>";
    }

    private static List<String> all(String element, String xml) {
        List<String> values = new ArrayList<>();
        Matcher matcher = Pattern.compile("<" + element + ">([^<]*)</").matcher(xml);
        while (matcher.find()) {
            values.add(matcher.group(1));
        }
        return values;
    }

    private static String text(JsonNode json, String name) {
        return json.path(name).textValue();
    }

    private static JsonNode json(HttpResponse<String> reply) throws Exception {
        return new ObjectMapper().readTree(reply.body());
    }

    private static byte[] content(int seed, int size) {
        return Content.generated(seed, size).bytes();
    }

    private static String sha1(byte[] bytes) throws Exception {
        return hex("SHA-1", bytes);
    }

    private static String hex(String algorithm, byte[] bytes) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance(algorithm).digest(bytes))
                .toUpperCase(Locale.ROOT);
    }
}
