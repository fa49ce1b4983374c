/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import static io.github.open115.emulator.UploadCaller.NOTHING;
import static io.github.open115.emulator.UploadCaller.PART;
import static io.github.open115.emulator.UploadCaller.code;
import static io.github.open115.emulator.UploadCaller.content;
import static io.github.open115.emulator.UploadCaller.json;
import static io.github.open115.emulator.UploadCaller.sha1;
import static io.github.open115.emulator.UploadCaller.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What goes wrong with uploads, and what a test can set. */
class UploadFaultsTest {

    private static final String FILES = "/open/ufile/files";
    private static final String RESUME = "/open/upload/resume";
    private static final byte[] CONTENT = content(1, 2000);

    @RegisterExtension
    final Open115EmulatorExtension open115 =
            new Open115EmulatorExtension(() -> Open115Emulator.builder().uploadsKeptUpTo(3 * PART));

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
    @DisplayName("credentials end by the clock of the emulator, or when a test ends them")
    void credentialsEnd() throws Exception {
        JsonNode init = uploads.init("a", CONTENT);
        StorageCaller storage = uploads.storage(init);
        emulator.clock().advance(Duration.ofMinutes(59));
        assertThat(storage.send("POST", "uploads", NOTHING).statusCode()).isEqualTo(200);

        emulator.clock().advance(Duration.ofMinutes(1));

        assertThat(code(storage.send("POST", "uploads", NOTHING))).isEqualTo("403 SecurityTokenExpired");
        StorageCaller next = uploads.storage(init);
        assertThat(next.send("POST", "uploads", NOTHING).statusCode()).isEqualTo(200);
        emulator.uploads().endCredentials();
        assertThat(code(next.send("POST", "uploads", NOTHING))).isEqualTo("403 SecurityTokenExpired");
    }

