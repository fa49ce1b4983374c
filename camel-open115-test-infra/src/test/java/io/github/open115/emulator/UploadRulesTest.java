/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import static io.github.open115.emulator.UploadCaller.NOTHING;
import static io.github.open115.emulator.UploadCaller.PART;
import static io.github.open115.emulator.UploadCaller.all;
import static io.github.open115.emulator.UploadCaller.content;
import static io.github.open115.emulator.UploadCaller.hex;
import static io.github.open115.emulator.UploadCaller.json;
import static io.github.open115.emulator.UploadCaller.part;
import static io.github.open115.emulator.UploadCaller.sha1;
import static io.github.open115.emulator.UploadCaller.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Uploads as docs/115-open-api.md D describes them, over plain HTTP. */
class UploadRulesTest {

    @RegisterExtension
    final Open115EmulatorExtension open115 = new Open115EmulatorExtension();

    private Open115Emulator emulator;
    private ServiceCaller caller;
    private UploadCaller uploads;
    private String folder;

    @BeforeEach
    void start() {
        emulator = open115.emulator();
        caller = new ServiceCaller(emulator);
        folder = emulator.drive().folder("/backup");
        uploads = new UploadCaller(caller, folder);
    }

    @Test
    @DisplayName("an unknown file goes with one PUT; the callback answers, and the file is on the drive")
    void smallFile() throws Exception {
        byte[] content = content(1, 300_001);
        JsonNode init = uploads.init("a b.mkv", content);
        assertThat(init.path("status").intValue()).isEqualTo(1);

        HttpResponse<String> reply = uploads.storage(init).send("PUT", "", content, StorageCaller.callback(init));

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
    @DisplayName("a name keeps its slashes, blanks and characters of any kind")
    void nameKeepsEveryCharacter() throws Exception {
        List<String> names = List.of("a/b\\c.txt", " ü 😀 .mkv ", "%2F+&=?#", "line\nbreak", "..");
        for (String name : names) {
            byte[] content = name.getBytes(StandardCharsets.UTF_8);
            JsonNode answer = json(uploads.put(uploads.init(name, content), content));
            assertThat(text(answer.path("data"), "file_name")).isEqualTo(name);
        }
        assertThat(emulator.drive().names(folder)).isEqualTo(names);
    }

    @Test
    @DisplayName("a file goes in parts, which are listed in pages, and completed under any way to write a tag")
    void fileGoesInParts() throws Exception {
        byte[] content = content(2, 3 * PART + 7);
        JsonNode init = uploads.init("parts.bin", content);
        StorageCaller storage = uploads.storage(init);
        String upload = UploadCaller.initiate(storage, "sequential&uploads");
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
        assertThat(all("LastModified", rest)).first().asString().endsWith(".000Z");

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
        StorageCaller storage = uploads.storage(uploads.init("order.bin", content));
        String upload = UploadCaller.initiate(storage, "sequential=1&uploads=1");
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
        JsonNode init = uploads.init("unordered.bin", content);
        StorageCaller storage = uploads.storage(init);
        String upload = UploadCaller.initiate(storage, "uploads");
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
    void abortedUploadIsGone() throws Exception {
        StorageCaller storage = uploads.storage(uploads.init("abort.bin", content(5, PART)));
        String upload = UploadCaller.initiate(storage, "sequential&uploads");

        assertThat(storage.send("DELETE", "uploadId=" + upload, NOTHING).statusCode())
                .isEqualTo(204);

        HttpResponse<String> reply = storage.send("PUT", "partNumber=1&uploadId=" + upload, content(5, PART));
        assertThat(reply.statusCode()).isEqualTo(404);
        assertThat(all("Code", reply.body())).containsExactly("NoSuchUpload");
    }

    @Test
    @DisplayName("known content below 1 MiB is there at once, as a second file of its name")
    void smallKnownContentIsThereAtOnce() throws Exception {
        byte[] content = content(6, (1 << 20) - 1);
        emulator.drive().addFile(folder, "known.bin", content);

        JsonNode init = uploads.init("known.bin", content);

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
    void largeKnownContentMustBeProved() throws Exception {
        byte[] content = content(7, 1 << 20);
        emulator.drive().addFile(folder, "known.bin", content);

        JsonNode init = uploads.init("new.bin", content);
        assertThat(init.path("status").intValue()).isEqualTo(7);
        assertThat(init.path("code").intValue()).isEqualTo(701);
        JsonNode wrong =
                uploads.init("new.bin", content, "sign_key", text(init, "sign_key"), "sign_val", sha1(NOTHING));
        assertThat(wrong.path("status").intValue()).isEqualTo(8);
        assertThat(wrong.path("code").intValue()).isEqualTo(702);
        JsonNode done = uploads.prove(init, "new.bin", content);

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
        JsonNode init = uploads.init("wrong.bin", content(9, 1000));

        HttpResponse<String> reply = uploads.storage(init).send("PUT", "", content, StorageCaller.callback(init));

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(json(reply).path("state").booleanValue()).isFalse();
        assertThat(emulator.drive().names(folder)).isEmpty();
    }

    @Test
    @DisplayName("a signature of version 1 does as well")
    void firstSignature() throws Exception {
        byte[] content = content(10, PART);
        JsonNode init = uploads.init("v1.bin", content);
        StorageCaller storage = uploads.storage(init);
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
}