    @Test
    @DisplayName("a request is refused unless it is signed with credentials that were handed out")
    void forgedRequests() throws Exception {
        JsonNode init = uploads.init("a", CONTENT);
        ObjectNode token = (ObjectNode) caller.get("/open/upload/get_token").path("data");
        assertThat(token.path("Expiration").textValue()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        String[] callback = StorageCaller.callback(init);
        Map<String, String> refusals = Map.of(
                "AccessKeyId", "403 InvalidAccessKeyId",
                "AccessKeySecret", "403 SignatureDoesNotMatch",
                "SecurityToken", "403 InvalidSecurityToken");
        for (Map.Entry<String, String> each : refusals.entrySet()) {
            ObjectNode forged = token.deepCopy().put(each.getKey(), "forged");
            StorageCaller storage = new StorageCaller(forged, init);
            assertThat(code(storage.send("PUT", "", CONTENT, callback))).isEqualTo(each.getValue());
            assertThat(code(storage.sendV1("PUT", "", CONTENT, callback))).isEqualTo(each.getValue());
        }
        StorageCaller storage = new StorageCaller(token, init);
        assertThat(code(storage.send("PUT", "", CONTENT, "x-oss-security-token", StorageCaller.NONE)))
                .isEqualTo("403 InvalidSecurityToken");
        assertThat(code(storage.send("PUT", "", CONTENT, "x-oss-content-sha256", sha1(CONTENT))))
                .isEqualTo("400 InvalidArgument");
        assertThat(code(storage.send("PUT", "", CONTENT, "x-oss-date", "20200101T000000Z")))
                .isEqualTo("403 RequestTimeTooSkewed");
        JsonNode other = uploads.init("b", CONTENT);
        StorageCaller elsewhere = new StorageCaller(token, ((ObjectNode) other).put("object", "unknown"));
        assertThat(code(elsewhere.send("PUT", "", CONTENT))).isEqualTo("403 AccessDenied");
        assertThat(emulator.drive().names(folder)).isEmpty();
    }

    @Test
    @DisplayName("the callback of 115 fails with status 203, with state false, or unheard although it worked")
    void callbackFails() throws Exception {
        emulator.uploads().setInstant(false);
        assertThat(put(OssOperation.CALLBACK, Fault.html(502))).isEqualTo("203 CallbackFailed, 0 files");
        assertThat(put(OssOperation.CALLBACK, Fault.dropBeforeEffect())).isEqualTo("203 CallbackFailed, 0 files");
        assertThat(put(OssOperation.CALLBACK, Fault.body(""))).isEqualTo("203 CallbackFailed, 0 files");
        assertThat(put(OssOperation.CALLBACK, Fault.error(10002, "again"))).isEqualTo("200 false, 0 files");
        assertThat(put(OssOperation.CALLBACK, Fault.lostReply())).isEqualTo("203 CallbackFailed, 1 files");
        assertThat(put(OssOperation.PUT_OBJECT, Fault.lostReply())).isEqualTo("lost, 1 files");
        assertThat(put(OssOperation.PUT_OBJECT, Fault.dropBeforeEffect())).isEqualTo("lost, 0 files");
        assertThat(put(OssOperation.PUT_OBJECT, Fault.emptyReply())).isEqualTo("200 , 1 files");
        assertThat(put(OssOperation.PUT_OBJECT, Fault.rewrite(json -> json.put("state", false))))
                .isEqualTo("200 false, 1 files");
    }

    private String put(String operation, Fault fault) throws Exception {
        int before = emulator.drive().names(folder).size();
        JsonNode init = uploads.init("a", CONTENT);
        emulator.faults().arm(operation, fault);
        String outcome;
        try {
            HttpResponse<String> reply = uploads.put(init, CONTENT);
            boolean failed = reply.statusCode() == 203;
            outcome = failed ? code(reply) : "200 " + json(reply).path("state").asText();
        } catch (IOException e) {
            outcome = "lost";
        }
        return outcome + ", " + (emulator.drive().names(folder).size() - before) + " files";
    }

    @Test
    @DisplayName("the answer tells a wrong SHA-1 and a wrong size")
    void wrongAnswer() throws Exception {
        JsonNode init = uploads.init("a", CONTENT);
        emulator.faults()
                .arm(
                        OssOperation.PUT_OBJECT,
                        Fault.rewrite(json -> ((ObjectNode) json.path("data"))
                                .put("sha1", sha1Of(NOTHING))
                                .put("file_size", 0)));

        JsonNode data = json(uploads.put(init, CONTENT)).path("data");

        assertThat(text(data, "sha1")).isEqualTo(sha1(NOTHING));
        assertThat(data.path("file_size").intValue()).isZero();
        assertThat(emulator.drive().fileAt("/backup/a").orElseThrow().size()).isEqualTo(CONTENT.length);
    }

    @Test
    @DisplayName("a callback that is not passed on byte for byte fails, one that is no JSON is refused")
    void changedCallback() throws Exception {
        JsonNode init = uploads.init("a", CONTENT);
        StorageCaller storage = uploads.storage(init);
        String rewritten = text(init.path("callback"), "callback").replace("\\/", "/");

        assertThat(code(storage.send(
                        "PUT",
                        "",
                        CONTENT,
                        "x-oss-callback",
                        StorageCaller.base64(rewritten),
                        "x-oss-callback-var",
                        StorageCaller.base64(text(init.path("callback"), "callback_var")))))
                .isEqualTo("203 CallbackFailed");
        assertThat(code(storage.send("PUT", "", CONTENT, "x-oss-callback", rewritten)))
                .isEqualTo("400 InvalidArgument");
        assertThat(code(storage.send("PUT", "", CONTENT, "x-oss-callback", StorageCaller.base64("text"))))
                .isEqualTo("400 InvalidArgument");
        assertThat(storage.send("PUT", "", CONTENT).body())
                .as("without a callback the object is stored, and no file made of it")
                .isEmpty();
        assertThat(code(storage.send("PUT", "", CONTENT, "x-oss-forbid-overwrite", "true")))
                .isEqualTo("409 FileAlreadyExists");
        assertThat(emulator.drive().names(folder)).isEmpty();
    }

    @Test
    @DisplayName("a file is seen late, then without its size, then as not complete")
    void lateVisibility() throws Exception {
        emulator.clock().freeze();
        emulator.uploads().setVisibilityDelay(Duration.ofSeconds(5));
        emulator.uploads().setUnmeasuredFor(Duration.ofSeconds(2));
        emulator.uploads().setIncompleteFor(Duration.ofSeconds(3));
        JsonNode answer = json(uploads.put(uploads.init("a", CONTENT), CONTENT));
        assertThat(answer.path("state").booleanValue()).isTrue();
        assertThat(listed().path("count").intValue()).isZero();

        emulator.clock().advance(Duration.ofSeconds(5));
        JsonNode early = listed().path("data").path(0);
        emulator.clock().advance(Duration.ofSeconds(2));
        JsonNode incomplete = listed().path("data").path(0);
        emulator.clock().advance(Duration.ofSeconds(1));
        JsonNode complete = listed().path("data").path(0);

        assertThat(early.path("fs").intValue()).isZero();
        assertThat(early.path("upt").intValue()).isZero();
        assertThat(incomplete.path("fs").intValue()).isEqualTo(CONTENT.length);
        assertThat(text(incomplete, "fta")).isEqualTo("0");
        assertThat(text(complete, "fta")).isEqualTo("1");
        assertThat(text(complete, "fid")).isEqualTo(text(answer.path("data"), "file_id"));

        json(uploads.put(uploads.init("b", content(2, 10)), content(2, 10)));
        assertThat(listed().path("count").intValue()).isEqualTo(1);
        emulator.uploads().finish();
        assertThat(listed().path("data")).extracting(row -> text(row, "fta")).containsExactly("1", "1");
    }

    @Test
    @DisplayName("a file can be listed as not complete while it is uploaded")
    void listedWhileUploading() throws Exception {
        emulator.uploads().setListedWhileUploading(true);
        JsonNode init = uploads.init("a", CONTENT);

        JsonNode early = listed().path("data").path(0);
        assertThat(text(early, "fta")).isEqualTo("0");
        assertThat(text(early, "pc")).isEqualTo(text(init, "pick_code"));
        assertThat(caller.post("/open/ufile/downurl", "pick_code", text(early, "pc"))
                        .path("code")
                        .intValue())
                .isEqualTo(70004);
        assertThat(uploads.init("b", CONTENT).path("status").intValue())
                .as("what was announced is not known yet")
                .isEqualTo(1);

        uploads.put(init, CONTENT);

        assertThat(listed().path("data"))
                .extracting(row -> text(row, "fn") + text(row, "fta"))
                .containsExactlyInAnyOrder("a1", "b0");
        EmulatedFile file = emulator.drive().fileAt("/backup/a").orElseThrow();
        assertThat(file.id()).isEqualTo(text(early, "fid"));
        assertThat(caller.fetch(caller.link(file)).body()).isEqualTo(CONTENT);
    }

    @Test
    @DisplayName("the content of an upload is gone when the emulator is closed")
    void temporaryFiles() throws Exception {
        byte[] content = content(7, 2 * PART);
        uploads.put(uploads.init("a", content), content);
        Content kept = emulator.drive().fileAt("/backup/a").orElseThrow().content();
        assertThat(kept.bytes()).isEqualTo(content);

        emulator.close();

        assertThatThrownBy(kept::bytes).hasCauseInstanceOf(NoSuchFileException.class);
    }

    private JsonNode listed() throws Exception {
        return caller.get(FILES, "cid", folder, "show_dir", 1, "limit", 10);
    }

    @Test
    @DisplayName("a part whose connection is lost is not stored; one whose reply is lost is there")
    void lostParts() throws Exception {
        byte[] content = content(3, PART + 5);
        byte[] first = Arrays.copyOf(content, PART);
        byte[] second = Arrays.copyOfRange(content, PART, PART + 5);
        JsonNode init = uploads.init("a", content);
        StorageCaller storage = uploads.storage(init);
        String upload = UploadCaller.initiate(storage, "sequential&uploads");
        emulator.faults().arm(OssOperation.UPLOAD_PART, Fault.cutUploadAfter(70_000));
        assertThatThrownBy(() -> UploadCaller.putPart(storage, upload, 1, first))
                .isInstanceOf(IOException.class);
        assertThat(emulator.uploads().partSizes(upload)).isEmpty();
        assertThat(emulator.requests().uploadedBytes()).isEqualTo(70_000);
        emulator.faults().arm(OssOperation.UPLOAD_PART, Fault.lostReply());
        assertThatThrownBy(() -> UploadCaller.putPart(storage, upload, 1, first))
                .isInstanceOf(IOException.class);
        assertThat(emulator.uploads().partSizes(upload)).containsExactly((long) PART);

        assertThat(code(UploadCaller.putPart(storage, upload, 1, first))).isEqualTo("409 PartAlreadyExist");
        assertThat(code(storage.send(
                        "PUT",
                        "partNumber=2&uploadId=" + upload,
                        second,
                        "content-md5",
                        StorageCaller.base64("wrong"))))
                .isEqualTo("400 InvalidDigest");
        UploadCaller.putPart(storage, upload, 2, second);
        JsonNode answer = json(UploadCaller.complete(storage, upload, init, first, second));

        assertThat(answer.path("state").booleanValue()).isTrue();
        assertThat(emulator.drive().fileAt("/backup/a").orElseThrow().content().bytes())
                .isEqualTo(content);
        assertThat(emulator.requests().of(OssOperation.UPLOAD_PART))
                .extracting(LoggedRequest::bytesReceived)
                .containsExactly(70_000L, (long) PART, (long) PART, 5L, 5L);
    }

    @Test
    @DisplayName("lists of parts that are wrong are refused, and the upload goes on")
    void wrongLists() throws Exception {
        byte[] part = content(4, 10);
        JsonNode init = uploads.init("a", part);
        StorageCaller storage = uploads.storage(init);
        String upload = UploadCaller.initiate(storage, "sequential&uploads");
        UploadCaller.putPart(storage, upload, 1, part);
        UploadCaller.putPart(storage, upload, 2, part);

        assertThat(code(storage.send("POST", "uploadId=" + upload, "<a/>".getBytes())))
                .isEqualTo("400 MalformedXML");
        assertThat(code(storage.send(
                        "POST", "uploadId=" + upload, "<!DOCTYPE a []><CompleteMultipartUpload/>".getBytes())))
                .isEqualTo("400 MalformedXML");
        assertThat(code(UploadCaller.complete(storage, upload, init, NOTHING))).isEqualTo("400 InvalidPart");
        assertThat(code(UploadCaller.complete(storage, upload, init, part, part)))
                .isEqualTo("400 EntityTooSmall");
        assertThat(UploadCaller.complete(storage, upload, init, part).statusCode())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("the object storage is overloaded, and forgets an upload")
    void storageFails() throws Exception {
        StorageCaller storage = uploads.storage(uploads.init("a", CONTENT));
        emulator.faults().arm(Faults.OSS, Fault.slowDown()).times(2);
        assertThat(code(storage.send("POST", "uploads", NOTHING))).isEqualTo("503 SlowDown");
        assertThat(code(storage.send("PUT", "", CONTENT))).isEqualTo("503 SlowDown");
        String upload = UploadCaller.initiate(storage, "sequential&uploads");
        assertThat(emulator.uploads().uploadIds()).containsExactly(upload);

        emulator.uploads().dropMultipartUploads();

        assertThat(code(UploadCaller.putPart(storage, upload, 1, CONTENT))).isEqualTo("404 NoSuchUpload");
        assertThat(emulator.uploads().uploadIds()).isEmpty();
    }

    @Test
    @DisplayName("init refuses names, targets, full folders, and what is too much")
    void initRefusesWhatTheServiceDoes() throws Exception {
        assertThat(refusalOf("file_name", "a<b")).isEqualTo(20003);
        assertThat(refusalOf("file_name", "")).isEqualTo(990002);
        assertThat(refusalOf("target", "U_1_42")).isEqualTo(10014);
        assertThat(refusalOf("target", "U_7_" + folder)).isEqualTo(990002);
        assertThat(refusalOf("fileid", "abc")).isEqualTo(990002);
        assertThat(refusalOf("file_size", -1)).isEqualTo(990002);
        emulator.uploads().setSizeLimit(1000);
        assertThat(refusalOf("file_size", 1001)).isEqualTo(50028);
        emulator.uploads().setSpace(500);
        assertThat(refusalOf("file_size", 501)).isEqualTo(91005);
        emulator.uploads().refuse(12345, "banned");
        assertThat(refusalOf("file_size", 1)).isEqualTo(12345);
        emulator.uploads().refuse(0, "");
        for (int i = 0; i < 50_000; i++) {
            emulator.drive().createFolder(folder, "f" + i);
        }
        assertThat(refusalOf("file_size", 1)).isEqualTo(2);
        assertThat(refusalOf("target", "U_1_0")).isZero();
    }

    private int refusalOf(String parameter, Object value) throws Exception {
        Object[] parameters = {"file_name", "a", "file_size", 1, "target", "U_1_" + folder, "fileid", sha1(CONTENT)};
        parameters[Arrays.asList(parameters).indexOf(parameter) + 1] = value;
        return caller.post(UploadCaller.INIT, parameters).path("code").intValue();
    }

    @Test
    @DisplayName("an upload is resumed until it is done, at its object or at another one")
    void resumesAtItsObjectOrAtAnotherOne() throws Exception {
        JsonNode init = uploads.init("a", CONTENT);
        String pickCode = text(init, "pick_code");
        Object[] parameters = {
            "file_size", CONTENT.length, "target", "U_1_" + folder, "fileid", sha1(CONTENT), "pick_code", pickCode
        };

        JsonNode same = caller.post(RESUME, parameters).path("data");
        assertThat(text(same, "object")).isEqualTo(text(init, "object"));
        assertThat(same.path("callback")).isEqualTo(init.path("callback"));
        emulator.uploads().setNewObjectOnResume(true);
        JsonNode other = caller.post(RESUME, parameters).path("data");
        assertThat(text(other, "object")).isNotEqualTo(text(init, "object"));

        assertThat(text(json(uploads.put(other, CONTENT)).path("data"), "pick_code"))
                .isEqualTo(pickCode);
        assertThat(caller.post(RESUME, parameters).path("code").intValue()).isEqualTo(50003);
    }

    @Test
    @DisplayName("of a large upload only the digest is kept, which is enough to prove and to list it")
    void largeUpload() throws Exception {
        byte[] content = content(5, (1 << 20) + 1);
        json(uploads.put(uploads.init("a", content), content));
        EmulatedFile file = emulator.drive().fileAt("/backup/a").orElseThrow();
        assertThat(file.sha1()).isEqualTo(sha1(content));
        assertThat(file.size()).isEqualTo(content.length);
        HttpResponse<byte[]> download = caller.fetch(caller.link(file));
        assertThat(download.statusCode()).isEqualTo(500);
        assertThat(new String(download.body())).contains("uploadsKeptUpTo");

        try (Open115Emulator second =
                Open115Emulator.builder().sameServiceAs(emulator).start()) {
            UploadCaller others = new UploadCaller(new ServiceCaller(second), EmulatedDrive.ROOT);
            JsonNode challenge = others.init("copy", content);
            assertThat(challenge.path("code").intValue()).isEqualTo(701);
            assertThat(others.prove(challenge, "copy", content).path("status").intValue())
                    .isEqualTo(2);
            assertThat(second.drive().names(EmulatedDrive.ROOT)).containsExactly("copy");
        }
    }

    @Test
    @DisplayName("declared content is known; nothing is when a test says so")
    void declaredContent() throws Exception {
        assertThat(uploads.init("a", CONTENT).path("status").intValue()).isEqualTo(1);
        emulator.uploads().addKnownContent(Content.of(CONTENT));
        assertThat(uploads.init("a", CONTENT).path("status").intValue()).isEqualTo(2);
        emulator.uploads().setInstant(false);
        assertThat(uploads.init("a", CONTENT).path("status").intValue()).isEqualTo(1);
    }

    @Test
    @DisplayName("a proof does not help, and payloads come in arrays")
    void givesUnhelpfulProofsAndArrays() throws Exception {
        emulator.faults().arm(UploadCaller.INIT, Fault.uploadStatus(6, 700));
        JsonNode failed = uploads.init("a", CONTENT, "pick_code", "code", "sign_key", "key");
        assertThat(failed.path("status").intValue()).isEqualTo(6);
        assertThat(text(failed, "sign_key")).isEqualTo("key");
        emulator.faults().arm("/open/upload/get_token", Fault.dataInArray());
        assertThat(caller.get("/open/upload/get_token").path("data").path(0).has("AccessKeyId"))
                .isTrue();
        emulator.faults().arm(UploadCaller.INIT, Fault.callbackInArray());
        assertThat(uploads.init("a", CONTENT).path("callback").path(0).has("callback_var"))
                .isTrue();
        emulator.faults().arm(UploadCaller.INIT, Fault.noCallback());
        assertThat(uploads.init("a", CONTENT).path("callback")).isEmpty();
    }

    @Test
    @DisplayName("the object storage stops taking bytes until the faults are cleared")
    void stalledUpload() throws Exception {
        byte[] content = content(6, 2000);
        JsonNode init = uploads.init("a", content);
        emulator.faults().arm(OssOperation.PUT_OBJECT, Fault.stallUploadAfter(1500));
        StorageCaller storage = uploads.storage(init);
        CompletableFuture<HttpResponse<String>> reply = CompletableFuture.supplyAsync(() -> {
            try {
                return storage.send("PUT", "", content, StorageCaller.callback(init));
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        });
        await().atMost(Duration.ofMinutes(5)).until(() -> emulator.requests().uploadedBytes() == 1500);

        emulator.faults().clear();

        assertThatThrownBy(reply::join).hasCauseInstanceOf(IOException.class);
        assertThat(emulator.drive().names(folder)).isEmpty();
    }

    @Test
    @DisplayName("random faults are the same for the same seed, and all of them happen to an upload")
    void randomFaults() throws Exception {
        emulator.uploads().setInstant(false);
        RandomFaults faults = new RandomFaults(emulator, 1);
        int done = 0;
        for (int i = 0; i < 60; i++) {
            faults.armUpload(CONTENT.length);
            done += uploaded("f" + i) ? 1 : 0;
        }

        assertThat(faults.fired()).isPositive();
        assertThat(done).isBetween(1, 59);
        assertThat(emulator.drive().names(folder)).hasSizeGreaterThanOrEqualTo(done);
    }

    private boolean uploaded(String name) {
        try {
            HttpResponse<String> reply = uploads.put(uploads.init(name, CONTENT), CONTENT);
            return reply.statusCode() == 200 && json(reply).path("state").booleanValue();
        } catch (Exception e) {
            return false;
        }
    }

    @Test
    @DisplayName("content can be declared under a SHA-1 that is not computed")
    void declaredSha1() throws Exception {
        String sha1 = sha1(CONTENT);
        emulator.drive().addFile(folder, "huge", Content.generated(1, 1L << 36, sha1));

        JsonNode init = caller.post(
                        UploadCaller.INIT, "file_name", "b", "file_size", 1L << 36, "target", "U_1_0", "fileid", sha1)
                .path("data");

        assertThat(init.path("code").intValue()).isEqualTo(701);
    }

    @Test
    @DisplayName("the check sum is that of ECMA-182, whatever blocks the bytes come in")
    void checkSum() {
        byte[] bytes = "123456789".getBytes();
        for (int split : List.of(0, 1, 8, 9)) {
            Crc64 crc = new Crc64();
            crc.update(bytes, 0, split);
            crc.update(bytes, split, bytes.length - split);
            assertThat(crc).hasToString(Long.toUnsignedString(0x995DC9BBDF1939FAL));
        }
    }

    @Test
    @DisplayName("a bucket is named by the host or by the path")
    void bucketIsInTheHostOrInThePath() throws Exception {
        assertThat(address("fhnfile.oss-cn-shenzhen.aliyuncs.com", "/a/b")).isEqualTo("a/b");
        assertThat(address("127.0.0.1:8080", "/fhnfile/a/b")).isEqualTo("a/b");
        assertThatThrownBy(() -> address("127.0.0.1:8080", "/other/a/b")).hasMessageContaining("bucket");
    }

    private static String address(String host, String path) throws OssError {
        Request request = new Request(Host.OSS, "PUT", path, path, Map.of(), Map.of("host", host), RequestBody.empty());
        return OssAddress.of(request, OssHost.BUCKET).object();
    }

    private static String sha1Of(byte[] bytes) {
        try {
            return sha1(bytes);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
